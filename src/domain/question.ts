import { isQuery } from './command.ts';
import type { Input } from './input.ts';

/** Whether somebody only asks: nothing is changed, and no answer is remembered. */
export function isQuestion(input: Input): boolean {
  return input.kind === 'command' && isQuery(input.command);
}
