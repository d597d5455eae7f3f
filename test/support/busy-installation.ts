import { setTimeout as realWait } from 'node:timers/promises';
import type { Place } from '../../src/app/repositories.ts';
import { Repositories } from '../../src/app/repositories.ts';
import { commentInput } from '../../src/commands/comment-input.ts';
import { createEngine } from '../../src/engine/repository-engine.ts';
import { githubFacts } from '../../src/facts/github/github-facts.ts';
import { createGitHubApp } from '../../src/github/app-auth.ts';
import type { GitHubApp } from '../../src/github/app-auth.ts';
import { answerComment } from '../../src/intake/answer-comment.ts';
import type { Workplace } from '../../src/intake/workplace.ts';
import { githubReporter } from '../../src/reporter/github/github-reporter.ts';
import { actionsRunner } from '../../src/runner/actions/actions-runner.ts';
import { APP_PERMISSIONS } from '../../src/sandbox/play/stage.ts';
import type { Sandbox, SandboxRepository, SandboxUser } from '../../src/sandbox/sandbox-api.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { githubStore } from '../../src/store/github/github-store.ts';

const QUIET = { debug: none, info: none, warn: none, error: none };
/** Seconds of GitHub's clock. */
const TICK = 30;

/**
 * Many repositories of one installation, and the App's own code over them in this process: on GitHub's clock, so that
 * minutes pass when told.
 */
export class BusyInstallation {
  readonly sandbox: Sandbox;
  readonly places: readonly Place[];
  readonly #mona: SandboxUser;
  readonly #all: readonly SandboxRepository[];
  readonly #workplaces = new Map<number, Workplace>();
  readonly #repositories: Repositories;
  readonly #running = new Set<Promise<unknown>>();

  private constructor(sandbox: Sandbox, mona: SandboxUser, all: readonly SandboxRepository[]) {
    const app = sandbox.createApp({
      name: 'Signalbox',
      owner: 'acme',
      permissions: APP_PERMISSIONS,
      events: [],
    });
    const { id: installationId } = sandbox.install(app, 'acme');
    this.sandbox = sandbox;
    this.#mona = mona;
    this.#all = all;
    this.places = all.map(({ id, fullName }) => {
      return { id, owner: 'acme', repo: fullName.replace('acme/', ''), installationId };
    });
    const github = createGitHubApp({
      appId: app.id,
      privateKey: app.privateKey,
      baseUrl: sandbox.apiUrl,
      limits: { writeSpacing: 0, elapsed: () => sandbox.now().getTime(), wait: (ms) => this.#wait(ms) },
    });
    this.#repositories = new Repositories((place) => this.#open(github, app.botLogin, place), QUIET);
  }

  /** GitHub's limits hold, and no run ever begins. @param files of each repository */
  static async open(count: number, files: Readonly<Record<string, string>>): Promise<BusyInstallation> {
    const sandbox = await startSandbox({ secondaryLimits: true });
    sandbox.createOrganization('acme');
    const mona = sandbox.createUser('mona');
    sandbox.runs.hold({}, { at: 'start' });
    const all: SandboxRepository[] = [];
    for (let number = 1; number <= count; number += 1) {
      const collaborators = { mona: 'admin' } as const;
      const name = `shop-${String(number)}`;
      all.push(await sandbox.createRepository({ owner: 'acme', name, files, collaborators }));
    }
    return new BusyInstallation(sandbox, mona, all);
  }

  repository({ id }: Place): SandboxRepository {
    const found = this.#all.find((each) => each.id === id);
    if (!found) throw new Error(`there is no repository ${String(id)}`);
    return found;
  }

  /** Mona pushes to main, and the App hears of it. @returns the commit; what the App does goes on. */
  async push(place: Place): Promise<string> {
    const { fullName } = this.repository(place);
    const before = (await this.repository(place).head()) ?? '';
    const sha = await this.sandbox
      .as('mona')
      .commit(fullName, { message: 'Change', files: { change: before } });
    const ref = 'refs/heads/main';
    const { id, login } = this.#mona;
    const actor = { id, login };
    this.#follow(
      this.#repositories.submit(place, { kind: 'push', id: `push:${ref}:${sha}`, ref, sha, before, actor }),
    );
    return sha;
  }

  /** Mona writes a comment, and the App hears of it. @returns it; what the App does goes on. */
  async says(place: Place, body: string): Promise<number> {
    const mona = this.sandbox.as('mona');
    const { fullName } = this.repository(place);
    const issue = await mona.openIssue(fullName, 'Operations');
    const comment = await mona.comment(fullName, issue, body);
    const input = commentInput({
      id: String(comment),
      issue,
      pull: false,
      body,
      author: { ...this.#mona, person: true },
      createdAt: this.sandbox.now().toISOString(),
    });
    if (input === null) throw new Error(`${body} is no command`);
    this.#follow(this.#repositories.submit(place, input, (at) => answerComment(at, input, QUIET)));
    return comment;
  }

  /** So many seconds pass on GitHub's clock, and the App's timer looks at what is due. */
  async pass(seconds: number): Promise<void> {
    for (let passed = 0; passed < seconds; passed += TICK) {
      this.sandbox.advance(TICK);
      await Promise.all(this.#repositories.awake.map((place) => this.#repositories.tick(place)));
      await this.atRest(50);
    }
  }

  /** Nothing is under way that does not wait for time to pass. @param lasting for so many milliseconds of real time */
  async atRest(lasting = 500): Promise<void> {
    for (let seen = -1; seen !== this.sandbox.requests.length || this.#isAsked();) {
      seen = this.sandbox.requests.length;
      await realWait(lasting);
    }
  }

  /** What is owed in a repository, as its state branch says. */
  async owed(place: Place): Promise<readonly { readonly limited?: true }[]> {
    const workplace = this.#workplaces.get(place.id);
    return (await workplace?.store.load())?.state.repository.owed ?? [];
  }

  /** Lets time pass until nothing is going on any more. */
  async close(): Promise<void> {
    await this.pass(TICK);
    await Promise.allSettled(this.#running);
    await this.sandbox.close();
  }

  #isAsked(): boolean {
    return this.sandbox.requests.some(({ status }) => status === null);
  }

  /** What keeps an input from being decided is tried again at the next tick, as GitHub would show the webhook as failed. */
  #follow(work: Promise<unknown>): void {
    const followed = work.catch(none).finally(() => this.#running.delete(followed));
    this.#running.add(followed);
  }

  async #open(github: GitHubApp, login: string, place: Place): Promise<Workplace> {
    const client = await github.client(place);
    const store = githubStore(client, { authors: [login] });
    const facts = githubFacts(client);
    const reporter = githubReporter(client);
    let nonces = 0;
    const engine = createEngine({
      store,
      facts,
      runner: actionsRunner(client),
      reporter,
      front: 'app',
      nonce: () => `${place.repo}-${String((nonces += 1))}`,
      wait: (milliseconds) => this.#wait(milliseconds),
      random: () => 0.5,
      log: QUIET,
      flushAfter: 1_000,
      lingerFor: 5_000,
      patience: 60_000,
    });
    const workplace = { engine, store, facts, reporter };
    this.#workplaces.set(place.id, workplace);
    return workplace;
  }

  /** On GitHub's clock, which the test moves. */
  async #wait(milliseconds: number): Promise<void> {
    const until = this.sandbox.now().getTime() + milliseconds;
    while (this.sandbox.now().getTime() < until) await realWait(10);
  }
}

function none(): void {
  return undefined;
}
