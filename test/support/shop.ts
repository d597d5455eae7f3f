import { parseArgv } from '../../src/commands/parse-argv.ts';
import { restOf } from '../../src/commands/spell.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { Answer } from '../../src/domain/decision.ts';
import type { EnvironmentState } from '../../src/domain/environment.ts';
import type { Instant, Seconds } from '../../src/domain/instant.ts';
import { plus } from '../../src/domain/instant.ts';
import type { RunState } from '../../src/domain/input.ts';
import type { JsonObject } from '../../src/domain/json.ts';
import type { Performer } from '../../src/domain/policy.ts';
import type { Release } from '../../src/domain/release.ts';
import type { Permission } from '../../src/domain/role.ts';
import type { State } from '../../src/domain/state.ts';
import { environmentState } from '../../src/domain/state.ts';
import type { Engine, EngineParts } from '../../src/engine/engine.ts';
import { createEngine } from '../../src/engine/repository-engine.ts';
import { ScriptedFacts } from '../../src/facts/scripted/scripted-facts.ts';
import { ScriptedWorld } from '../../src/facts/scripted/scripted-world.ts';
import { RecordedReporter } from '../../src/reporter/recorded/recorded-reporter.ts';
import { ScriptedRunner } from '../../src/runner/scripted/scripted-runner.ts';
import type { ScriptedRun } from '../../src/runner/scripted/scripted-runner.ts';
import { MemoryBranch } from '../../src/store/memory/memory-branch.ts';
import { memoryStore } from '../../src/store/memory/memory-store.ts';

const APP = 'shop';

/** A deploy workflow as users write it. */
export const DEPLOY_WORKFLOW = `name: deploy
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

const CONFIG = `signalbox: 1
environments:
  staging: {}
  production: {}
`;

export interface ShopOptions {
  readonly config?: string;
  /** Whether there is a build task before the environments. */
  readonly build?: boolean;
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * A repository with people, a config and one engine, all in memory: acts like GitHub and its users would, so that a
 * test reads like a story. Everything but the rules is scripted; nothing of ours is mocked.
 */
export class Shop {
  readonly world = new ScriptedWorld({ repository: APP });
  readonly branch = new MemoryBranch();
  readonly runner: ScriptedRunner;
  readonly reporter = new RecordedReporter();
  readonly facts: ScriptedFacts;
  readonly engine: Engine;
  /** Warnings and errors that the engine logged. */
  readonly complaints: string[] = [];
  #now: Instant = '2026-11-20T12:00:00Z';
  #inputs = 0;
  #nonces = 0;

  constructor(options: ShopOptions = {}) {
    this.runner = new ScriptedRunner({ now: () => this.#now, cancels: 'when-told' });
    this.facts = new ScriptedFacts(this.world, this.runner);
    this.person('alice', 'write');
    this.person('mona', 'maintain');
    this.person('rita', 'read');
    this.world.commit({
      message: 'first',
      files: {
        '.github/signalbox.yml': options.config ?? CONFIG,
        '.github/workflows/deploy.yml': DEPLOY_WORKFLOW,
        ...(options.build === true ? { '.github/workflows/build.yml': DEPLOY_WORKFLOW } : {}),
        ...options.files,
      },
    });
    this.engine = this.newEngine();
  }

  get now(): Instant {
    return this.#now;
  }

  /** Lets time pass. Nothing happens by itself: `tick` looks at the clock. */
  pass(seconds: Seconds): void {
    this.#now = plus(this.#now, seconds);
  }

  /** Another engine over the same branch, as a second App or a workflow's step would be. */
  newEngine(front: Performer = 'app', change: Partial<EngineParts> = {}): Engine {
    const keep = (message: string, detail?: object): void => {
      this.complaints.push(`${message} ${JSON.stringify(detail ?? {})}`);
    };
    return createEngine({
      store: memoryStore(this.branch, () => this.#now, { performer: front }),
      facts: this.facts,
      runner: this.runner,
      reporter: this.reporter,
      front,
      nonce: () => `n${(this.#nonces += 1)}`,
      wait: () => new Promise((resolve) => setImmediate(resolve)),
      random: () => 0.5,
      log: { debug: () => undefined, info: () => undefined, warn: keep, error: keep },
      flushAfter: 0,
      patience: 60_000,
      ...change,
    });
  }

  person(login: string, permission: Permission, teams: readonly string[] = []): Actor {
    const id = login.split('').reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1_000_000;
    this.world.person({ login, id, permission, teams });
    return { login, id };
  }

  actor(login: string): Actor {
    const id = login.split('').reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1_000_000;
    return { login, id };
  }

  /** Commits to main and tells the engine. @returns the commit. */
  async push(message = 'change', files: Readonly<Record<string, string | null>> = {}): Promise<string> {
    const before = this.world.refs.get('refs/heads/main') ?? '0'.repeat(40);
    const sha = this.world.commit({ message, files });
    await this.pushed(sha, before);
    return sha;
  }

  async pushed(sha: string, before: string): Promise<void> {
    const ref = 'refs/heads/main';
    await this.engine.submit({
      kind: 'push',
      id: `push:${ref}:${sha}`,
      ref,
      sha,
      before,
      actor: this.actor('alice'),
    });
    await this.engine.settled();
  }

  /** A person writes a command. */
  async says(
    login: string,
    text: string,
    change: { writtenAt?: Instant; id?: string } = {},
  ): Promise<Answer> {
    const answer = await this.submitSaying(login, text, change);
    await this.engine.settled();
    if (!answer) throw new Error(`nobody answered ${text}`);
    return answer;
  }

  submitSaying(
    login: string,
    text: string,
    change: { writtenAt?: Instant; id?: string } = {},
  ): Promise<Answer | null> {
    const understood = parseArgv(text.replace(/^\//, '').split(' '));
    if (understood.kind !== 'command') throw new Error(`not a command: ${text}`);
    const id = change.id ?? `comment:${(this.#inputs += 1)}`;
    return this.engine.submit({
      kind: 'command',
      id,
      command: understood.command,
      ...restOf(understood.command),
      actor: this.actor(login),
      writtenAt: change.writtenAt ?? this.#now,
      comment: { id: id.replace(/^comment:/, ''), issue: 1, pull: false, explicit: false },
    });
  }

  async tick(sweep = false): Promise<void> {
    await this.engine.submit({ kind: 'tick', id: `tick:${(this.#inputs += 1)}`, sweep });
    await this.engine.settled();
  }

  /** The newest run that lives, optionally of one activity. */
  run(activity?: string): ScriptedRun {
    const found = this.runner.live.findLast(
      (each) => activity === undefined || each.order.input.activity === activity,
    );
    if (!found) throw new Error(`no live run${activity === undefined ? '' : ` of ${activity}`}`);
    return found;
  }

  /** The job's step claims. */
  async claim(
    run: ScriptedRun,
    change: { attempt?: number; checkedOut?: string | null } = {},
  ): Promise<Answer> {
    const { input } = run.order;
    const answer = await this.newEngine('action').submit({
      kind: 'claim',
      id: `claim:${run.state.id}`,
      of: input,
      told: input,
      run: { id: run.state.id, url: run.state.url, attempt: change.attempt ?? 1 },
      checkedOut: change.checkedOut === undefined ? input.sha : change.checkedOut,
    });
    if (!answer) throw new Error('a claim was not answered');
    await this.tick();
    return answer;
  }

  /** The job's step reports, and the run is completed. */
  async report(
    run: ScriptedRun,
    status: 'success' | 'failure' | 'cancelled' = 'success',
    outputs: JsonObject = {},
  ): Promise<Answer> {
    const answer = await this.newEngine('action').submit({
      kind: 'report',
      id: `report:${run.state.id}`,
      of: run.order.input,
      run: { ...run.state, attempt: 1 },
      status,
      outputs,
    });
    this.runner.complete(run.state.id, status);
    await this.tick();
    if (!answer) throw new Error('a report was not answered');
    return answer;
  }

  /** A run ends without another word of its job, and GitHub tells the App. */
  async ends(run: ScriptedRun, conclusion: string): Promise<void> {
    this.runner.complete(run.state.id, conclusion);
    await this.tells({ ...run.state, status: 'completed', conclusion });
  }

  /** GitHub's webhook about a run. */
  async tells(run: RunState): Promise<void> {
    await this.engine.submit({ kind: 'run', id: `run:${run.id}:${run.attempt}`, run });
    await this.engine.settled();
  }

  /** A whole good run: claimed, done, reported. */
  async succeed(activity: string, outputs: JsonObject = {}): Promise<void> {
    const run = this.run(activity);
    await this.claim(run);
    await this.report(run, 'success', outputs);
  }

  async fail(activity: string): Promise<void> {
    const run = this.run(activity);
    await this.claim(run);
    await this.report(run, 'failure');
  }

  /** Pushes and brings the release through staging and production. */
  async ship(message?: string): Promise<string> {
    const sha = await this.push(message);
    await this.succeed('staging');
    await this.succeed('production');
    return sha;
  }

  /** The state as the branch says it. */
  async state(): Promise<State> {
    const want = Array.from({ length: 40 }, (_, index) => ({ app: APP, number: index + 1 }));
    return (await memoryStore(this.branch, () => this.#now).load({ want })).state;
  }

  async release(number: number): Promise<Release> {
    const release = (await this.state()).releases[`${APP}/${number}`];
    if (!release) throw new Error(`there is no v${number}`);
    return release;
  }

  async environment(name: string): Promise<EnvironmentState> {
    return environmentState(await this.state(), APP, name);
  }

  /** Status of every activity of a release: `staging succeeded, production waiting environment-taken`. */
  async progress(number: number): Promise<string> {
    const release = await this.release(number);
    const activities = release.phases.flatMap((phase) => phase.activities);
    const spelled = activities.map((activity) => {
      const waiting = activity.attempts.at(-1)?.waiting;
      return `${activity.name} ${activity.status}${waiting ? ` ${waiting.for}` : ''}`;
    });
    return `${release.status}: ${spelled.join(', ')}`;
  }
}
