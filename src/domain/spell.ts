import type { CommandName } from './command.ts';
import type { AppName, EnvironmentName, ReleaseNumber } from './names.ts';
import { spellRelease } from './names.ts';

/** What a proposed command is about. */
export interface Spelled {
  readonly app?: AppName;
  readonly release?: ReleaseNumber;
  readonly environment?: EnvironmentName;
  readonly more?: string;
}

/**
 * Spells a command so that it can be pasted as it is. With several apps the release carries the app's name
 * (`web@v12`); where there is no release, `--app` does.
 */
export function say(name: CommandName, about: Spelled, severalApps: boolean): string {
  const { app, release, environment, more } = about;
  const words: string[] = [`/${name}`];
  if (release !== undefined && app !== undefined) {
    words.push(spellRelease({ app, number: release }, severalApps));
  }
  if (environment !== undefined) words.push(environment);
  if (severalApps && app !== undefined && release === undefined) words.push(`--app ${app}`);
  // A reason takes all that is behind it.
  if (more !== undefined) words.push(more);
  return words.join(' ');
}
