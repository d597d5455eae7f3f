import type { Answer } from '../domain/decision.ts';
import type { ConfigProblem } from '../domain/fact.ts';
import type { Instant } from '../domain/instant.ts';
import { spellRelease } from '../domain/names.ts';
import type { Policy } from '../domain/policy.ts';
import type { Release } from '../domain/release.ts';
import { answerBlocks } from './answer.ts';
import type { Block, Item } from './block.ts';
import { commands, heading, list, paragraph } from './block.ts';
import { glyph, statusWord } from './glyphs.ts';
import { toMarkdown } from './markdown.ts';
import { messageOf } from './messages.ts';
import type { Spelling } from './next-commands.ts';
import { nextCommands } from './next-commands.ts';
import type { Phrase } from './phrase.ts';
import { code, foreign, link, say, strong } from './phrase.ts';
import { whyOf } from './progress.ts';
import { origin } from './release-comment.ts';
import type { Row } from './rows.ts';
import { rowWord, rowsOf } from './rows.ts';
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
    ...story.releases.flatMap((release) => releaseBlocks(release, story)),
    ...lacking(story.missing),
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

function releaseBlocks(release: Release, { policy, spelling }: JobStory): readonly Block[] {
  const name = foreign(spellRelease(release, spelling.severalApps));
  return [
    heading(say`${glyph(release.status)} ${name} · ${whereabouts(release)}`),
    paragraph(origin(release, spelling.severalApps)),
    list(phaseItems(release, policy, spelling.severalApps)),
    ...commands('Next', nextCommands(release, spelling)),
  ];
}

/** `production running` where one activity says it all, else the release's own status. */
function whereabouts(release: Release): Phrase {
  const telling = rowsOf(release).filter(({ activity }) =>
    ['running', 'waiting', 'unknown', 'failed'].includes(activity.status),
  );
  const [row, ...more] = telling;
  if (row === undefined || more.length > 0) return statusWord(release.status);
  return say`${code(row.activity.name)} ${statusWord(row.activity.status)}`;
}

function phaseItems(release: Release, policy: Policy | null, severalApps: boolean): readonly Item[] {
  const rows = rowsOf(release);
  return release.phases.map((phase): Item => {
    const within = rows.filter((row) => row.phase === phase.name);
    const items = within.map((row) => activityItem(release, row, policy, severalApps));
    const [only, ...more] = items;
    if (only && more.length === 0 && within[0]?.activity.name === phase.name) return only;
    return {
      phrase: say`${glyph(phase.status)} ${strong(foreign(phase.name))} ${statusWord(phase.status)}`,
      items,
    };
  });
}

function activityItem(release: Release, row: Row, policy: Policy | null, severalApps: boolean): Item {
  const { activity, attempt } = row;
  const why = whyOf(release, row, severalApps);
  const behind = why === null ? [] : say`: ${why}`;
  const run = attempt?.run ? say` · ${link(say`run`, attempt.run.url)}` : [];
  const waiting = attempt?.status === 'waiting' ? attempt.waiting : undefined;
  const remedy = waiting && messageOf(waiting.for).remedy?.(waiting.detail);
  return {
    phrase: say`${glyph(activity.status)} ${place(row, policy)} ${rowWord(release, row)}${behind}${run}`,
    ...(remedy ? { items: [{ phrase: remedy }] } : {}),
  };
}

function place({ spec, activity }: Row, policy: Policy | null): Phrase {
  const url = spec.kind === 'deploy' ? policy?.environments[spec.environment]?.url : undefined;
  return link(code(activity.name), url);
}

function lacking(missing: readonly string[]): readonly Block[] {
  if (missing.length === 0) return [];
  return [
    heading(say`${glyph('failed')} The job's token may not do all of it`),
    paragraph(
      say`Add what is missing to the workflow's ${code('permissions:')}. What is owed is tried again.`,
    ),
    list(missing.map((each) => ({ phrase: code(each) }))),
  ];
}

/** Where the answer to a command names them already, they are not named twice. */
function configErrors({ problems, answer, now }: JobStory): readonly Block[] {
  if (problems.length === 0 || answer?.detail.problems) return [];
  return answerBlocks(
    { kind: 'refused', code: 'config-invalid', detail: { problems }, next: [] },
    { format: 'markdown', now },
  );
}

function forTheApp(): Block {
  return paragraph(
    say`Recorded; the App carries it out. If there is no App here any more, write ${code('performer: action')} into the config.`,
  );
}

function idle(why: string): Block {
  return paragraph(why === '' ? say`Nothing to do.` : say`Nothing to do: ${foreign(why)}.`);
}
