import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import type { Call } from './calls.ts';
import { CallNames, entryOf, nameOf } from './calls.ts';
import type { StoryWorld } from './story-world.ts';

/** Whether GitHub still did what the dead one had asked for. */
export const MOMENTS = ['before', 'after'] as const;

export type Moment = (typeof MOMENTS)[number];

export interface CrashPoint {
  readonly call: Call;
  readonly moment: Moment;
}

export function pointName({ call, moment }: CrashPoint): string {
  return `${moment} ${nameOf(call)}`;
}

/** @returns every point at which a process can die, in the order of the calls. */
export function pointsOf(calls: readonly Call[]): readonly CrashPoint[] {
  return calls.flatMap((call): CrashPoint[] => {
    const moments = call.isRead ? (['before'] as const) : MOMENTS;
    return moments.map((moment) => ({ call, moment }));
  });
}

/** @returns as many of them as asked for, from the first to the last; all, when there are not more. */
export function spreadOf<T>(all: readonly T[], count: number): readonly T[] {
  if (count >= all.length) return all;
  return Array.from({ length: count }, (_, index) => {
    const [each] = all.slice(Math.floor(((index + 0.5) * all.length) / count));
    return each;
  }).filter((each) => each !== undefined);
}

export interface Crash {
  /** Whom it struck; null as long as the call has not come. */
  readonly struck: 'app' | 'run' | null;
}

/**
 * Kills the process that makes this call, while GitHub has the request in its hands: it acts on it or does not, and
 * nobody is left to hear the answer.
 */
export function crashAt(world: StoryWorld, { call, moment }: CrashPoint): Crash {
  const names = new CallNames(world);
  const crash: { struck: 'app' | 'run' | null } = { struck: null };
  let found: LoggedRequest | null = null;
  const isIt = (request: LoggedRequest): boolean => {
    const name = names.next(request);
    return name !== null && nameOf(name) === nameOf(call);
  };
  world.sandbox.faults.request(
    (view) => {
      if (found !== null) return false;
      const entry = entryOf(world, view);
      if (entry === null || !isIt(entry)) return false;
      found = entry;
      return true;
    },
    {
      kind: 'interpose',
      act: async () => {
        const run = found?.run ?? null;
        await (run === null ? world.killApp() : world.killRun(run));
        crash.struck = run === null ? 'app' : 'run';
      },
    },
  );
  world.sandbox.faults.request((view) => found !== null && entryOf(world, view) === found, {
    kind: 'cut',
    acted: moment === 'after',
  });
  return crash;
}
