import { complain } from './check-shape.ts';
import { isName, NAME_RULE } from './names.ts';
import type { Path, Sheet } from './sheet.ts';

/** A map of names has no more entries than this: each is held against all others, at every decision. */
export const MAX_ENTRIES = 200;

/**
 * Goes through a map whose keys are names, in file order. An entry without a value (`staging:`) is one that says
 * nothing. Names that differ in case only are refused: GitHub's environments and expressions do not tell them apart.
 *
 * @param read one entry; undefined when it is wrong, which it has then said.
 * @returns the entries that could be read.
 */
export function readEntries<T>(
  sheet: Sheet,
  path: Path,
  written: Readonly<Record<string, unknown>>,
  read: (name: string, value: unknown, path: Path) => T | undefined,
): Record<string, T> {
  const seen = new Map<string, string>();
  const entries: [string, T][] = [];
  if (Object.keys(written).length > MAX_ENTRIES) {
    complain(sheet, path, `has more than ${MAX_ENTRIES} entries`, 'key');
  }
  for (const [name, value] of Object.entries(written).slice(0, MAX_ENTRIES)) {
    const at = [...path, name];
    const before = seen.get(name.toLowerCase());
    if (!isName(name)) complain(sheet, at, NAME_RULE, 'key');
    if (before !== undefined) complain(sheet, at, `differs from ${before} in case only`, 'key');
    seen.set(name.toLowerCase(), name);
    const entry = read(name, value ?? {}, at);
    if (entry !== undefined && isName(name)) entries.push([name, entry]);
  }
  return Object.fromEntries(entries);
}
