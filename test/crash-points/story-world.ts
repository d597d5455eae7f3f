import type { Stage } from '../../src/sandbox/play/stage.ts';
import type { FilesOver, Front } from '../../src/sandbox/play/stage-at-work.ts';
import { setWorkStage } from '../../src/sandbox/play/stage-at-work.ts';
import { withPermissions } from '../support/action-alone.ts';
import { DEPLOY_STEP } from '../support/just-production.ts';
import type { ReleaseSeen } from './releases-seen.ts';
import { progressOf, releasesOf } from './releases-seen.ts';
import { PATIENCE_MS, StoryStage, UNWATCHFUL } from './story-stage.ts';
import type { CrashStory } from './story.ts';

/** The sandbox with one repository, in which people play one story through one front, by real processes. */
export class StoryWorld extends StoryStage {
  /** What people did, in their words, by what it brought about: commits and comments. */
  readonly said: number[] = [];
  /** What a person said who helped after a crash. */
  readonly #helpers: string[] = [];
  readonly commits = new Map<string, string>();
  /** Lines of the end that may differ, in this story or in this weather. */
  readonly mayDiffer: RegExp[] = [];

  private constructor(stage: Stage, front: Front | 'both') {
    super(stage, front);
  }

  /** Opens it; the front is at work, what it does at its start and what the story tells of earlier days are over. */
  static async open(story: CrashStory, front: Front): Promise<StoryWorld> {
    const both = story.isForBoth === true;
    const stage = await setWorkStage({
      front: both ? 'both' : front,
      files: story.files,
      written: front === 'app' ? (files) => files : withPermissions,
      ...(both ? { example: 'with-action' } : {}),
    });
    const world = new StoryWorld(stage, both ? 'both' : front);
    if (story.mayDiffer) world.mayDiffer.push(story.mayDiffer);
    try {
      // A person has looked at the repository before; its first comment is no part of any story.
      await world.issue();
      if (world.front !== 'action') await world.startApp(UNWATCHFUL);
      await story.before?.(world);
      await world.quiet();
      return world;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  override async push(message: string, files: FilesOver = {}): Promise<string> {
    const sha = await super.push(message, files);
    this.commits.set(sha, message);
    return sha;
  }

  override async merge(title: string): Promise<string> {
    const sha = await super.merge(title);
    this.commits.set(sha, title);
    return sha;
  }

  /** Tags the head of main. */
  async tag(name: string): Promise<void> {
    const sha = (await this.repository.head()) ?? '';
    await this.sandbox.as('alice').tag(this.stage.name, name, sha);
  }

  /** A check of the head of main. */
  async check(context: string, state: 'success' | 'failure' = 'success'): Promise<void> {
    const sha = (await this.repository.head()) ?? '';
    await this.sandbox.as('alice').setStatus(this.stage.name, sha, { state, context });
  }

  /** Pushes; the run fails this once. */
  async failRun(message: string): Promise<void> {
    const failing = this.sandbox.runs.fail({ workflow: 'deploy.yml' }, DEPLOY_STEP);
    await this.push(message);
    await this.sandbox.waitFor(async () => (await this.progress()).includes('failed'), {
      what: 'a failure',
      timeout: PATIENCE_MS,
    });
    failing.remove();
  }

  async say(body: string): Promise<void> {
    this.said.push(await this.says('alice', body));
  }

  /** What the answer to a dead run tells people to do. */
  async help(body: string): Promise<void> {
    this.#helpers.push(body);
    await this.says('alice', body);
  }

  /** Whether Signalbox has answered what the story has people say. */
  async isAnswered(): Promise<boolean> {
    const comments = await this.read<{ readonly body: string }[]>('/issues/comments?per_page=100');
    return this.said.every((id) => comments.some(({ body }) => body.includes(`reply:comment:${String(id)}`)));
  }

  get isHelped(): boolean {
    return this.#helpers.length > 0;
  }

  hasHelped(command: string): boolean {
    return this.#helpers.some((body) => body.startsWith(command));
  }

  /** A person lets GitHub tell of the push once more: by its list of webhooks, or by the run that failed. */
  async tellAgain(): Promise<void> {
    this.#helpers.push('redelivery');
    if (this.front !== 'action') {
      const delivery = this.sandbox.deliveries.findLast(({ event }) => event === 'push');
      if (delivery) this.sandbox.redeliver(delivery);
    } else {
      const run = this.runsSeen.find(({ event }) => event === 'push');
      if (run) await this.sandbox.actions.rerun({ repository: this.stage.name, run: run.id, actor: 'alice' });
      await this.sandbox.runs.idle();
    }
  }

  /** Waits until the releases have come so far, and rest there. */
  async rests(progress: string): Promise<void> {
    await this.comesTo(progress);
    await this.quiet();
  }

  /** Waits until the releases have come so far. */
  async comesTo(progress: string): Promise<void> {
    const hasCome = async (): Promise<boolean> => (await this.progress()).includes(progress);
    await this.sandbox
      .waitFor(hasCome, { what: progress, timeout: PATIENCE_MS })
      .catch(async (error: unknown) => {
        throw new Error(`${String(error)}; it is “${await this.progress()}”`, { cause: error });
      });
  }

  /** How far the releases have come. */
  async progress(): Promise<string> {
    return progressOf(await this.releases());
  }

  /** Releases of all apps, each app's oldest first. */
  releases(): Promise<readonly ReleaseSeen[]> {
    return releasesOf(this);
  }
}
