import { z } from 'zod';
import { closest } from './closest.ts';
import { calledHere, isKeyNotYet, isValueNotYet } from './not-yet.ts';
import { quoted } from './problems.ts';
import { spellPath } from './sheet.ts';
import type { Path, Sheet } from './sheet.ts';

type Issue = z.core.$ZodIssue;

/**
 * Parses a part of a sheet and notes everything that is wrong with it, in the words of this grammar.
 *
 * @returns undefined when something was wrong. Keys that are only not built yet, or that cannot be keys, are noted and
 *   left out: the rest of the part is still worth looking at.
 */
export function checkShape<T>(sheet: Sheet, path: Path, schema: z.ZodType<T>, value: unknown): T | undefined {
  const parsed = schema.safeParse(value, { error: describe, reportInput: true });
  if (parsed.success) return parsed.data;
  const report = new Report(sheet, schema);
  for (const issue of parsed.error.issues) report.note(issue, path, path.length);
  const spare = parsed.error.issues.flatMap((issue) => sparePaths(issue, path));
  return spare.includes(null) ? undefined : schema.safeParse(without(value, spare.filter(isPath))).data;
}

/** @returns paths of keys that can be left out without making the rest wrong; null for all other issues. */
function sparePaths(issue: Issue, around: Path): readonly (Path | null)[] {
  const path = stepsOf(issue);
  if (issue.code === 'invalid_key') return [path];
  if (issue.code !== 'unrecognized_keys') return [null];
  return issue.keys.map((key) => (isKeyNotYet([...around, ...path], key) ? [...path, key] : null));
}

function without(value: unknown, paths: readonly Path[]): unknown {
  if (paths.length === 0 || typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value)
    .filter(([key]) => !paths.some((path) => path.length === 1 && String(path[0]) === key))
    .map(([key, item]: [string, unknown]) => {
      const below = paths.filter((path) => String(path[0]) === key).map((path) => path.slice(1));
      return [key, without(item, below)] as const;
    });
  return Array.isArray(value) ? kept.map(([, item]) => item) : Object.fromEntries(kept);
}

function isPath(path: Path | null): path is Path {
  return path !== null;
}

function stepsOf(issue: Issue): Path {
  return issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
}

/** Notes a problem under the name of its path. */
export function complain(sheet: Sheet, path: Path, message: string, at: 'value' | 'key' = 'value'): void {
  sheet.problem(path, `${spellPath(path)}: ${message}`, at);
}

class Report {
  readonly #sheet: Sheet;
  readonly #schema: z.ZodType;

  constructor(sheet: Sheet, schema: z.ZodType) {
    this.#sheet = sheet;
    this.#schema = schema;
  }

  /** @param base how many steps of the path lead to the value that was checked. */
  note(issue: Issue, around: Path, base: number): void {
    const path = [...around, ...stepsOf(issue)];
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) this.#unknownKey(path, key, base);
    } else if (issue.code === 'invalid_key') {
      complain(this.#sheet, path, issue.issues[0]?.message ?? NAMELESS, 'key');
    } else if (issue.code === 'invalid_union') {
      this.#union(issue, path, base);
    } else if (isValueNotYet(path, issue.input)) {
      this.#sheet.problem(path, notYet(`${spellPath(path)}: ${String(issue.input)}`));
    } else {
      complain(this.#sheet, path, issue.message);
    }
  }

  /** Of several forms, the one that was meant is the one whose outermost type fits; if none does, all are named. */
  #union(issue: z.core.$ZodIssueInvalidUnion, path: Path, base: number): void {
    const meant = issue.errors.find((branch) => !branch.some(isOutermost));
    if (meant !== undefined) {
      for (const each of meant) this.note(each, path, base);
      return;
    }
    const forms = [...new Set(issue.errors.flatMap(outermostForms))];
    complain(this.#sheet, path, `must be ${forms.join(' or ')}`);
  }

  #unknownKey(section: Path, key: string, base: number): void {
    if (this.#sheet.isFull()) return;
    const path = [...section, key];
    const name = spellPath(path);
    if (isKeyNotYet(section, key)) {
      this.#sheet.problem(path, notYet(name), 'key');
      return;
    }
    const known = keysAt(this.#schema, section.slice(base));
    const other = calledHere(section, key);
    const near = closest(key, known);
    const help = other !== null ? `write ${other}` : near !== null ? `did you mean ${quoted(near)}?` : null;
    this.#sheet.problem(path, `${name}: unknown key; ${help ?? `known here: ${known.join(', ')}`}`, 'key');
  }
}

const NAMELESS = 'this cannot be a key here';

function notYet(name: string): string {
  return `not-supported-yet: ${name} is part of the grammar, but this version does not build it; take it out`;
}

/** Zod's words for types and values, in ours. Messages that stand in a schema itself take precedence. */
function describe(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return 'is missing';
  if (issue.code === 'invalid_type') return `must be ${form(issue.expected)}, not ${formOf(issue.input)}`;
  if (issue.code === 'invalid_value') {
    return `must be one of ${issue.values.map(String).join(', ')}${found(issue)}`;
  }
  if (issue.code === 'too_small') return 'must not be empty';
  if (issue.code === 'too_big') return `must have at most ${issue.maximum} of these`;
  return 'is not what belongs here';
}

function found(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidValue>): string {
  if (typeof issue.input !== 'string') return `, not ${formOf(issue.input)}`;
  const near = closest(issue.input, issue.values.map(String));
  return near === null ? '' : `; did you mean ${quoted(near)}?`;
}

const FORMS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'nothing',
};

function form(type: string): string {
  return FORMS[type] ?? type;
}

function formOf(value: unknown): string {
  if (value === null) return 'nothing';
  return form(Array.isArray(value) ? 'array' : typeof value);
}

function isOutermost(issue: Issue): boolean {
  if (issue.path.length > 0) return false;
  return (
    issue.code === 'invalid_type' ||
    (issue.code === 'invalid_union' && issue.errors.every((all) => all.some(isOutermost)))
  );
}

function outermostForms(branch: readonly Issue[]): string[] {
  return branch.flatMap((issue) => {
    if (issue.code === 'invalid_type') return issue.path.length === 0 ? [form(issue.expected)] : [];
    return issue.code === 'invalid_union' ? issue.errors.flatMap(outermostForms) : [];
  });
}

/** @returns the keys that a schema knows at a path. */
function keysAt(schema: z.core.$ZodType, path: Path): readonly string[] {
  const [step, ...rest] = path;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return keysAt(schema.unwrap(), path);
  }
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => keysAt(option, path));
  if (schema instanceof z.ZodObject) {
    if (step === undefined) return Object.keys(schema.shape);
    const next: unknown = schema.shape[String(step)];
    return next instanceof z.core.$ZodType ? keysAt(next, rest) : [];
  }
  if (step === undefined) return [];
  if (schema instanceof z.ZodArray) return keysAt(schema.element, rest);
  if (schema instanceof z.ZodRecord) return keysAt(schema.valueType, rest);
  return [];
}
