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
  return shortened(short);
}

/** @returns the text, cut where nobody would read on: parts of an expression are as long as their writer likes. */
export function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
