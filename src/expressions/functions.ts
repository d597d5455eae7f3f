import { data, wellKnownFunctions } from '@actions/expressions';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';
import { toData } from './data.ts';
import type { Json } from './json.ts';
import { reasonOf, ExpressionRefused } from './refusal.ts';

/**
 * GitHub's functions without those that look at the run (`always()`, `hashFiles()` …): these give the same result for
 * the same arguments, always and everywhere.
 */
export const FUNCTION_NAMES = [
  'contains',
  'startsWith',
  'endsWith',
  'format',
  'join',
  'toJSON',
  'fromJSON',
  'case',
] as const;

/** @returns whether an expression may call it; GitHub compares function names without case. */
export function isKnownFunction(name: string): boolean {
  return FUNCTION_NAMES.some((known) => known.toLowerCase() === name.toLowerCase());
}

/**
 * GitHub's functions, each paying for what it is about to make before it makes it: nested `format` and `toJSON` calls
 * multiply text, so that a check afterwards would come too late.
 *
 * @param spend throws when the budget is used up.
 */
export function boundedFunctions(spend: (characters: number) => void): Map<string, FunctionDefinition> {
  return new Map(
    FUNCTION_NAMES.map((name) => {
      const key = name.toLowerCase();
      const original = wellKnownFunctions[key];
      if (original === undefined) throw new Error(`@actions/expressions has no function ${name}`);
      const call = key === 'fromjson' ? fromJson : (...args: data.ExpressionData[]) => original.call(...args);
      return [
        key,
        {
          ...original,
          call: (...args: data.ExpressionData[]) => {
            spend(costOf(key, args));
            return call(...args);
          },
        },
      ];
    }),
  );
}

/** GitHub's own goes through a reviver, which recurses without bound and calls every null the same. */
function fromJson(...args: data.ExpressionData[]): data.ExpressionData {
  const text = args[0]?.coerceString() ?? '';
  let parsed: Json;
  try {
    parsed = JSON.parse(text) as Json;
  } catch (error) {
    throw new ExpressionRefused(`fromJSON was given a text that is not JSON (${reasonOf(error)})`);
  }
  return toData(parsed);
}

/** Characters that a call may make or must look at; an upper bound in its order of magnitude. */
function costOf(name: string, args: readonly data.ExpressionData[]): number {
  const sizes = args.map((arg) => sizeOf(arg, 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (name === 'format') return (sizes[0] ?? 0) + holesIn(args[0]) * Math.max(0, ...sizes.slice(1));
  if (name === 'join') return total + itemsIn(args[0]) * (sizes[1] ?? 1);
  return total;
}

function holesIn(template: data.ExpressionData | undefined): number {
  return (template?.coerceString() ?? '').split('{').length - 1;
}

function itemsIn(list: data.ExpressionData | undefined): number {
  return list instanceof data.Array ? list.values().length : 0;
}

/** Length of the value as indented JSON, roughly. */
function sizeOf(value: data.ExpressionData, depth: number): number {
  if (value instanceof data.StringData) return value.value.length + 2;
  if (value instanceof data.Array) {
    return value.values().reduce((sum, item) => sum + 2 * depth + sizeOf(item, depth + 1), 4);
  }
  if (value instanceof data.Dictionary) {
    return value
      .pairs()
      .reduce((sum, pair) => sum + 2 * depth + pair.key.length + sizeOf(pair.value, depth + 1), 4);
  }
  return 8;
}
