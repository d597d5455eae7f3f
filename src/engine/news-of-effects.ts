import type { Completion } from '../domain/effect.ts';
import type { Input, PerformedInput } from '../domain/input.ts';

/** @returns what came of effects, as an input of its own. */
export function performed(completions: readonly Completion[]): PerformedInput {
  return { kind: 'performed', id: 'performed', completions };
}

/** @returns also those that the desk had handed in by itself and that met other inputs on the way. */
export function completionsOf(input: Input): readonly Completion[] {
  return input.kind === 'performed' ? input.completions : [];
}
