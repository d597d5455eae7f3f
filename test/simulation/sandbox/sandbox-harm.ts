import { STATE_BRANCH } from '../../../src/domain/state.ts';
import type { StageAtWork } from '../../../src/sandbox/play/stage-at-work.ts';
import { APPLY, HARMED, harmed, MENDED } from '../harm.ts';
import type { Damage } from '../steps.ts';

/** Files that a person may harm. */
const PATHS = /^(signalbox\.json|repository\.json|apps\/[^/]+\/app\.json)$/;

/**
 * What people do to the state branch on the sandbox. The head is a person's then, whatever it says, and only `/repair`
 * takes it over.
 */
export class SandboxHarm {
  /** Commits that people have put on the branch. */
  readonly commits = new Set<string>();
  readonly #world: StageAtWork;
  /** What no Signalbox of this version can mend, as it was before. */
  #newer: Readonly<Record<string, string>> = {};
  /** The newest plan that was told to be carried out. */
  #told = '';
  #isBeingMended = false;

  constructor(world: StageAtWork) {
    this.#world = world;
  }

  /** Somebody harms the branch; that it is deleted, only an App can mend that remembers it, so that nobody does. */
  async damage(how: Damage): Promise<void> {
    const { repository } = this.#world;
    const head = await repository.head(STATE_BRANCH);
    if (how === 'gone' || head === null || this.commits.has(head)) return;
    const listed = await repository.git('ls-tree', '-r', '--name-only', head);
    const texts = new Map<string, string>();
    for (const path of listed.split('\n').filter((each) => PATHS.test(each))) {
      texts.set(path, (await repository.file(path, head)) ?? '');
    }
    const changes = [...texts].flatMap(([path, text]): [string, string | null][] => {
      if (how === 'no-meta' && path === 'signalbox.json') return [[path, null]];
      const left = harmed(how, path, text);
      return left === text ? [] : [[path, left]];
    });
    if (changes.length === 0) return;
    if (how === 'newer-format') this.#newer = Object.fromEntries(texts);
    await this.#commit(HARMED, Object.fromEntries(changes));
  }

  /** An administrator begins to mend it. */
  async mend(): Promise<void> {
    this.#isBeingMended = true;
    await this.goOn();
  }

  /** The administrator does what the newest answer says, or asks again; until the head is Signalbox's once more. */
  async goOn(): Promise<void> {
    const head = await this.#world.repository.head(STATE_BRANCH);
    if (head === null || !this.commits.has(head)) this.#isBeingMended = false;
    if (!this.#isBeingMended) return;
    if (Object.keys(this.#newer).length > 0) {
      await this.#commit(MENDED, this.#newer);
      this.#newer = {};
    }
    const plan = await this.#newestPlan();
    const isNew = plan !== this.#told;
    this.#told = plan;
    await this.#world.says('boss', isNew ? plan : '/repair');
  }

  async #newestPlan(): Promise<string> {
    const { name } = this.#world.stage;
    const found = await this.#world.rest<
      readonly { readonly body: string; readonly user: { type: string } }[]
    >(`/repos/${name}/issues/comments?per_page=100`);
    const plans = found.flatMap(({ body, user }) => (user.type === 'Bot' ? (APPLY.exec(body) ?? []) : []));
    return plans.at(-1) ?? '';
  }

  async #commit(message: string, files: Readonly<Record<string, string | null>>): Promise<void> {
    const { sandbox, stage } = this.#world;
    const sha = await sandbox.as('boss').commit(stage.name, { branch: STATE_BRANCH, message, files });
    this.commits.add(sha);
  }
}
