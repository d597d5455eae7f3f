import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files through which a step talks to the runner, by the name of their variable. */
export const COMMAND_FILES = [
  'GITHUB_ENV',
  'GITHUB_OUTPUT',
  'GITHUB_PATH',
  'GITHUB_STATE',
  'GITHUB_STEP_SUMMARY',
] as const;

export type CommandFileName = (typeof COMMAND_FILES)[number];
export type CommandFilePaths = Readonly<Record<CommandFileName, string>>;

export interface StepCommands {
  readonly env: ReadonlyMap<string, string>;
  readonly outputs: ReadonlyMap<string, string>;
  readonly state: ReadonlyMap<string, string>;
  /** In the order written. */
  readonly path: readonly string[];
  readonly summary: string;
}

/** A command file that cannot be read; the step fails, as on GitHub. */
export class CommandFileInvalid extends Error {
  override readonly name = 'CommandFileInvalid';
}

/** Makes the empty files of one process. */
export async function createCommandFiles(folder: string, key: string): Promise<CommandFilePaths> {
  const path = (name: CommandFileName): string => join(folder, `${name.toLowerCase()}_${key}`);
  await Promise.all(COMMAND_FILES.map((name) => writeFile(path(name), '')));
  return {
    GITHUB_ENV: path('GITHUB_ENV'),
    GITHUB_OUTPUT: path('GITHUB_OUTPUT'),
    GITHUB_PATH: path('GITHUB_PATH'),
    GITHUB_STATE: path('GITHUB_STATE'),
    GITHUB_STEP_SUMMARY: path('GITHUB_STEP_SUMMARY'),
  };
}

/** @throws {CommandFileInvalid} */
export async function readCommandFiles(paths: CommandFilePaths): Promise<StepCommands> {
  const [env, output, path, state, summary] = await Promise.all(
    COMMAND_FILES.map((name) => readFile(paths[name], 'utf8').catch(() => '')),
  );
  return {
    env: parseValues(env ?? ''),
    outputs: parseValues(output ?? ''),
    state: parseValues(state ?? ''),
    path: (path ?? '').split(/\r?\n/).filter((line) => line !== ''),
    summary: summary ?? '',
  };
}

/** Lines of `name=value`, or `name<<DELIMITER`, lines, `DELIMITER` (GitHub, "Environment files"). */
export function parseValues(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const [, name, sign, rest] = /^(.*?)(=|<<)(.*)$/s.exec(line) ?? [];
    if (name === undefined || name === '') throw new CommandFileInvalid(`Invalid format '${line}'`);
    if (sign === '=') {
      values.set(name, rest ?? '');
      continue;
    }
    const end = lines.indexOf(rest ?? '', at + 1);
    if (rest === '' || end === -1) {
      throw new CommandFileInvalid(`Invalid value. Matching delimiter not found '${rest ?? ''}'`);
    }
    values.set(name, lines.slice(at + 1, end).join('\n'));
    at = end;
  }
  return values;
}
