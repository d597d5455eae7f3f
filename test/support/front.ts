import { inject } from 'vitest';

/** Through what a repository uses Signalbox: the App as a process, or nothing but its own workflow runs. */
export type Front = 'app' | 'action';

declare module 'vitest' {
  export interface ProvidedContext {
    front: Front;
  }
}

/** The front that this run of the acceptance tests goes through; `vitest.config.ts` has one project for each. */
export const FRONT: Front = inject('front');
