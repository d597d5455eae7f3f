/**
 * An expression cannot be evaluated, and its words say why. Thrown inside this folder only; callers get it as
 * a value.
 */
export class ExpressionRefused extends Error {
  override readonly name = 'ExpressionRefused';
}

/** @returns what a failure says, without the expression's whole text that GitHub's lexer appends. */
export function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply';
  const message = error instanceof Error ? error.message : String(error);
  const cut = message.indexOf(' within expression: ');
  const short = cut < 0 ? message : message.slice(0, cut);
  return short.length > 200 ? `${short.slice(0, 200)}…` : short;
}
