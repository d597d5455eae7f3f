import type { Input, PushInput } from '../../src/domain/input.ts';
import { plus } from '../../src/domain/instant.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Engine, EngineParts } from '../../src/engine/engine.ts';
import { createEngine } from '../../src/engine/repository-engine.ts';
import { ScriptedFacts } from '../../src/facts/scripted/scripted-facts.ts';
import { ScriptedWorld } from '../../src/facts/scripted/scripted-world.ts';
import type { Workplace } from '../../src/intake/workplace.ts';
import { RecordedReporter } from '../../src/reporter/recorded/recorded-reporter.ts';
import { ScriptedRunner } from '../../src/runner/scripted/scripted-runner.ts';
import { MemoryBranch } from '../../src/store/memory/memory-branch.ts';
import { memoryStore } from '../../src/store/memory/memory-store.ts';
import type { StateStore } from '../../src/store/store.ts';

const DEPLOY_WORKFLOW = `name: deploy
run-name: \${{ fromJSON(inputs.signalbox).title }}
on: { workflow_dispatch: { inputs: { signalbox: { type: string, required: true } } } }
permissions: { contents: write }
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with: { ref: "\${{ fromJSON(inputs.signalbox).sha }}" }
      - uses: OWNER/signalbox@v1
      - run: ./deploy.sh
`;

export const MAIN = 'refs/heads/main';
export const ALICE = { login: 'alice', id: 1 };

/** @returns a world with one environment and somebody who may deploy there. */
export function modelWorld(repository: string): ScriptedWorld {
  const world = new ScriptedWorld({ repository });
  world.person({ ...ALICE, permission: 'write', teams: [] });
  world.commit({
    message: 'first',
    files: {
      '.github/signalbox.yml': 'signalbox: 1\nenvironments:\n  production: {}\n',
      '.github/workflows/deploy.yml': DEPLOY_WORKFLOW,
    },
  });
  return world;
}

/** Somebody commits to main. @returns the news of it. */
export function commitTo(world: ScriptedWorld, message: string): PushInput {
  const before = world.refs.get(MAIN) ?? '0'.repeat(40);
  const sha = world.commit({ message, files: {} });
  return { kind: 'push', id: `push:${MAIN}:${sha}`, ref: MAIN, sha, before, actor: ALICE };
}

/** A repository in memory with the real engine: only GitHub and the jobs are scripted. */
export class ModelRepository {
  readonly branch: MemoryBranch;
  readonly #world = modelWorld('shop');
  readonly #runner = new ScriptedRunner({ now: () => this.now, cancels: 'when-told' });
  readonly #facts = new ScriptedFacts(this.#world, this.#runner);
  readonly #reporter = new RecordedReporter();
  readonly #app: Engine;
  readonly #step: Engine;
  #nonces = 0;
  now: Instant = '2026-11-20T12:00:00Z';

  constructor(branch = new MemoryBranch()) {
    this.branch = branch;
    this.#app = this.engine();
    this.#step = this.engine({ front: 'action' });
  }

  /** An engine over this branch; several are several processes. */
  engine(change: Partial<EngineParts> = {}): Engine {
    return createEngine({
      store: this.store(),
      facts: this.#facts,
      runner: this.#runner,
      reporter: this.#reporter,
      front: 'app',
      nonce: () => `n${String((this.#nonces += 1))}`,
      wait: () => new Promise((resolve) => setImmediate(resolve)),
      random: Math.random,
      log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
      flushAfter: 0,
      patience: 60_000,
      ...change,
    });
  }

  store(): StateStore {
    return memoryStore(this.branch, () => this.now);
  }

  /** Somebody commits to main. @returns the news of it. */
  commit(message: string): PushInput {
    return commitTo(this.#world, message);
  }

  /** As the App opens it. */
  get workplace(): Workplace {
    return { engine: this.#app, store: this.store(), facts: this.#facts, reporter: this.#reporter };
  }

  /**
   * A push, the claim, the report and the end of its one run.
   * @param hear takes in what GitHub tells of; the engine itself, unless told.
   * @returns how many inputs that were.
   */
  async release(
    message: string,
    hear: (input: Input) => Promise<unknown> = (input) => this.#app.submit(input),
  ): Promise<number> {
    this.now = plus(this.now, 60);
    await hear(this.commit(message));
    await this.#app.settled();
    const run = this.#runner.live.at(-1);
    if (!run) throw new Error('nothing was dispatched');
    const { input: of } = run.order;
    const { id, url } = run.state;
    await this.#step.submit({
      kind: 'claim',
      id: `claim:${id}`,
      of,
      told: of,
      run: { id, url, attempt: 1 },
      checkedOut: of.sha,
    });
    await this.#step.submit({
      kind: 'report',
      id: `report:${id}`,
      of,
      run: { id, url, attempt: 1 },
      status: 'success',
      outputs: {},
    });
    this.#runner.complete(id, 'success');
    const ended = { ...run.state, status: 'completed' as const, conclusion: 'success' };
    await hear({ kind: 'run', id: `run:${id}:1`, run: ended });
    await this.#app.settled();
    return 4;
  }
}

function ignore(): void {
  return undefined;
}
