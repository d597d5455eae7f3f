import type { Detail } from '../domain/detail.ts';
import type { Instant } from '../domain/instant.ts';
import type { Block } from './block.ts';
import type { Phrase } from './phrase.ts';

/** Chapters of the catalogue, as `docs/reference/reason-codes.md` shows them. */
export const GROUPS = {
  done: 'Done: something changed as asked',
  told: 'Told: a query, or nothing to do',
  waiting: 'Waiting: what an attempt waits for',
  refused: 'Refused: who, what, when',
  fence: 'Refused to a job: the fence',
  ended: 'Ended: how an attempt, an activity or a release came to its end',
  repository: 'State branch and repository',
} as const;
export type Group = keyof typeof GROUPS;

/**
 * The text of a reason code. Each part must read well with any detail missing; with none at all the title is what
 * the reference shows.
 */
export interface Message {
  readonly group: Group;
  /** One short sentence without a full stop. It says how things are, so that it fits behind "waiting:" as well. */
  readonly title: (detail: Detail) => Phrase;
  /** What stands behind the title, when there is more to say. */
  readonly body?: (detail: Detail, now: Instant) => readonly Block[];
  /** What helps, or what happens by itself. Commands to paste come from the answer. */
  readonly remedy?: (detail: Detail) => Phrase;
}
