import type { Engine } from '../../src/engine/engine.ts';
import { createEngine } from '../../src/engine/repository-engine.ts';
import { ScriptedFacts } from '../../src/facts/scripted/scripted-facts.ts';
import type { GitHubClient } from '../../src/github/client.ts';
import type { Limiter } from '../../src/github/limiter.ts';
import { createGitHubClient } from '../../src/github/octokit-client.ts';
import type { Workplace } from '../../src/intake/workplace.ts';
import { githubReporter } from '../../src/reporter/github/github-reporter.ts';
import { actionsRunner } from '../../src/runner/actions/actions-runner.ts';
import { ScriptedRunner } from '../../src/runner/scripted/scripted-runner.ts';
import type { Runner, StartOutcome } from '../../src/runner/runner.ts';
import type { DispatchOrder } from '../../src/domain/dispatch-order.ts';
import type { State } from '../../src/domain/state.ts';
import type { RunState } from '../../src/domain/input.ts';
import { translated } from '../../src/store/github/translated.ts';
import { MemoryBranch } from '../../src/store/memory/memory-branch.ts';
import { memoryStore } from '../../src/store/memory/memory-store.ts';
import type { StateStore } from '../../src/store/store.ts';
import type { LimitedGitHub } from './limited-github.ts';
import { modelWorld } from './model-repository.ts';
import type { ModelTime } from './model-time.ts';

/** What all repositories of an installation share. */
export interface Installation {
  readonly time: ModelTime;
  readonly github: LimitedGitHub;
  readonly limiter: Limiter;
  readonly log: (message: string, detail?: object) => void;
}

/**
 * A repository as the App reaches it where GitHub limits writes: the App's own client, limiter, runner and reporter. The
 * state branch is in memory, but each commit of the App asks GitHub first; jobs have tokens of their own.
 */
export class LimitedRepository {
  readonly world;
  readonly workplace: Workplace;
  readonly step: Engine;
  readonly runner: ScriptedRunner;
  readonly #branch = new MemoryBranch();
  readonly #at: Installation;

  constructor(name: string, at: Installation) {
    this.#at = at;
    this.world = modelWorld(name);
    this.runner = new ScriptedRunner({ now: () => at.time.instant, cancels: 'when-told' });
    const client = this.#client(name);
    const facts = new ScriptedFacts(this.world, this.runner);
    const reporter = githubReporter(client);
    const store = asking(
      client,
      memoryStore(this.#branch, () => at.time.instant),
    );
    const common = { facts, reporter, ...this.#surroundings(name) };
    const runner = both(actionsRunner(client), this.runner);
    const engine = createEngine({
      ...common,
      store,
      runner,
      front: 'app',
      flushAfter: 1_000,
      lingerFor: 5_000,
      patience: 60_000,
    });
    this.workplace = { engine, store, facts, reporter };
    const own = memoryStore(this.#branch, () => at.time.instant);
    const job = { front: 'action', isBrief: true, flushAfter: 0, patience: 600_000 } as const;
    this.step = createEngine({ ...common, store: own, runner: this.runner, ...job });
  }

  /** @returns commit of the state branch. */
  get head(): string {
    return this.#branch.head?.oid ?? '';
  }

  async state(): Promise<State> {
    return (await memoryStore(this.#branch, () => this.#at.time.instant).load()).state;
  }

  #client(name: string): GitHubClient {
    const { github, limiter, time } = this.#at;
    return createGitHubClient({
      owner: 'acme',
      repo: name,
      auth: { kind: 'octokit', octokit: github.octokit(name) },
      limiter,
      wait: (milliseconds) => time.sleep(milliseconds),
    });
  }

  #surroundings(name: string) {
    const { time, log } = this.#at;
    let nonces = 0;
    return {
      nonce: () => `${name}-${String((nonces += 1))}-${String(time.now)}`,
      wait: (milliseconds: number) => time.sleep(milliseconds),
      random: Math.random,
      log: { debug: log, info: log, warn: log, error: log },
    };
  }
}

function asking(client: GitHubClient, store: StateStore): StateStore {
  return {
    ...store,
    load: (options) => store.load(options),
    commit: async (change) => {
      await translated(() => client.graphql('mutation { commit }'));
      return store.commit(change);
    },
    examine: () => store.examine(),
    log: (limit) => store.log(limit),
  };
}

/** GitHub takes the dispatch, and then there is a run. */
function both(github: Runner, runs: ScriptedRunner): Runner {
  return {
    async start(order: DispatchOrder): Promise<StartOutcome> {
      const outcome = await github.start(order);
      return outcome.kind === 'started' ? runs.start(order) : outcome;
    },
    find: (order): Promise<RunState | null> => runs.find(order),
    cancel: (run) => runs.cancel(run),
  };
}
