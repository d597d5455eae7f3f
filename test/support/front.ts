import { inject } from 'vitest';
import type { Front } from '../../src/sandbox/play/stage-at-work.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    front: Front;
  }
}

/** The front that this run of the acceptance tests goes through; `vitest.config.ts` has one project for each. */
export const FRONT: Front = inject('front');
