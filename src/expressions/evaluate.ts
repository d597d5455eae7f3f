import { data } from '@actions/expressions';
import { Allowance, BoundedEvaluator, Roots } from './bounded-evaluator.ts';
import { AbsentNull, fromData } from './data.ts';
import type { Json, JsonObject } from './json.ts';
import { ExpressionRefused, reasonOf } from './refusal.ts';
import { parseExpression } from './syntax.ts';
import { splitTemplate } from './template.ts';

/** What a value comes to. */
export type Evaluation =
  | { readonly kind: 'value'; readonly value: Json }
  /** A whole text is null because these references lead nowhere (yet). */
  | { readonly kind: 'missing'; readonly references: readonly string[] }
  | { readonly kind: 'error'; readonly message: string };

/** Lists and objects of a value nest no deeper than this. */
const MAX_DEPTH = 50;

/**
 * Evaluates a value: a literal, a text with `${{ }}`, or lists and objects of them. Without clock, randomness or I/O,
 * and bounded in time and size whatever the text says.
 *
 * A text that is exactly one expression keeps the expression's type; otherwise its expressions become text as on
 * GitHub (null is empty, a list is "Array", an object "Object"). The value is `missing` as soon as one such whole text
 * anywhere in it is null because a reference leads nowhere; `${{ x || null }}` says that nothing is good enough.
 *
 * @param context the roots, like `{ release: {…}, tasks: {…} }`. A root that is not there is an error; anything below
 *   a root that is not there is null.
 */
export function evaluate(value: Json, context: JsonObject): Evaluation {
  const work: Work = { roots: new Roots(context), allowance: new Allowance(), missing: new Set() };
  try {
    const result = evaluateDeep(value, work, 0);
    if (work.missing.size > 0) return { kind: 'missing', references: [...work.missing] };
    return { kind: 'value', value: result };
  } catch (error) {
    if (error instanceof ExpressionRefused) return { kind: 'error', message: error.message };
    throw error;
  }
}

interface Work {
  readonly roots: Roots;
  readonly allowance: Allowance;
  /** References that left a whole text without a value. */
  readonly missing: Set<string>;
}

/** What one expression came to, and the references in it that led nowhere. */
interface Ran {
  readonly result: data.ExpressionData;
  readonly absent: readonly string[];
}

function evaluateDeep(value: Json, work: Work, depth: number): Json {
  if (depth > MAX_DEPTH) throw new ExpressionRefused(`the value nests deeper than ${MAX_DEPTH} levels`);
  if (typeof value === 'string') return fromData(evaluateText(value, work));
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => evaluateDeep(item, work, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, evaluateDeep(item, work, depth + 1)]),
  );
}

function evaluateText(text: string, work: Work): data.ExpressionData {
  const template = splitTemplate(text);
  if (template.kind === 'unclosed') throw new ExpressionRefused('a "${{" has no "}}"');
  const [first, ...others] = template.parts;
  if (first?.kind === 'expression' && others.length === 0) {
    const { result, absent } = run(first.source, work);
    if (result instanceof AbsentNull) for (const reference of absent) work.missing.add(reference);
    return result;
  }
  work.allowance.spend(text.length);
  const made = template.parts.map((part) =>
    part.kind === 'text' ? part.text : run(part.source, work).result.coerceString(),
  );
  return new data.StringData(made.join(''));
}

function run(source: string, work: Work): Ran {
  const syntax = parseExpression(source, work.roots.names);
  if (syntax.kind === 'wrong') throw new ExpressionRefused(syntax.messages.join('; '));
  const evaluator = new BoundedEvaluator(syntax.tree, work.roots, work.allowance);
  try {
    return { result: evaluator.evaluate(), absent: evaluator.absent };
  } catch (error) {
    // The library throws plain errors of its own: a bad format string, a predicate that is no boolean.
    throw new ExpressionRefused(reasonOf(error), { cause: error });
  }
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}
