import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { JsonObject, JsonValue } from './host.ts';
import {
  isList,
  isMap,
  isTemplate,
  type TemplatePart,
  type Written,
  type WrittenTemplate,
} from './written.ts';

/** What `success()` and its sisters answer at this place. */
export interface StatusFunctions {
  readonly success: boolean;
  readonly failure: boolean;
  readonly cancelled: boolean;
}

export interface Contexts {
  /** Values by context name; a context that is missing evaluates to null, as on GitHub. */
  readonly values: JsonObject;
  readonly status: StatusFunctions;
  /** Implementation of `hashFiles`; null where GitHub has no workspace yet. */
  readonly hashFiles: ((patterns: readonly string[]) => string) | null;
}

/** An expression that cannot be read or evaluated; the message is for the job's log. */
export class ExpressionFailed extends Error {
  override readonly name = 'ExpressionFailed';
}

const CONTEXT_NAMES = [
  'github',
  'inputs',
  'env',
  'vars',
  'secrets',
  'needs',
  'steps',
  'job',
  'runner',
  'matrix',
  'strategy',
];
const STATUS_NAMES = ['success', 'failure', 'always', 'cancelled'];

/** Evaluates whatever stands in `${{ }}`, at any depth. */
export function evaluate(value: Written, contexts: Contexts): JsonValue {
  if (isTemplate(value)) return evaluateTemplate(value, contexts);
  if (isList(value)) return value.map((item) => evaluate(item, contexts));
  if (isMap(value)) {
    return Object.fromEntries([...value].map(([key, item]) => [key, evaluate(item, contexts)]));
  }
  return value;
}

/** The text GitHub makes of a value: null is empty, numbers and booleans as in JSON, lists and objects by their kind. */
export function evaluateText(value: Written, contexts: Contexts): string {
  return toText(evaluate(value, contexts));
}

export function toText(value: JsonValue): string {
  return toData(value).coerceString();
}

/** Texts of a mapping like `env:` or `with:`. */
export function evaluateTexts(
  values: ReadonlyMap<string, Written>,
  contexts: Contexts,
): Readonly<Record<string, string>> {
  return Object.fromEntries([...values].map(([key, value]) => [key, evaluateText(value, contexts)]));
}

/**
 * Whether an `if:` holds. Without one of the status functions in it, `success()` has to hold too (GitHub,
 * "Status check functions"). Text around `${{ }}` makes a text, and that holds whatever it says, as on GitHub.
 */
export function conditionHolds(written: Written | undefined, contexts: Contexts): boolean {
  const expressions = conditionExpressions(written);
  if (!expressions.some(mentionsStatus) && !contexts.status.success) return false;
  const [only, ...more] = expressions;
  if (typeof written === 'boolean') return written;
  return only === undefined || more.length > 0 || truthy(evaluateExpression(only, contexts));
}

/** Whether an `if:` still holds after a cancel; one that cannot be evaluated does not. */
export function survivesCancel(written: Written | undefined, contexts: Contexts): boolean {
  try {
    return conditionHolds(written, contexts);
  } catch (error) {
    if (error instanceof ExpressionFailed) return false;
    throw error;
  }
}

/** One expression for a plain condition, several parts for a text with expressions in it. */
function conditionExpressions(written: Written | undefined): readonly string[] {
  if (isTemplate(written)) {
    return written.parts.map((part) => (part.kind === 'text' ? `'text'` : part.expression));
  }
  if (written === undefined || written === null || typeof written === 'object') return [];
  return String(written).trim() === '' ? [] : [String(written).trim()];
}

function mentionsStatus(expression: string): boolean {
  const tokens = lex(expression);
  return tokens.some(
    (token, at) => STATUS_NAMES.includes(token.lexeme.toLowerCase()) && tokens[at + 1]?.lexeme === '(',
  );
}

function lex(expression: string): ReturnType<Lexer['lex']>['tokens'] {
  try {
    return new Lexer(expression).lex().tokens;
  } catch (error) {
    throw failed(expression, error);
  }
}

/** A sole expression keeps its type; with text around it everything becomes text. */
function evaluateTemplate(template: WrittenTemplate, contexts: Contexts): JsonValue {
  const value = (part: TemplatePart): data.ExpressionData =>
    part.kind === 'text' ? new data.StringData(part.text) : evaluateExpression(part.expression, contexts);
  const [first, ...more] = template.parts;
  if (first !== undefined && more.length === 0) return fromData(value(first));
  return template.parts.map((part) => value(part).coerceString()).join('');
}

function evaluateExpression(expression: string, contexts: Contexts): data.ExpressionData {
  const functions = new Map(functionsOf(contexts).map((definition) => [definition.name, definition]));
  const values = new data.Dictionary(
    ...CONTEXT_NAMES.map((key) => ({ key, value: toData(contexts.values[key] ?? null) })),
  );
  try {
    const tree = new Parser(lex(expression), CONTEXT_NAMES, [...functions.values()]).parse();
    return new Evaluator(tree, values, functions).evaluate();
  } catch (error) {
    throw failed(expression, error);
  }
}

type FunctionDefinition =
  NonNullable<ConstructorParameters<typeof Evaluator>[2]> extends Map<string, infer F> ? F : never;

function functionsOf(contexts: Contexts): readonly FunctionDefinition[] {
  const answer = (name: string, holds: boolean): FunctionDefinition => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(holds),
  });
  const { status, hashFiles } = contexts;
  return [
    answer('success', status.success),
    answer('failure', status.failure),
    answer('cancelled', status.cancelled),
    answer('always', true),
    {
      name: 'hashfiles',
      minArgs: 1,
      maxArgs: 255,
      call: (...patterns) =>
        new data.StringData(hashFiles === null ? '' : hashFiles(patterns.map((each) => each.coerceString()))),
    },
  ];
}

function failed(expression: string, cause: unknown): ExpressionFailed {
  if (cause instanceof ExpressionFailed) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ExpressionFailed(`${why} (in the expression: ${expression})`, { cause });
}

function truthy(value: data.ExpressionData): boolean {
  switch (value.kind) {
    case data.Kind.Null:
      return false;
    case data.Kind.Boolean:
    case data.Kind.String:
    case data.Kind.Number: {
      const plain = fromData(value);
      return typeof plain === 'number' ? plain !== 0 && !Number.isNaN(plain) : Boolean(plain);
    }
    default:
      return true;
  }
}

function toData(value: JsonValue): data.ExpressionData {
  if (value === null) return new data.Null();
  if (typeof value === 'string') return new data.StringData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (isJsonList(value)) return new data.Array(...value.map(toData));
  return new data.Dictionary(...Object.entries(value).map(([key, item]) => ({ key, value: toData(item) })));
}

function isJsonList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function fromData(value: data.ExpressionData): JsonValue {
  if (
    value instanceof data.StringData ||
    value instanceof data.NumberData ||
    value instanceof data.BooleanData
  ) {
    return value.value;
  }
  if (value instanceof data.Array) return value.values().map(fromData);
  if (value instanceof data.Dictionary) {
    return Object.fromEntries(value.pairs().map(({ key, value: item }) => [key, fromData(item)]));
  }
  return null;
}
