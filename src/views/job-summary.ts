import { refuse } from '../domain/answers.ts';
import type { Answer } from '../domain/decision.ts';
import type { ConfigProblem } from '../domain/fact.ts';
import type { Instant } from '../domain/instant.ts';
import type { Policy } from '../domain/policy.ts';
import type { Release } from '../domain/release.ts';
import { answerBlocks } from './answer.ts';
import type { Block } from './block.ts';
import { heading, list, paragraph } from './block.ts';
import { glyph } from './glyphs.ts';
import { toMarkdown } from './markdown.ts';
import type { Spelling } from './next-commands.ts';
import { code, foreign, say } from './phrase.ts';
import { releaseTree } from './release-tree.ts';
import type { StarterOptions } from './starter.ts';
import { starterBlocks } from './starter.ts';

/** What a job of the Action has to tell. */
export interface JobStory {
  /** To the command that the job was started by; null when it was started by something else. */
  readonly answer: Answer | null;
  /** Releases that were created or went on in this job, newest first. */
  readonly releases: readonly Release[];
  readonly policy: Policy | null;
  readonly spelling: Spelling;
  readonly problems: readonly ConfigProblem[];
  /** There was a config, and the default branch has none any more. */
  readonly isPolicyGone?: boolean;
  /** Something was recorded, and the App carries it out. */
  readonly isForTheApp: boolean;
  /** Permissions that the job's token lacks, like `statuses: write`. */
  readonly missing: readonly string[];
  /** Set where the repository does not use Signalbox yet. */
  readonly starter: StarterOptions | null;
  /** Why there was nothing to do, when it can be said. */
  readonly idle: string;
  readonly now: Instant;
}

/** @returns the job's summary as GitHub Markdown: what stands where, what is waited for, what can be done next. */
export function renderJobSummary(story: JobStory): string {
  const blocks = [
    ...answered(story),
    ...story.releases.flatMap((release) => releaseTree(release, story)),
    ...lackingBlocks(story.missing),
    ...configErrors(story),
    ...(story.isForTheApp ? [forTheApp()] : []),
    ...(story.starter ? starterBlocks(story.starter) : []),
  ];
  return toMarkdown(blocks.length > 0 ? blocks : [idle(story.idle)]);
}

function answered({ answer, now, spelling }: JobStory): readonly Block[] {
  if (answer === null) return [];
  const { short, severalApps } = spelling;
  return answerBlocks(answer, { format: 'markdown', now, short, severalApps });
}

/** @returns what a job's token lacks, as lines of its workflow's `permissions:`; nothing when it lacks nothing. */
export function lackingBlocks(missing: readonly string[]): readonly Block[] {
  if (missing.length === 0) return [];
  return [
    heading(say`${glyph('failed')} The job's token may not do all of it`),
    paragraph(
      say`Add what is missing to the workflow's ${code('permissions:')}. What is owed stays owed, and whoever runs next with a token that may does it: a run for another event, or a sweep.`,
    ),
    list(missing.map((each) => ({ phrase: code(each) }))),
  ];
}

/** Where the answer to a command names them already, they are not named twice. */
function configErrors({ problems, isPolicyGone, answer, now }: JobStory): readonly Block[] {
  if (answer?.detail.problems ?? answer?.detail.judgedBy) return [];
  if (isPolicyGone) return answerBlocks(refuse('policy-absent'), { format: 'markdown', now });
  if (problems.length === 0) return [];
  return answerBlocks(refuse('config-invalid', { problems }), { format: 'markdown', now });
}

function forTheApp(): Block {
  return paragraph(
    say`Recorded; the App carries it out. If there is no App here any more, write ${code('performer: action')} into the config.`,
  );
}

function idle(why: string): Block {
  return paragraph(why === '' ? say`Nothing to do.` : say`Nothing to do: ${foreign(why)}.`);
}
