import { setTimeout as wait } from 'node:timers/promises';
import { STATE_BRANCH } from '../../src/domain/state.ts';
import type { Stage } from '../../src/sandbox/play/stage.ts';
import { setWorkStage, StageAtWork } from '../../src/sandbox/play/stage-at-work.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';

const PATIENCE_MS = 240_000;
/** Commands of one person that are heard in ten minutes, and a little less. */
const PER_PERSON = 25;

export interface SandboxOptions {
  /** Whether GitHub's limits on content hold: 80 a minute, 500 an hour. */
  readonly limits: boolean;
}

/** The App as a process on the sandbox, with one repository in which `v1` was released. */
export class LoadedSandbox extends StageAtWork {
  readonly #people: readonly string[];

  private constructor(stage: Stage, people: readonly string[]) {
    super(stage, 'app');
    this.#people = people;
  }

  static async open({ limits }: SandboxOptions): Promise<LoadedSandbox> {
    const config = 'signalbox: 1\nenvironments:\n  production: {}\n';
    const people = ['alice', 'bob', 'carol', 'dave'];
    const stage = await setWorkStage({
      front: 'app',
      files: { '.github/signalbox.yml': config, '.github/workflows/build.yml': null },
      people: Object.fromEntries(people.map((login) => [login, 'write' as const])),
      secondaryLimits: limits,
    });
    const loaded = new LoadedSandbox(stage, people);
    await loaded.startApp({ SIGNALBOX_TICK_SECONDS: '5' });
    await loaded.push('First');
    await loaded.until(() => loaded.isReleased(1));
    return loaded;
  }

  /** So many commands at once, each by a person who may still say something. @returns their comments, in order. */
  async say(body: string, times: number): Promise<readonly number[]> {
    const said: number[] = [];
    for (let index = 0; index < times; index += 1) {
      const who = this.#people[Math.floor(index / PER_PERSON) % this.#people.length] ?? 'alice';
      said.push(await this.says(who, body));
    }
    return said;
  }

  /** Commands that have their reply, each as often as it has one, in the order of the replies. */
  async replied(): Promise<readonly number[]> {
    const pages = [1, 2, 3].map((page) =>
      this.rest<readonly { readonly body: string }[]>(
        `/repos/${this.stage.name}/issues/comments?per_page=100&page=${String(page)}`,
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

  async commits(): Promise<number> {
    return Number((await this.repository.git('rev-list', '--count', STATE_BRANCH)).trim());
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
