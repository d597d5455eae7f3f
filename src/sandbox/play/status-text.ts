import type { ActivityRecord, EnvironmentRecord, ReleaseRecord } from './records.ts';
import { activitiesOf } from './records.ts';
import type { Block } from './layout.ts';
import { oneLine } from './plain-text.ts';

/** What the state branch says of one app. */
export interface BoardOf {
  /** Named where there are several; null: it is the only one. */
  readonly app: string | null;
  /** Environments of the config; each has its row, also when nothing was ever deployed there. */
  readonly configured: readonly string[];
  readonly environments: Readonly<Record<string, EnvironmentRecord>>;
  readonly open: readonly ReleaseRecord[];
  readonly sites: Readonly<Record<string, string>>;
}

/** What runs where and who holds it, then the releases that are at work, as lines. */
export function statusText(board: BoardOf): readonly Block[] {
  const { app, configured, environments, open, sites } = board;
  const names = [...new Set([...configured, ...Object.keys(environments)])];
  const rows = names.map((name) => [...rowOf(name, environments[name]), sites[name] ?? '']);
  return [
    ...(app === null ? [] : [oneLine(app)]),
    { rows: [['ENVIRONMENT', 'RUNS', 'LAST DEPLOY', 'HELD', 'LOOK'], ...rows] },
    ...open
      .filter(isAtWork)
      .map((release) => `v${String(release.number)} ${release.status}: ${progress(release)}`),
  ];
}

function rowOf(name: string, state: EnvironmentRecord | undefined): readonly string[] {
  if (state === undefined) return [name, 'nothing', '', ''];
  const { pointer } = state;
  const runs = pointer === null ? 'nothing' : `v${String(pointer.release)}`;
  return [name, runs, lastTouch(state), heldBy(state)];
}

function lastTouch({ lastTouch: touch }: EnvironmentRecord): string {
  return touch === null ? '' : `v${String(touch.release)} ${touch.outcome}`;
}

function heldBy({ lock, pin }: EnvironmentRecord): string {
  const because = (reason: string | undefined): string =>
    reason === undefined ? '' : `: ${oneLine(reason)}`;
  const held = [
    ...(lock === null ? [] : [`locked by ${lock.by.login}${because(lock.reason)}`]),
    ...(pin === null ? [] : [`pinned to v${String(pin.release)} by ${pin.by.login}${because(pin.reason)}`]),
  ];
  return held.join(', ');
}

/** A final one stands among the open ones as long as something is owed for it. */
function isAtWork({ status }: ReleaseRecord): boolean {
  return !['succeeded', 'partially-succeeded', 'failed', 'aborted', 'superseded'].includes(status);
}

function progress(release: ReleaseRecord): string {
  return activitiesOf(release).map(activityText).join(', ');
}

function activityText({ name, status, attempts }: ActivityRecord): string {
  const waiting = attempts.at(-1)?.waiting;
  return waiting === undefined || status !== 'waiting'
    ? `${name} ${status}`
    : `${name} waits (${waiting.for})`;
}
