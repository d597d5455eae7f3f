import type { EngineLog } from '../engine/engine.ts';
import type { Place, Repositories } from './repositories.ts';

/** Looks regularly at what is due and, less often, for what was missed. */
export interface Timer {
  /** Ends it, and waits for the look that is under way. */
  stop(): Promise<void>;
}

export interface TimerOptions {
  readonly repositories: Repositories;
  /** Every repository that the App is installed on. */
  readonly discover: () => Promise<readonly Place[]>;
  readonly tickSeconds: number;
  readonly sweepSeconds: number;
  readonly log: EngineLog;
}

/** Starts with a sweep: whatever happened while the App was away is found at once. */
export function startTimer(options: TimerOptions): Timer {
  const { repositories, tickSeconds, sweepSeconds } = options;
  let underWay: Promise<void> = sweepAll(options);
  let ticks = 0;
  const every = setInterval(() => {
    ticks += 1;
    const isSweep = ticks * tickSeconds >= sweepSeconds;
    if (isSweep) ticks = 0;
    const work = isSweep ? () => sweepAll(options) : () => tickAll(repositories);
    underWay = underWay.then(work);
  }, tickSeconds * 1000);
  return {
    stop: async () => {
      clearInterval(every);
      await underWay;
    },
  };
}

async function sweepAll({ repositories, discover, log }: TimerOptions): Promise<void> {
  try {
    const places = await discover();
    await Promise.all(places.map((place) => repositories.sweep(place)));
  } catch (error) {
    log.warn('the installations could not be listed; known repositories are swept', { error: String(error) });
    await Promise.all(repositories.places.map((place) => repositories.sweep(place)));
  }
}

async function tickAll(repositories: Repositories): Promise<void> {
  await Promise.all(repositories.places.map((place) => repositories.tick(place)));
}
