import { setTimeout as wait } from 'node:timers/promises';
import { STATE_BRANCH } from '../../src/domain/state.ts';
import type { Stage } from '../../src/sandbox/play/stage.ts';
import { setWorkStage, StageAtWork } from '../../src/sandbox/play/stage-at-work.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import type { SandboxRepository } from '../../src/sandbox/sandbox-api.ts';

const PATIENCE_MS = 240_000;
/** Commands of one person that are heard in ten minutes, and a little less. */
const PER_PERSON = 25;

const PEOPLE = ['alice', 'bob', 'carol', 'dave'] as const;
const FILES = { '.github/signalbox.yml': 'signalbox: 1\nenvironments:\n  production: {}\n' };

export interface SandboxOptions {
  /** Whether GitHub's limits on content hold: 80 a minute, 500 an hour. */
  readonly limits: boolean;
  /** Repositories beside the first, in which nothing was released yet. */
  readonly others?: number;
}

/** Where people say something. */
interface Site {
  readonly repository: SandboxRepository;
  readonly issue: number;
}

/** The App as a process on the sandbox, with one repository in which `v1` was released, and perhaps others. */
export class LoadedSandbox extends StageAtWork {
  readonly #sites: Site[] = [];

  private constructor(stage: Stage) {
    super(stage, 'app');
  }

  static async open({ limits, others = 0 }: SandboxOptions): Promise<LoadedSandbox> {
    const stage = await setWorkStage({
      front: 'app',
      files: { ...FILES, '.github/workflows/build.yml': null },
      people: Object.fromEntries(PEOPLE.map((login) => [login, 'write' as const])),
      secondaryLimits: limits,
    });
    const loaded = new LoadedSandbox(stage);
    await loaded.#addSites(others);
    await loaded.startApp({ SIGNALBOX_TICK_SECONDS: '5' });
    await loaded.push('First');
    await loaded.until(() => loaded.isReleased(1));
    return loaded;
  }

  /**
   * So many commands at once, to each repository in turn, by people who may still say something.
   * @returns their comments, in order.
   */
  async say(body: string, times: number): Promise<readonly number[]> {
    const said: number[] = [];
    for (let index = 0; index < times; index += 1) {
      const who = PEOPLE[Math.floor(index / PER_PERSON) % PEOPLE.length] ?? 'alice';
      const site = this.#sites[index % this.#sites.length];
      if (!site) throw new Error('nobody can say anything anywhere');
      said.push(await this.sandbox.as(who).comment(site.repository.fullName, site.issue, body));
    }
    return said;
  }

  /** Commands that have their reply, each as often as it has one, in the order of the replies. */
  async replied(): Promise<readonly number[]> {
    const pages = this.#sites.flatMap(({ repository }) =>
      [1, 2, 3].map((page) =>
        this.rest<readonly { readonly body: string }[]>(
          `/repos/${repository.fullName}/issues/comments?per_page=100&page=${String(page)}`,
        ),
      ),
    );
    const comments = (await Promise.all(pages)).flat();
    return comments.flatMap(({ body }) => {
      const found = /signalbox:reply:comment:(\d+)/.exec(body)?.[1];
      return found === undefined ? [] : [Number(found)];
    });
  }

  async isReleased(number: number): Promise<boolean> {
    return (await this.records.release(number, 'hello'))?.status === 'succeeded';
  }

  /** Of all state branches. */
  async commits(): Promise<number> {
    const counts = this.#sites.map(async ({ repository }) => {
      const isThere = (await repository.head(STATE_BRANCH)) !== null;
      return isThere ? Number((await repository.git('rev-list', '--count', STATE_BRANCH)).trim()) : 0;
    });
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  }

  async #addSites(others: number): Promise<void> {
    this.#sites.push({ repository: this.repository, issue: await this.issue() });
    const deploy = await this.repository.file('.github/workflows/deploy.yml');
    for (let number = 1; number <= others; number += 1) {
      const repository = await this.sandbox.createRepository({
        owner: 'acme',
        name: `shop-${String(number)}`,
        files: { ...FILES, '.github/workflows/deploy.yml': deploy ?? '' },
        collaborators: Object.fromEntries(PEOPLE.map((login) => [login, 'write' as const])),
      });
      const issue = await this.sandbox.as('alice').openIssue(repository.fullName, 'Operations');
      this.#sites.push({ repository, issue });
    }
  }

  /** Requests of the App itself from some point on. */
  requests(from: number): readonly LoggedRequest[] {
    return this.sandbox.requests.slice(from).filter(({ token }) => token === 'installation');
  }

  /** @returns whether it came about in time. */
  async until(look: () => Promise<boolean>): Promise<boolean> {
    const deadline = performance.now() + PATIENCE_MS;
    while (!(await look())) {
      if (performance.now() > deadline) return false;
      await wait(250);
    }
    return true;
  }
}
