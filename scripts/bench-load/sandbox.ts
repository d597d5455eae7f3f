import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { STATE_BRANCH } from '../../src/domain/state.ts';
import { readFolder } from '../../src/sandbox/play/read-folder.ts';
import type { Stage } from '../../src/sandbox/play/stage.ts';
import { setStage } from '../../src/sandbox/play/stage.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';

const ROOT = join(import.meta.dirname, '../..');
const PATIENCE_MS = 240_000;
/** Commands of one person that are heard in ten minutes, and a little less. */
const PER_PERSON = 25;

export interface SandboxOptions {
  /** Whether GitHub's limits on content hold: 80 a minute, 500 an hour. */
  readonly limits: boolean;
}

/** The App as a process on the sandbox, with one repository in which `v1` was released. */
export class LoadedSandbox {
  readonly stage: Stage;
  readonly #people: readonly string[];
  #issue = 0;

  private constructor(stage: Stage, people: readonly string[]) {
    this.stage = stage;
    this.#people = people;
  }

  static async open({ limits }: SandboxOptions): Promise<LoadedSandbox> {
    const example = await readFolder(join(ROOT, 'examples/hello'));
    const config = 'signalbox: 1\nenvironments:\n  production: {}\n';
    const files = Object.entries({ ...example, '.github/signalbox.yml': config });
    const people = ['alice', 'bob', 'carol', 'dave'];
    const stage = await setStage({
      files: Object.fromEntries(files.filter(([path]) => path !== '.github/workflows/build.yml')),
      signalbox: ROOT,
      appCommand: [process.execPath, 'lib/app/main.js'],
      people: Object.fromEntries(people.map((login) => [login, 'write' as const])),
      secondaryLimits: limits,
    });
    const loaded = new LoadedSandbox(stage, people);
    await stage.startApp({ SIGNALBOX_TICK_SECONDS: '5' });
    loaded.#issue = await stage.sandbox.as('alice').openIssue(stage.name, 'Operations');
    await loaded.push('First');
    await loaded.until(() => loaded.isReleased(1));
    return loaded;
  }

  push(message: string): Promise<string> {
    const files = { 'site/changes.txt': `${message}\n` };
    return this.stage.sandbox.as('alice').commit(this.stage.name, { message, files });
  }

  /** So many commands at once, each by a person who may still say something. @returns their comments, in order. */
  async say(body: string, times: number): Promise<readonly number[]> {
    const said: number[] = [];
    for (let index = 0; index < times; index += 1) {
      const who = this.#people[Math.floor(index / PER_PERSON) % this.#people.length] ?? 'alice';
      said.push(await this.stage.sandbox.as(who).comment(this.stage.name, this.#issue, body));
    }
    return said;
  }

  /** Commands that have their reply, each as often as it has one, in the order of the replies. */
  async replied(): Promise<readonly number[]> {
    const pages = [1, 2, 3].map((page) =>
      this.stage.sandbox
        .as('alice')
        .rest('GET', `/repos/${this.stage.name}/issues/comments?per_page=100&page=${String(page)}`),
    );
    const comments = (await Promise.all(pages)).flat() as unknown as readonly { readonly body: string }[];
    return comments.flatMap(({ body }) => {
      const found = /signalbox:reply:comment:(\d+)/.exec(body)?.[1];
      return found === undefined ? [] : [Number(found)];
    });
  }

  async isReleased(number: number): Promise<boolean> {
    const path = `apps/hello/releases/0/${String(number)}.json`;
    const text = await this.stage.repository.file(path, STATE_BRANCH);
    return text?.includes('"status": "succeeded"') ?? false;
  }

  async commits(): Promise<number> {
    return Number((await this.stage.repository.git('rev-list', '--count', STATE_BRANCH)).trim());
  }

  /** Requests of the App itself from some point on. */
  requests(from: number): readonly LoggedRequest[] {
    return this.stage.sandbox.requests.slice(from).filter(({ token }) => token === 'installation');
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

  close(): Promise<void> {
    return this.stage.close();
  }
}
