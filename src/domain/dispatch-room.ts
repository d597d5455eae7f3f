/**
 * GitHub takes no more characters of all inputs of one dispatch together (documentation of `workflow_dispatch`). Our one
 * input is JSON text within JSON, in which each quote takes two.
 */
export const DISPATCH_MOST = 65_535;

/** @returns the characters that a value takes of a dispatch. */
export function dispatchLength(value: unknown): number {
  return JSON.stringify({ signalbox: JSON.stringify(value) }).length;
}
