import { isFinal, liveAttempts } from '../domain/derive.ts';
import type { Input } from '../domain/input.ts';
import type { State } from '../domain/state.ts';

/** @returns whether a run is under way, so that another turn is sure to come. */
export function hasLiveWork(state: State): boolean {
  return Object.values(state.releases).some((release) => liveAttempts(release).length > 0);
}

/**
 * @returns whether an input is most likely no news to this state: the end of a run that is not awaited there, a check
 * that no attempt waits for.
 */
export function isEcho(input: Input, state: State): boolean {
  const open = Object.values(state.releases).filter(({ status }) => !isFinal(status));
  switch (input.kind) {
    case 'run': {
      const { id, title } = input.run;
      const live = open.flatMap(liveAttempts);
      return !live.some(({ run, nonce }) => run?.id === id || title.includes(nonce));
    }
    case 'checks':
      return !open
        .filter(({ spec }) => spec.sha === input.sha)
        .flatMap(({ phases }) => phases.flatMap(({ activities }) => activities))
        .some(({ status }) => status === 'waiting');
    default:
      return false;
  }
}
