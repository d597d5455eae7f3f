import type { Seconds } from './instant.ts';
import type { JsonObject } from './json.ts';
import type { AppName, EnvironmentName, ReleaseNumber } from './names.ts';
import type { Role } from './role.ts';

/** `v12` or `web@v12` as a person wrote it. */
export interface ReleaseArg {
  readonly app?: AppName;
  readonly number: ReleaseNumber;
}

/** What all commands take. `app` comes from `--app`. */
interface Common {
  readonly app?: AppName;
}

/** A command, spelled out as a value: the same from a comment, the Action's input, the CLI and the API. */
export type Command =
  | (Common & { readonly name: 'release'; readonly ref?: string; readonly force: boolean })
  | (Common & {
      readonly name: 'promote';
      readonly release?: ReleaseArg;
      readonly environment?: EnvironmentName;
    })
  | (Common & {
      readonly name: 'rollback';
      readonly release?: ReleaseArg;
      readonly environment?: EnvironmentName;
      readonly cancel: boolean;
      readonly reason?: string;
    })
  | (Common & {
      readonly name: 'unlock';
      readonly environment?: EnvironmentName;
      readonly cancel: boolean;
      readonly force: boolean;
      readonly reason?: string;
    })
  | (Common & {
      readonly name: 'lock';
      readonly environment?: EnvironmentName;
      readonly for?: Seconds;
      readonly reason?: string;
    })
  | (Common & { readonly name: 'pin'; readonly environment?: EnvironmentName; readonly reason?: string })
  | (Common & { readonly name: 'unpin'; readonly environment?: EnvironmentName })
  | (Common & {
      readonly name: 'retry';
      readonly release?: ReleaseArg;
      readonly activity?: string;
      readonly set: JsonObject;
    })
  | (Common & {
      readonly name: 'abort';
      readonly release?: ReleaseArg;
      readonly reason?: string;
      readonly force: boolean;
    })
  | (Common & { readonly name: 'hold'; readonly release?: ReleaseArg; readonly reason?: string })
  | (Common & { readonly name: 'resume'; readonly release?: ReleaseArg })
  | (Common & { readonly name: 'repair'; readonly apply?: string })
  | (Common & { readonly name: 'releases' })
  | (Common & { readonly name: 'status' })
  | (Common & { readonly name: 'info'; readonly release: ReleaseArg })
  | (Common & { readonly name: 'help'; readonly topic?: string });

export type CommandName = Command['name'];

/** What the domain says of each command; spelling and help are in `commands/`. */
export interface CommandRule {
  /** The least role that may give it. */
  readonly role: Role;
  /** A query changes nothing and takes no place among the remembered outcomes. */
  readonly query: boolean;
}

/** The one table of commands (design, section 7; features C-26). */
export const COMMAND_RULES = {
  release: { role: 'operator', query: false },
  promote: { role: 'operator', query: false },
  rollback: { role: 'operator', query: false },
  unlock: { role: 'operator', query: false },
  lock: { role: 'operator', query: false },
  pin: { role: 'operator', query: false },
  unpin: { role: 'operator', query: false },
  retry: { role: 'operator', query: false },
  abort: { role: 'operator', query: false },
  hold: { role: 'operator', query: false },
  resume: { role: 'operator', query: false },
  repair: { role: 'admin', query: false },
  releases: { role: 'viewer', query: true },
  status: { role: 'viewer', query: true },
  info: { role: 'viewer', query: true },
  help: { role: 'viewer', query: true },
} as const satisfies Record<CommandName, CommandRule>;

/**
 * Whether a command only asks: it changes nothing, and no answer to it is remembered. Without the token of what was
 * shown, `/repair` only shows.
 */
export function isQuery(command: Command): boolean {
  return COMMAND_RULES[command.name].query || (command.name === 'repair' && command.apply === undefined);
}
