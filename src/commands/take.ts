import type { Given } from './given.ts';
import type { Command } from '../domain/command.ts';
import type { ArgumentName, FlagName } from './spelling.ts';
import type { Value } from './value.ts';
import { readName, readRef, readRelease, readSetting, readSpan, shown } from './value.ts';
import type { Words } from './words.ts';

/** What the words behind a command's name amount to. */
export type Reading =
  | { readonly kind: 'command'; readonly command: Command }
  | {
      readonly kind: 'problem';
      /** The word that is wrong, or the name of what is missing. */
      readonly name: string;
      readonly message: string;
      /** The words as they were probably meant; null when nobody could know. */
      readonly instead: Words | null;
    };

/** One or two words were understood, or the reading ends with a problem. */
export type Step = { readonly given: Given; readonly used: number } | { readonly problem: Reading };

/** What carries a value of its own; `--reason` does not, it ends the line. */
export type ValueFlag = Exclude<FlagName, 'cancel' | 'force' | 'reason'> | ArgumentName;

export interface Taking {
  readonly flag: ValueFlag;
  readonly given: Given;
  readonly value: string;
  /** How many words it was written with. */
  readonly used: number;
  /** The line without it, offered when it is given twice. */
  readonly dropped: Words;
}

/** Reads one value and adds it to what was given; what is given twice is refused, never overwritten. */
export function take({ flag, given, value, used, dropped }: Taking): Step {
  if (flag === 'set') return takeSetting({ flag, given, value, used, dropped });
  if (given[flag] !== undefined) return problem(value, `${flag} is given twice`, dropped);
  const read: Value<unknown> = READERS[flag](value);
  return read.ok ? { given: { ...given, [flag]: read.value }, used } : problem(value, read.message, null);
}

const READERS = {
  app: readName,
  apply: readName,
  for: readSpan,
  release: readRelease,
  environment: readName,
  activity: readName,
  ref: readRef,
  topic: (word: string) => readName(word.replace(/^\//, '')),
} satisfies Record<Exclude<ValueFlag, 'set'>, (word: string) => Value<unknown>>;

function takeSetting({ given, value, used, dropped }: Taking): Step {
  const setting = readSetting(value);
  if (!setting.ok) return problem(value, setting.message, null);
  const [key, content] = setting.value;
  if (Object.hasOwn(given.set ?? {}, key)) return problem(key, `--set ${key} is given twice`, dropped);
  return { given: { ...given, set: { ...given.set, [key]: content } }, used };
}

/** @param name the word as it was written, or the name of what is missing. */
export function problem(name: string, message: string, instead: Words | null): { problem: Reading } {
  return { problem: { kind: 'problem', name: shown(name), message, instead } };
}

/** @returns the line with `count` words from `at` on replaced. */
export function replaced(line: Words, at: number, count: number, by: readonly string[]): Words {
  return { words: line.words.toSpliced(at, count, ...by), reason: line.reason };
}
