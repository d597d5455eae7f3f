import type { JsonObject, JsonValue } from './host.ts';

/**
 * Combinations of a job's `strategy.matrix` in GitHub's order: the product of the lists, without what `exclude`
 * matches; an `include` extends the combinations it does not contradict, or becomes one of its own. A job without a
 * matrix has one combination, null.
 */
export function combinations(matrix: JsonValue): readonly (JsonObject | null)[] {
  if (!isObject(matrix)) return [null];
  const { include, exclude, ...axes } = matrix;
  const excluded = objects(exclude);
  const product = Object.keys(axes).length === 0 ? [] : expand(Object.entries(axes));
  const kept = product.filter(
    (each) => !excluded.some((pattern) => agrees(pattern, each, Object.keys(pattern))),
  );
  return addIncluded(kept, objects(include), Object.keys(axes));
}

function expand(axes: readonly (readonly [string, JsonValue])[]): readonly JsonObject[] {
  return axes.reduce<readonly JsonObject[]>(
    (sofar, [name, values]) =>
      sofar.flatMap((each) => (isList(values) ? values.map((value) => ({ ...each, [name]: value })) : [])),
    [{}],
  );
}

function addIncluded(
  product: readonly JsonObject[],
  include: readonly JsonObject[],
  axes: readonly string[],
): readonly JsonObject[] {
  const extended = [...product];
  const added: JsonObject[] = [];
  for (const extra of include) {
    const named = axes.filter((axis) => axis in extra);
    const fits = product.map((each) => agrees(extra, each, named));
    if (product.length === 0 || !fits.includes(true)) added.push(extra);
    else fits.forEach((fit, at) => fit && extended.splice(at, 1, { ...extended[at], ...extra }));
  }
  return [...extended, ...added];
}

function agrees(pattern: JsonObject, each: JsonObject, keys: readonly string[]): boolean {
  return keys.every((key) => JSON.stringify(pattern[key]) === JSON.stringify(each[key]));
}

function objects(value: JsonValue | undefined): readonly JsonObject[] {
  return isList(value) ? value.filter(isObject) : [];
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
