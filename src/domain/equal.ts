/**
 * @returns whether two values hold the same, whatever the order of their keys. Absent and undefined are the same.
 * `ignoring` names keys that do not count.
 */
export function isEqual(a: unknown, b: unknown, ignoring: readonly string[] = []): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, index) => isEqual(each, b[index], ignoring));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => ignoring.includes(key) || isEqual(a[key], b[key], ignoring));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
