import type { Engine } from '../engine/engine.ts';
import type { Reporter } from '../reporter/reporter.ts';

// A job waits for our first request, so that what it does not need is read after it: it stands behind `import()`, under
// one name, so that the bundle does not get a file for each (docs/decisions/0003-bundle.md).

/** An engine that is made for its first input. */
export function lateEngine(make: () => Promise<Engine>): Engine {
  let coming: Promise<Engine> | null = null;
  let made: Engine | null = null;
  const engine = async (): Promise<Engine> => (made = await (coming ??= make()));
  return {
    submit: async (input) => (await engine()).submit(input),
    settled: async () => {
      if (coming !== null) await (await coming).settled();
    },
    knows: (commit) => made?.knows(commit) ?? false,
    performs: async () => (await engine()).performs(),
    isPolicyGone: () => made?.isPolicyGone() ?? false,
  };
}

/** A reporter that is made for the first thing to be shown. */
export function lateReporter(make: () => Promise<Reporter>): Reporter {
  let coming: Promise<Reporter> | null = null;
  const reporter = (): Promise<Reporter> => (coming ??= make());
  return {
    show: async (effect, head, doubtful) => (await reporter()).show(effect, head, doubtful),
    acknowledge: async (comment, isWanted) => (await reporter()).acknowledge(comment, isWanted),
  };
}
