import type { Command, CommandName, ReleaseArg } from '../domain/command.ts';
import type { Seconds } from '../domain/instant.ts';
import type { JsonObject } from '../domain/json.ts';

/**
 * Everything that can be given with a command. The grammar puts in only what the command takes, so that what is built
 * from it carries nothing else; every command can be read as one again.
 */
export interface Given {
  readonly app?: string;
  readonly release?: ReleaseArg;
  readonly environment?: string;
  readonly activity?: string;
  readonly ref?: string;
  readonly topic?: string;
  readonly apply?: string;
  readonly for?: Seconds;
  readonly reason?: string;
  readonly cancel?: boolean;
  readonly force?: boolean;
  readonly set?: JsonObject;
}

/** @returns the command; null when it lacks what it cannot do without (`/info` needs a release). */
export function commandFrom(name: CommandName, given: Given): Command | null {
  return BUILDERS[name](given);
}

const BUILDERS = {
  release: (given) => ({ name: 'release', ...given, force: given.force ?? false }),
  promote: (given) => ({ name: 'promote', ...given }),
  rollback: (given) => ({ name: 'rollback', ...given, cancel: given.cancel ?? false }),
  unlock: (given) => ({
    name: 'unlock',
    ...given,
    cancel: given.cancel ?? false,
    force: given.force ?? false,
  }),
  lock: (given) => ({ name: 'lock', ...given }),
  pin: (given) => ({ name: 'pin', ...given }),
  unpin: (given) => ({ name: 'unpin', ...given }),
  retry: (given) => ({ name: 'retry', ...given, set: given.set ?? {} }),
  abort: (given) => ({ name: 'abort', ...given, force: given.force ?? false }),
  hold: (given) => ({ name: 'hold', ...given }),
  resume: (given) => ({ name: 'resume', ...given }),
  repair: (given) => ({ name: 'repair', ...given }),
  releases: (given) => ({ name: 'releases', ...given }),
  status: (given) => ({ name: 'status', ...given }),
  info: (given) => (given.release === undefined ? null : { name: 'info', ...given, release: given.release }),
  help: (given) => ({ name: 'help', ...given }),
} satisfies { [N in CommandName]: (given: Given) => Extract<Command, { name: N }> | null };
