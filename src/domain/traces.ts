import type { AppName, ReleaseNumber } from './names.ts';
import { isFinal } from './derive.ts';
import type { State } from './state.ts';
import { appState, unreadableFile } from './state.ts';
import type { Turn } from './turn.ts';

/** A release that Signalbox has shown on GitHub outside of the state branch. */
export interface Trace {
  readonly app: AppName;
  readonly release: ReleaseNumber;
}

/** An app of which GitHub shows a release that the branch has no number for yet. */
export interface Behind {
  readonly app: AppName;
  readonly shown: ReleaseNumber;
  readonly next: ReleaseNumber;
}

/**
 * The branch was taken back or deleted: going on from it would give a number twice. Nothing is decided, and nothing
 * written, until `/repair` or somebody with git has mended it. `decide` turns it into `stopped`.
 */
export class StateBehind extends Error {
  constructor({ app, shown, next }: Behind) {
    super(`GitHub shows a deployment of ${app} v${shown}, and here v${next} comes next`);
  }
}

/** @returns the apps whose next number GitHub shows as given. */
export function appsBehind(state: State, traces: readonly Trace[]): Behind[] {
  const newest = new Map<AppName, ReleaseNumber>();
  for (const { app, release } of traces) newest.set(app, Math.max(release, newest.get(app) ?? 0));
  return [...newest]
    .filter(([app]) => unreadableFile(state, app) === undefined)
    .map(([app, shown]) => ({ app, shown, next: appState(state, app).nextNumber }))
    .filter(({ shown, next }) => shown >= next);
}

/**
 * Looks whether GitHub knows of later releases than the branch, where a number is about to be given and nothing that was
 * read anyway says that the branch is the newest (invariant 13).
 * @throws {StateBehind}
 */
export function vouch(turn: Turn): void {
  const [first] = appsBehind(turn.state, turn.facts.need('traces', {}));
  if (first) throw new StateBehind(first);
}

/** A sweep goes on with what is open: the more reason to know that it is not of yesterday. */
export function vouchForOpen(turn: Turn): void {
  if (turn.loadedReleases().some(({ status }) => !isFinal(status))) vouch(turn);
}
