import type { Instant } from '../domain/instant.ts';
import type { Attempt } from '../domain/attempt.ts';
import type { Release } from '../domain/release.ts';
import type { Cause } from '../domain/release-spec.ts';
import { age, lasted, moment, shortRef, shortSha } from './amounts.ts';
import type { Block, Item } from './block.ts';
import { list, paragraph } from './block.ts';
import { glyph, statusText, statusWord } from './glyphs.ts';
import { midSentence } from './messages.ts';
import type { Phrase } from './phrase.ts';
import { code, foreign, joined, link, listed, say, strong } from './phrase.ts';
import { whyOf } from './progress.ts';
import type { Row } from './rows.ts';
import { rowWord, rowsOf } from './rows.ts';

/**
 * `/info vN`: the spec, the phases as a tree with every attempt, what it waits for, where a rollback comes from. Config
 * vars and inputs by name only: a comment is no place for values (attack A25).
 *
 * @param name how the release is spelled in this repository.
 */
export function releaseBlocks(release: Release, name: string | undefined, now: Instant): readonly Block[] {
  const severalApps = name?.includes('@') ?? false;
  return [
    list(facts(release, severalApps, now)),
    paragraph(strong(say`Phases`)),
    list(phases(release, severalApps, now)),
  ];
}

function facts(release: Release, severalApps: boolean, now: Instant): readonly Item[] {
  const { spec } = release;
  const lines: readonly (readonly [Phrase, Phrase] | null)[] = [
    [say`Status`, status(release, now)],
    [say`What`, foreign(spec.description)],
    [say`Commit`, say`${code(shortSha(spec.sha))} of ${code(shortRef(spec.ref))}`],
    [
      say`Created`,
      say`${age(spec.createdAt, now)} (${moment(spec.createdAt)}) by ${foreign(spec.createdBy.login)}, ${cause(spec.cause)}`,
    ],
    rollback(release, severalApps),
    names(say`Config vars`, Object.keys(spec.vars)),
    names(say`Inputs`, Object.keys(spec.inputs)),
    [say`Process`, say`${code(spec.process.name)}, as of ${code(shortSha(spec.policySha))}`],
    pulls(spec.pulls),
  ];
  return lines.flatMap((line) => (line === null ? [] : [{ phrase: say`${strong(line[0])}: ${line[1]}` }]));
}

function status(release: Release, now: Instant): Phrase {
  const mark = release.status === 'aborted' ? release.abort : release.hold;
  if (!mark) return statusText(release.status);
  const why = mark.reason === undefined ? [] : say`: ${foreign(mark.reason)}`;
  const word = release.status === 'aborted' || release.status === 'on-hold' ? [] : say`, on hold`;
  return say`${statusText(release.status)}${word} by ${foreign(mark.by.login)} ${age(mark.at, now)}${why}`;
}

function cause(of: Cause): Phrase {
  switch (of.kind) {
    case 'push':
      return say`by a push`;
    case 'tag':
      return say`by the tag ${code(of.tag)}`;
    case 'command':
      return say`by a command`;
    case 'rollback':
      return say`by a rollback`;
  }
}

function rollback({ app, spec }: Release, severalApps: boolean): readonly [Phrase, Phrase] | null {
  if (!spec.rollback) return null;
  const spelled = (number: number) => foreign(severalApps ? `${app}@v${number}` : `v${number}`);
  const from = Object.entries(spec.rollback.from).map(
    ([environment, number]) =>
      say`${number === null ? say`nothing` : spelled(number)} in ${code(environment)}`,
  );
  const instead = from.length === 0 ? [] : say`, instead of ${listed(from)}`;
  const why = spec.rollback.reason === undefined ? [] : say`: ${foreign(spec.rollback.reason)}`;
  return [say`Rollback`, say`to ${spelled(spec.rollback.to)}${instead}${why}`];
}

function names(title: Phrase, keys: readonly string[]): readonly [Phrase, Phrase] | null {
  return keys.length === 0 ? null : [title, joined(keys.map(code))];
}

/** Numbers without `#`: a list of all of them would leave a trace on each pull request. */
function pulls(numbers: readonly number[]): readonly [Phrase, Phrase] | null {
  if (numbers.length === 0) return null;
  return [say`Pull requests`, joined(numbers.map((number) => say`${number}`))];
}

function phases(release: Release, severalApps: boolean, now: Instant): readonly Item[] {
  const rows = rowsOf(release);
  return release.phases.map((phase) => {
    const within = rows.filter((row) => row.phase === phase.name);
    const items = within.map((row) => activityItem(release, row, severalApps, now));
    const [only, ...more] = items;
    if (only !== undefined && more.length === 0 && within[0]?.activity.name === phase.name) return only;
    return {
      phrase: say`${glyph(phase.status)} ${strong(foreign(phase.name))} ${statusWord(phase.status)}`,
      items,
    };
  });
}

function activityItem(release: Release, row: Row, severalApps: boolean, now: Instant): Item {
  const { activity, spec } = row;
  const why = whyOf(release, row, severalApps);
  const kind =
    spec.kind === 'deploy' && spec.environment !== spec.name ? say` to ${code(spec.environment)}` : [];
  const phrase = say`${glyph(activity.status)} ${code(activity.name)}${kind} ${rowWord(release, row)}${why === null ? [] : say`: ${why}`}`;
  const tried = activity.attempts.filter((attempt) => attempt.status !== 'waiting');
  return { phrase, items: tried.map((attempt) => attemptItem(attempt, now)) };
}

function attemptItem(attempt: Attempt, now: Instant): Item {
  const { reason, detail, run, dispatchedAt, finishedAt, withdrawn } = attempt;
  const word = withdrawn ? say`taken back` : statusWord(attempt.status);
  const why = reason === undefined ? [] : say`: ${midSentence(reason, detail ?? {})}`;
  const parts = [
    say`attempt ${attempt.number} ${word}${why}`,
    age(finishedAt ?? dispatchedAt ?? attempt.createdAt, now),
    ...(dispatchedAt === undefined || finishedAt === undefined
      ? []
      : [say`took ${lasted(dispatchedAt, finishedAt)}`]),
    ...(run === undefined ? [] : [link(say`run`, run.url)]),
  ];
  return { phrase: joined(parts, say` · `) };
}
