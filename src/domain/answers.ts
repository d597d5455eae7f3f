import type { Answer } from './decision.ts';
import type { Detail } from './detail.ts';
import type { ReasonCode } from './reason.ts';

/** Something changed as asked. */
export function done(code: ReasonCode, detail: Detail = {}, next: readonly string[] = []): Answer {
  return { kind: 'done', code, detail, next };
}

/** Nothing was to be changed: a query's answer, or a friendly "there is nothing to do". */
export function tell(code: ReasonCode, detail: Detail = {}, next: readonly string[] = []): Answer {
  return { kind: 'told', code, detail, next };
}

/** It was not done, and here is why and what helps. A refusal is a value, never an exception. */
export function refuse(code: ReasonCode, detail: Detail = {}, next: readonly string[] = []): Answer {
  return { kind: 'refused', code, detail, next };
}
