import { z } from 'zod';

/** A list, or the one item of a list of one. */
export function oneOrMany<T extends z.ZodType>(item: T): z.ZodUnion<[T, z.ZodArray<T>]> {
  return z.union([item, z.array(item)]);
}

/** @returns what `oneOrMany` let through as a list. */
export function listOf<T>(written: T | readonly T[] | undefined): readonly T[] {
  if (written === undefined) return [];
  return isList(written) ? written : [written];
}

function isList<T>(written: T | readonly T[]): written is readonly T[] {
  return Array.isArray(written);
}
