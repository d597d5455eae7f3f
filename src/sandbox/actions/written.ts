import {
  isBasicExpression,
  isBoolean,
  isMapping,
  isNumber,
  isSequence,
  isString,
} from '@actions/workflow-parser';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/index';

/** A value of a workflow or action file as it was written: what stands in `${{ }}` is not evaluated yet. */
export type Written =
  null | boolean | number | string | WrittenExpression | readonly Written[] | ReadonlyMap<string, Written>;

export interface WrittenExpression {
  /** Text without `${{ }}`; text around several expressions has become a call of `format`. */
  readonly expression: string;
}

/** Takes the parser's tokens out of its classes. */
export function fromToken(token: TemplateToken | undefined): Written {
  if (token === undefined) return null;
  if (isBasicExpression(token)) return { expression: token.expression };
  if (isString(token) || isNumber(token) || isBoolean(token)) return token.value;
  if (isSequence(token)) return Array.from(token, fromToken);
  if (isMapping(token))
    return new Map(Array.from(token, ({ key, value }) => [key.toString(), fromToken(value)]));
  return null;
}

export function isExpression(value: Written | undefined): value is WrittenExpression {
  return typeof value === 'object' && value !== null && 'expression' in value;
}

export function isList(value: Written | undefined): value is readonly Written[] {
  return Array.isArray(value);
}

export function isMap(value: Written | undefined): value is ReadonlyMap<string, Written> {
  return value instanceof Map;
}

/** The mapping, or an empty one for whatever else was written. */
export function mapping(value: Written | undefined): ReadonlyMap<string, Written> {
  return isMap(value) ? value : new Map<string, Written>();
}

/** One text or a list of texts as a list, like `needs:` and `branches:`; expressions are left out. */
export function texts(value: Written | undefined): readonly string[] {
  if (isList(value)) return value.flatMap(texts);
  return value === null || value === undefined || typeof value === 'object' ? [] : [String(value)];
}

/** The text, or null if there is none or it is an expression. */
export function text(value: Written | undefined): string | null {
  return texts(value)[0] ?? null;
}
