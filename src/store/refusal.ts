import { refuse } from '../domain/answers.ts';
import type { Answer } from '../domain/decision.ts';
import { RecordTooLarge, StateUnreadable, StoreRefused } from './store.ts';

/**
 * What a person can be told where no state can be had, and so nothing can be decided or remembered. Only what trying
 * again would not mend is told: somebody has to do something (invariant 12).
 * @param error what an engine threw; the store's own error is somewhere among its causes.
 * @returns null for everything else: outages, conflicts, bugs.
 */
export function refusalOf(error: unknown): Answer | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof StateUnreadable) return refuse(cause.code, { message: cause.message });
    if (cause instanceof RecordTooLarge) return refuse('record-too-large', { message: cause.message });
    if (cause instanceof StoreRefused) return refuse(cause.code, { message: cause.message });
  }
  return null;
}
