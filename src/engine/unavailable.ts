import { StateUnreadable, StoreRefused } from '../store/store.ts';
import { EngineUnavailable } from './engine.ts';

/** Nobody's input is to blame when the branch cannot be had, and trying them one by one would only take longer. */
export function concernsAll(error: unknown): boolean {
  return (
    error instanceof EngineUnavailable || error instanceof StateUnreadable || error instanceof StoreRefused
  );
}

/** @returns the error as those who submitted an input get it. */
export function unavailable(error: unknown): EngineUnavailable {
  if (error instanceof EngineUnavailable) return error;
  return new EngineUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
}
