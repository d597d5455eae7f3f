import { spellCommand } from '../commands/spell.ts';
import type { Command } from '../domain/command.ts';
import type { Policy } from '../domain/policy.ts';
import type { FormerDetail } from '../domain/detail.ts';
import type { Waiting } from '../domain/attempt.ts';
import type { Release } from '../domain/release.ts';
import type { State } from '../domain/state.ts';
import { hasSeveralApps } from '../domain/state.ts';
import type { Row } from './rows.ts';
import { rowsOf } from './rows.ts';

/** How a release and its commands are spelled in this repository. */
export interface Spelling {
  readonly severalApps: boolean;
  /** False where `/rollback` is switched off and `/signalbox rollback` is meant. */
  readonly short: boolean;
}

/** @returns the spelling that the policy asks for; without a policy the usual one. Null: nothing was recorded yet. */
export function spellingOf(policy: Policy | null, state: State | null): Spelling {
  return { severalApps: hasSeveralApps(state ?? { apps: {} }, policy), short: policy?.shortCommands ?? true };
}

/** @returns what people can do about a release now, as commands to paste, most likely first; four at most. */
export function nextCommands(release: Release, spelling: Spelling): readonly string[] {
  const rows = rowsOf(release);
  const commands = [
    ...(release.draft ? [about(release, spelling, 'promote')] : []),
    ...rows.flatMap((row) => helpFor(release, row, spelling)),
    ...atTheEnd(release, rows, spelling),
    about(release, spelling, 'info'),
  ];
  const texts = commands.map((command) => spellCommand(command, spelling.short ? 'short' : 'long'));
  return [...new Set(texts)].slice(0, 4);
}

function helpFor(release: Release, row: Row, spelling: Spelling): Command[] {
  const environment = row.spec.kind === 'deploy' ? row.spec.environment : null;
  if (environment !== null && row.activity.status === 'unknown') {
    return [unlock(release, environment, spelling)];
  }
  if (row.attempt?.status !== 'waiting' || row.attempt.waiting === undefined) return [];
  return helpForWaiting(row.attempt.waiting, release, environment, spelling);
}

function helpForWaiting(
  { for: code, detail }: Waiting,
  release: Release,
  environment: string | null,
  spelling: Spelling,
): Command[] {
  if (code === 'on-hold') return [about(release, spelling, 'resume')];
  if (code === 'environment-unknown' || code === 'app-unknown') return [about(release, spelling, 'abort')];
  if (code === 'former-place-held') return freeing(detail.former, spelling);
  if (environment === null) return [];
  if (code === 'environment-locked') return [unlock(release, environment, spelling)];
  if (code === 'environment-taken') return [{ name: 'status' }];
  if (code !== 'environment-pinned') return [];
  return [
    { name: 'promote', release: argument(release, spelling), environment },
    { name: 'unpin', environment, ...appOf(release, spelling) },
  ];
}

function freeing(former: FormerDetail | undefined, { severalApps }: Spelling): Command[] {
  if (former === undefined || former.held === 'taken') return [{ name: 'status' }];
  const { environment } = former;
  const where = severalApps ? { environment, app: former.app } : { environment };
  if (former.held === 'pinned') return [{ name: 'unpin', ...where }];
  return [{ name: 'unlock', ...where, cancel: false, force: false }];
}

function atTheEnd(release: Release, rows: readonly Row[], spelling: Spelling): Command[] {
  switch (release.status) {
    case 'failed':
    case 'partially-succeeded': {
      const isDeploy = rows.some(
        ({ spec, activity }) => spec.kind === 'deploy' && activity.status === 'failed',
      );
      const back: Command = { name: 'rollback', cancel: false, ...appOf(release, spelling) };
      return isDeploy ? [about(release, spelling, 'retry'), back] : [about(release, spelling, 'retry')];
    }
    case 'aborted':
      return [about(release, spelling, 'retry')];
    case 'succeeded':
      return [{ name: 'rollback', cancel: false, ...appOf(release, spelling) }];
    case 'superseded':
      return [{ name: 'releases', ...appOf(release, spelling) }];
    case 'running':
    case 'queued':
      return [about(release, spelling, 'hold'), about(release, spelling, 'abort')];
    case 'draft':
    case 'scheduled':
    case 'on-hold':
      return [about(release, spelling, 'abort')];
  }
}

type AboutRelease = 'promote' | 'retry' | 'resume' | 'hold' | 'abort' | 'info';

function about(release: Release, spelling: Spelling, name: AboutRelease): Command {
  const argued = argument(release, spelling);
  if (name === 'abort') return { name, release: argued, force: false };
  if (name === 'retry') return { name, release: argued, set: {} };
  return { name, release: argued };
}

function unlock(release: Release, environment: string, spelling: Spelling): Command {
  return { name: 'unlock', environment, cancel: false, force: false, ...appOf(release, spelling) };
}

function argument({ app, number }: Release, { severalApps }: Spelling): { app?: string; number: number } {
  return severalApps ? { app, number } : { number };
}

function appOf({ app }: Release, { severalApps }: Spelling): { app?: string } {
  return severalApps ? { app } : {};
}
