import type { Command, CommandName, ReleaseArg } from '../domain/command.ts';
import type { Seconds } from '../domain/instant.ts';
import type { JsonObject } from '../domain/json.ts';

/** Everything that was given with a command, before it is known to fit. */
export interface Given {
  readonly app?: string;
  readonly release?: ReleaseArg;
  readonly environment?: string;
  readonly activity?: string;
  readonly ref?: string;
  readonly topic?: string;
  readonly for?: Seconds;
  readonly reason?: string;
  readonly cancel: boolean;
  readonly force: boolean;
  readonly set: JsonObject;
}

export const NOTHING_GIVEN: Given = { cancel: false, force: false, set: {} };

/** @returns the command; null when it lacks what it cannot do without (`/info` needs a release). */
export function commandFrom(name: CommandName, given: Given): Command | null {
  return BUILDERS[name](given);
}

/** @returns what a command carries, in the shape that it was given in. */
export function givenOf(command: Command): Given {
  const { name: _, ...rest } = command;
  return { ...NOTHING_GIVEN, ...rest };
}

const BUILDERS = {
  release: (given) => ({ name: 'release', force: given.force, ...only(given, ['app', 'ref']) }),
  promote: (given) => ({ name: 'promote', ...only(given, ['app', 'release', 'environment']) }),
  rollback: (given) => ({
    name: 'rollback',
    cancel: given.cancel,
    ...only(given, ['app', 'release', 'environment', 'reason']),
  }),
  unlock: (given) => ({
    name: 'unlock',
    cancel: given.cancel,
    force: given.force,
    ...only(given, ['app', 'environment', 'reason']),
  }),
  lock: (given) => ({ name: 'lock', ...only(given, ['app', 'environment', 'for', 'reason']) }),
  pin: (given) => ({ name: 'pin', ...only(given, ['app', 'environment', 'reason']) }),
  unpin: (given) => ({ name: 'unpin', ...only(given, ['app', 'environment']) }),
  retry: (given) => ({ name: 'retry', set: given.set, ...only(given, ['app', 'release', 'activity']) }),
  abort: (given) => ({ name: 'abort', force: given.force, ...only(given, ['app', 'release', 'reason']) }),
  hold: (given) => ({ name: 'hold', ...only(given, ['app', 'release', 'reason']) }),
  resume: (given) => ({ name: 'resume', ...only(given, ['app', 'release']) }),
  releases: (given) => ({ name: 'releases', ...only(given, ['app']) }),
  status: (given) => ({ name: 'status', ...only(given, ['app']) }),
  info: (given) =>
    given.release === undefined ? null : { name: 'info', release: given.release, ...only(given, ['app']) },
  help: (given) => ({ name: 'help', ...only(given, ['app', 'topic']) }),
} satisfies { [N in CommandName]: (given: Given) => Extract<Command, { name: N }> | null };

/** Leaves out keys that were not given, so that two equal commands are equal as values. */
function only<K extends keyof Given>(given: Given, keys: readonly K[]): Pick<Given, K> {
  const kept = keys.filter((key) => given[key] !== undefined).map((key) => [key, given[key]] as const);
  return Object.fromEntries(kept) as Pick<Given, K>;
}
