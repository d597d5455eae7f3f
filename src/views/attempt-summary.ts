import type { Mark } from '../domain/actor.ts';
import type { Attempt } from '../domain/attempt.ts';
import type { JsonObject } from '../domain/json.ts';
import { spellRelease } from '../domain/names.ts';
import type { Release } from '../domain/release.ts';
import { lasted, moment } from './amounts.ts';
import type { Block, Item } from './block.ts';
import { commands, heading, list, paragraph } from './block.ts';
import { glyph, statusWord } from './glyphs.ts';
import { lackingBlocks } from './job-summary.ts';
import { toMarkdown } from './markdown.ts';
import { nextCommands } from './next-commands.ts';
import type { Phrase } from './phrase.ts';
import { code, foreign, joined, say, strong } from './phrase.ts';
import { whyOf } from './progress.ts';
import { origin } from './release-comment.ts';
import type { TreeOptions } from './release-tree.ts';
import { branches, place, releaseTree } from './release-tree.ts';
import type { Row } from './rows.ts';
import { rowsOf } from './rows.ts';

/** What the job of one attempt has to tell, when it begins and when it has reported. */
export interface AttemptStory extends TreeOptions {
  /** As the job's own turn left it. */
  readonly release: Release;
  readonly activity: string;
  /** Number of the attempt within the activity. */
  readonly attempt: number;
  /** Other releases that went on in the job, newest first. */
  readonly others: readonly Release[];
  /** Permissions that the job's token lacks, like `statuses: write`. */
  readonly missing: readonly string[];
}

/**
 * @returns the job's summary as GitHub Markdown: what it does or did, of which release, who asked for it, what can be done
 * next; once it has reported, where the release stands. Null when the release has no such attempt.
 */
export function renderAttemptSummary(story: AttemptStory): string | null {
  const { release, spelling } = story;
  const row = rowsOf(release).find(({ activity }) => activity.name === story.activity);
  const attempt = row?.activity.attempts.find(({ number }) => number === story.attempt);
  if (!row || !attempt) return null;
  const isOver = attempt.finishedAt !== undefined;
  const facts = factItems(release, row, attempt);
  return toMarkdown([
    heading(isOver ? result(story, row, attempt) : beginning(story, row)),
    paragraph(origin(release, spelling.severalApps)),
    ...(facts.length === 0 ? [] : [list(facts)]),
    ...(isOver ? outlook(story) : commands('Next', nextCommands(release, spelling))),
    ...lackingBlocks(story.missing),
  ]);
}

function beginning({ release, policy, spelling }: AttemptStory, row: Row): Phrase {
  const name = foreign(spellRelease(release, spelling.severalApps));
  const where = place(row, policy);
  return row.spec.kind === 'deploy'
    ? say`${glyph('running')} Deploys ${name} to ${where}`
    : say`${glyph('running')} Does ${where} of ${name}`;
}

function result({ release, policy, spelling }: AttemptStory, row: Row, attempt: Attempt): Phrase {
  const name = foreign(spellRelease(release, spelling.severalApps));
  const why = row.attempt === attempt ? whyOf(release, row, spelling.severalApps) : null;
  const behind = why === null ? [] : say`: ${why}`;
  return say`${glyph(attempt.status)} ${name} · ${place(row, policy)} ${statusWord(attempt.status)}${behind}`;
}

function factItems(release: Release, { spec }: Row, attempt: Attempt): readonly Item[] {
  const { number, asked, admitted, finishedAt } = attempt;
  const promoted = spec.kind === 'deploy' ? release.promoted[spec.environment] : undefined;
  const facts = [
    ...(asked ? [say`Attempt ${number}, asked for ${byWhom(asked)}`] : []),
    ...(number > 1 && !asked ? [say`Attempt ${number}`] : []),
    ...(promoted ? [say`Promoted ${byWhom(promoted)}`] : []),
    ...(admitted && finishedAt !== undefined ? [say`Took ${lasted(admitted.at, finishedAt)}`] : []),
    ...names(say`Inputs`, attempt.inputs),
    ...names(say`Set by hand`, attempt.set),
    ...names(say`Outputs`, attempt.outputs),
  ];
  return facts.map((phrase) => ({ phrase }));
}

function byWhom({ by, at, reason }: Mark): Phrase {
  return say`by ${foreign(by.login)} on ${moment(at)}${reason === undefined ? [] : say`: ${foreign(reason)}`}`;
}

/** By name only: values may be long, and a page that many read is no place for them (attack A25). */
function names(what: Phrase, values: JsonObject | undefined): readonly Phrase[] {
  const all = Object.keys(values ?? {});
  return all.length === 0 ? [] : [say`${what}: ${joined(all.map(code))}`];
}

/** Where the release stands now, and whatever else the end of this job has moved. */
function outlook(story: AttemptStory): readonly Block[] {
  const { release, spelling } = story;
  const name = foreign(spellRelease(release, spelling.severalApps));
  return [
    paragraph(strong(say`${glyph(release.status)} ${name} ${statusWord(release.status)}`)),
    ...branches(release, story),
    ...story.others.flatMap((release) => releaseTree(release, story)),
  ];
}
