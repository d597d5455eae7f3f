import { spellCommand } from '../commands/spell.ts';
import type { BrokenDetail, PlaceDetail } from '../domain/detail.ts';
import { isUncertain } from '../domain/environment.ts';
import type { Instant } from '../domain/instant.ts';
import { spellRelease } from '../domain/names.ts';
import { age, moment } from './amounts.ts';
import type { Block, Cell } from './block.ts';
import { paragraph, table } from './block.ts';
import { glyph, statusWord } from './glyphs.ts';
import type { Phrase } from './phrase.ts';
import { code, foreign, link, listed, say, strong } from './phrase.ts';
import type { Spelling } from './next-commands.ts';
import { reasonText } from './progress.ts';

export interface StatusOptions {
  readonly now: Instant;
  readonly short?: boolean;
  readonly severalApps?: boolean;
}

/** `/status`: for each app and environment what runs, since when, and who holds it or waits for it (KUS-D26). */
export function statusBlocks(places: readonly PlaceDetail[], options: StatusOptions): readonly Block[] {
  if (places.length === 0) return [paragraph(say`There is no environment yet.`)];
  const { now, short = true } = options;
  const severalApps = options.severalApps ?? new Set(places.map(({ app }) => app)).size > 1;
  const spelling = { severalApps, short };
  const rows = places.map((place, at): readonly Cell[] => {
    const isFirst = places[at - 1]?.app !== place.app;
    const app: Cell = isFirst ? [foreign(place.app)] : [[]];
    const cells = [
      [code(place.environment), ...(place.left ? [say`not in the config any more`] : [])],
      runs(place, severalApps),
      since(place, now),
      goesOn(place, spelling, now),
    ];
    return severalApps ? [app, ...cells] : cells;
  });
  const columns = ['Environment', 'Runs', 'Since', 'What goes on'];
  return [table(severalApps ? ['App', ...columns] : columns, rows)];
}

/** Apps of which nothing can be told. */
export function brokenBlocks(broken: readonly BrokenDetail[]): readonly Block[] {
  return broken.map(({ app, file, why }) =>
    paragraph(
      say`${glyph('failed')} Nothing is known of ${foreign(app)} and nothing is done there: ${code(file)} ${foreign(why)}.`,
    ),
  );
}

/** Permissions for want of which something is owed and rests. */
export function restingBlocks(lacking: readonly string[]): readonly Block[] {
  if (lacking.length === 0) return [];
  return [
    paragraph(
      say`${glyph('failed')} Something is still owed that no token could do so far: it lacks ${listed(lacking.map(code))}. Grant it to the workflow that is at work, or to the App; then it is done by itself.`,
    ),
  ];
}

/** What is owed and waits until GitHub takes more. */
export function keptBackBlocks(count: number): readonly Block[] {
  if (count === 0) return [];
  const things =
    count === 1 ? say`1 status, deployment or comment` : say`${count} statuses, deployments and comments`;
  return [
    paragraph(
      say`${glyph('waiting')} GitHub limits how much may be written, and releases go first: ${things} of Signalbox's may show an earlier state. They follow by themselves.`,
    ),
  ];
}

function runs({ app, state }: PlaceDetail, severalApps: boolean): Cell {
  const { pointer, lastTouch } = state;
  const name =
    pointer === null ? say`–` : foreign(spellRelease({ app, number: pointer.release }, severalApps));
  if (!isUncertain(state) || lastTouch === null) return [name];
  const touch = foreign(spellRelease({ app, number: lastTouch.release }, severalApps));
  return [say`${name} ${strong(say`uncertain`)}`, say`${touch} ${statusWord(lastTouch.outcome)} there`];
}

function since({ state: { pointer } }: PlaceDetail, now: Instant): Cell {
  return [pointer === null ? say`–` : age(pointer.at, now)];
}

function goesOn(place: PlaceDetail, spelling: Spelling, now: Instant): Cell {
  const lines = [...occupied(place, now), ...locked(place, spelling, now), ...pinned(place, spelling, now)];
  const waiting = place.waiting.map(
    ({ release, for: cause }) => say`${glyph('waiting')} ${foreign(release)} waits: ${reasonText(cause)}`,
  );
  return [...lines, ...waiting];
}

function occupied({ occupant }: PlaceDetail, now: Instant): Phrase[] {
  if (occupant === null) return [];
  const run = occupant.run === null ? [] : say` · ${link(say`run`, occupant.run)}`;
  return [
    say`${glyph('running')} ${foreign(occupant.release)} at work, started ${age(occupant.since, now)}${run}`,
  ];
}

function locked(
  { app, environment, state: { lock } }: PlaceDetail,
  { severalApps, short }: Spelling,
  now: Instant,
): Phrase[] {
  if (lock === null) return [];
  const until = lock.until === undefined ? [] : say`, until ${moment(lock.until)}`;
  const unlock = { name: 'unlock', environment, cancel: false, force: false } as const;
  const command = severalApps ? { ...unlock, app } : unlock;
  return [
    say`${glyph('on-hold')} locked by ${foreign(lock.by.login)} ${age(lock.at, now)}${until}${because(lock.reason)} · ${code(spellCommand(command, short ? 'short' : 'long'))}`,
  ];
}

function pinned(
  { app, environment, state }: PlaceDetail,
  { severalApps, short }: Spelling,
  now: Instant,
): Phrase[] {
  const { pin } = state;
  if (pin === null) return [];
  const to = foreign(spellRelease({ app, number: pin.release }, severalApps));
  // A rollback that did not get there keeps its pin all the same: nothing else enters until somebody decides.
  const isMissed = isUncertain(state) && state.lastTouch?.release === pin.release;
  const missed = isMissed ? say`, which did not get there,` : [];
  const unpin = { name: 'unpin', environment } as const;
  const command = severalApps ? { ...unpin, app } : unpin;
  return [
    say`${glyph('on-hold')} pinned to ${to}${missed} by ${foreign(pin.by.login)} ${age(pin.at, now)}${because(pin.reason)} · ${code(spellCommand(command, short ? 'short' : 'long'))}`,
  ];
}

function because(reason: string | undefined): Phrase {
  return reason === undefined ? [] : say`: ${foreign(reason)}`;
}
