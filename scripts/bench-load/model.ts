import type { StateStore } from '../../src/store/store.ts';
import { ModelRepository } from './model-repository.ts';
import { ModelTime } from './model-time.ts';

/** Inputs that many repositories brought in, at once. */
export interface Throughput {
  readonly repositories: number;
  readonly inputs: number;
  /** Of processor time: what else the machine does, and waiting for each other, does not count. */
  readonly perSecond: number;
}

/** @returns seconds of processor time since then. */
export function processorSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000_000;
}

/** Plays releases in so many repositories at the same time, over a store in memory. */
export async function modelThroughput(repositories: number, releases: number): Promise<Throughput> {
  const all = Array.from({ length: repositories }, () => new ModelRepository());
  const each = Math.max(1, Math.round(releases / repositories));
  const started = process.cpuUsage();
  const counts = await Promise.all(
    all.map(async (repository) => {
      let inputs = 0;
      for (let number = 1; number <= each; number += 1) {
        inputs += await repository.release(`v${String(number)}`);
      }
      return inputs;
    }),
  );
  const inputs = counts.reduce((sum, count) => sum + count, 0);
  return { repositories, inputs, perSecond: inputs / processorSeconds(started) };
}

/** What came of inputs that all come at the same moment. */
export interface Burst {
  readonly inputs: number;
  readonly commits: number;
}

/** So many pushes to one repository at once. */
export async function modelBurst(inputs: number): Promise<Burst> {
  const repository = new ModelRepository();
  await repository.release('first');
  const engine = repository.engine();
  const before = await turnOf(repository);
  const news = Array.from({ length: inputs }, (_, index) => repository.commit(`push ${String(index)}`));
  await Promise.all(news.map((each) => engine.submit(each)));
  await engine.settled();
  return { inputs, commits: (await turnOf(repository)) - before };
}

/** How writers fared that all wanted the same branch. */
export interface Race {
  readonly writers: number;
  readonly turns: number;
  /** Every input became a release, and no number is missing. */
  readonly isComplete: boolean;
  /** Commits that were tried for each turn. */
  readonly tries: number;
  /** Seconds from handing an input in to its answer: the middle one, and the worst. */
  readonly median: number;
  readonly worst: number;
}

/** What GitHub takes for reading and for committing; on the model's clock, so that no machine is too slow for it. */
const READ_MS = 300;
const COMMIT_MS = 400;
const TURNS_EACH = 4;
/** Longer than any race. */
const RACE_SECONDS = 3_600;
/** How long a job tries; milliseconds, as it counts them itself. */
const PATIENCE_MS = 600_000;

/** Several processes, each with inputs of its own, one after the other. */
export async function race(writers: number): Promise<Race> {
  const repository = new ModelRepository();
  await repository.release('first');
  const before = await turnOf(repository);
  const counted = { tries: 0 };
  const time = new ModelTime();
  const times: number[] = [];
  const write = async (): Promise<void> => {
    const engine = repository.engine({
      store: slow(repository.store(), time, counted),
      front: 'action',
      wait: (milliseconds) => time.sleep(milliseconds),
      patience: PATIENCE_MS,
    });
    for (let turn = 0; turn < TURNS_EACH; turn += 1) {
      const started = time.elapsed;
      await engine.submit(repository.commit('change'));
      times.push(time.elapsed - started);
    }
  };
  const turns = writers * TURNS_EACH;
  const all = Promise.all(Array.from({ length: writers }, write));
  await time.pass(RACE_SECONDS, () => times.length === turns);
  if (times.length === turns) await all;
  const { state } = await repository.store().load();
  const sorted = times.sort((one, other) => one - other);
  return {
    writers,
    turns,
    isComplete: state.apps['shop']?.nextNumber === turns + 2,
    tries: counted.tries / Math.max(1, (await turnOf(repository)) - before),
    median: sorted[Math.floor(sorted.length / 2)] ?? 0,
    worst: sorted.at(-1) ?? 0,
  };
}

/** No two requests take equally long. */
function slow(store: StateStore, time: ModelTime, counted: { tries: number }): StateStore {
  const take = (milliseconds: number): Promise<void> =>
    time.sleep(milliseconds * (0.9 + 0.2 * Math.random()));
  return {
    async load(options) {
      await take(READ_MS);
      return store.load(options);
    },
    async commit(change) {
      counted.tries += 1;
      await take(COMMIT_MS);
      return store.commit(change);
    },
    examine: () => store.examine(),
    log: (limit) => store.log(limit),
  };
}

async function turnOf(repository: ModelRepository): Promise<number> {
  return (await repository.store().load()).state.meta.turn;
}
