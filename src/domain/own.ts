/**
 * Looks a name that people wrote up in a record. A plain look-up would find `constructor` and other things that every
 * object has.
 */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
