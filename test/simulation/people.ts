import type { Permission } from '../../src/domain/role.ts';
import type { GitHubModel } from './github/model.ts';
import { Harm } from './harm.ts';
import type { ConfigName, Setup } from './setup.ts';
import { configText, FRONT, FRONT_WORKFLOW, WORKFLOW } from './setup.ts';
import type { Step } from './steps.ts';

const IDS: Readonly<Record<string, number>> = { alice: 101, mona: 102, rita: 103, boss: 104 };

/** The people of the repository, and everything that they do to it. */
export class People {
  readonly #model: GitHubModel;
  readonly #setup: Setup;
  #files = 0;
  #pulls = 10;
  #statuses = 0;
  readonly #harm: Harm;

  constructor(model: GitHubModel, setup: Setup) {
    this.#model = model;
    this.#setup = setup;
    this.#harm = new Harm(model, (text) => this.say('boss', text));
    for (const [login, permission] of [
      ['alice', 'write'],
      ['mona', 'maintain'],
      ['rita', 'read'],
      ['boss', 'admin'],
    ] as const) {
      this.permit(login, permission);
    }
    const config = configText(setup, 'base') ?? '';
    const files = {
      '.github/signalbox.yml': config,
      '.github/workflows/deploy.yml': WORKFLOW,
      '.github/workflows/build.yml': WORKFLOW,
      ...(setup.front === 'app' ? {} : { [`.github/workflows/${FRONT_WORKFLOW}`]: FRONT }),
    };
    const sha = model.world.commit({ message: 'first', files });
    model.tips.push({ at: model.time.now, sha });
    model.world.commit({
      branch: 'elsewhere',
      parents: [sha],
      message: 'evil',
      files: { '.github/signalbox.yml': configText(setup, 'evil') },
    });
  }

  act(step: Step): void {
    switch (step.do) {
      case 'push':
        return this.push(step.in, step.who, step.merges, step.check);
      case 'push-elsewhere':
        return this.#pushElsewhere();
      case 'force-push':
        return this.#forcePush(step.back);
      case 'tag':
        return this.#tag(step.back);
      case 'say':
        return this.say(step.who, step.text, step.onPull);
      case 'config':
        return this.configure(step.name);
      case 'role':
        return this.permit(step.who, step.permission);
      case 'cancel-run':
        return this.#cancelRun(step.nth);
      case 'check-again':
        return this.#check(this.#ancestor(step.nth), 'success');
      case 'delete-comment':
        return this.#deleteComment(step.nth);
      case 'damage':
        return this.#harm.damage(step.how);
      case 'mend':
        return step.by === 'hand' ? this.mend() : this.#harm.repair();
      default:
        return;
    }
  }

  permit(login: string, permission: Permission): void {
    this.#model.world.person({ login, id: IDS[login] ?? 1, permission, teams: [] });
  }

  push(folder: string, who: string, merges: boolean, check: (Step & { do: 'push' })['check']): void {
    this.#files += 1;
    const { world, time } = this.#model;
    const sha = this.#commit(who, { [`${folder}/${this.#files}.txt`]: `${this.#files}` });
    if (merges) {
      this.#pulls += 1;
      world.mergedPull({ number: this.#pulls, commits: [sha], mergedAt: time.instant });
    }
    if (check === 'none') return;
    if (check === 'unreadable') world.hideChecks(sha);
    time.after(90_000, () => this.#check(sha, check === 'unreadable' ? 'success' : check));
  }

  configure(name: ConfigName): void {
    this.#commit('mona', { '.github/signalbox.yml': configText(this.#setup, name) });
  }

  say(who: string, text: string, onPull = false): void {
    const { world, time } = this.#model;
    const author = { login: who, id: IDS[who] ?? 1, person: true };
    const issue = onPull ? this.#pulls : 1;
    const createdAt = time.instant;
    const id = world.comment({ body: text, author, createdAt, issue, pull: onPull });
    this.#model.onEvent({
      name: 'issue_comment',
      byPerson: true,
      payload: {
        action: 'created',
        comment: { id: Number(id), body: text, created_at: createdAt, user: { id: author.id } },
        issue: { number: issue, ...(onPull ? { pull_request: {} } : {}) },
        sender: { login: who, id: author.id, type: 'User' },
      },
    });
  }

  /** The state branch is put back as it was. */
  mend(): void {
    this.#harm.mend();
  }

  /** An administrator lets Signalbox mend it. @returns whether that can be. */
  repair(): boolean {
    this.#harm.repair();
    return this.#harm.isMendable;
  }

  get isDamaged(): boolean {
    return this.#harm.isHarmed;
  }

  #commit(who: string, files: Readonly<Record<string, string | null>>): string {
    const before = this.#model.tip();
    const sha = this.#model.world.commit({ message: 'change @everyone #2', author: who, files });
    this.#model.pushed('refs/heads/main', before, sha, { login: who, id: IDS[who] ?? 1 });
    return sha;
  }

  #pushElsewhere(): void {
    const before = this.#model.tip('elsewhere');
    const files = { '.github/signalbox.yml': configText(this.#setup, 'evil') };
    const sha = this.#model.world.commit({ branch: 'elsewhere', message: 'evil', files });
    this.#model.pushed('refs/heads/elsewhere', before, sha, { login: 'rita', id: 103 });
  }

  #forcePush(back: number): void {
    const before = this.#model.tip();
    const sha = this.#ancestor(back);
    this.#model.world.branch('main', sha);
    if (sha !== before) this.#model.pushed('refs/heads/main', before, sha, { login: 'mona', id: 102 });
  }

  #tag(back: number): void {
    const { world } = this.#model;
    const sha = this.#ancestor(back);
    const tag = `v${world.refs.size}.0`;
    const sender = { login: 'mona', id: 102, type: 'User' };
    world.tag(tag, sha);
    this.#model.onEvent({ name: 'create', byPerson: true, payload: { ref_type: 'tag', ref: tag, sender } });
    this.#model.pushed(`refs/tags/${tag}`, '0'.repeat(40), sha, sender);
  }

  #cancelRun(nth: number): void {
    const run = this.#model.runs.all.filter((each) => each.status !== 'completed').at(-1 - nth);
    if (run) run.isCancelAsked = true;
  }

  #check(sha: string, state: 'success' | 'failure' | 'pending'): void {
    this.#statuses += 1;
    this.#model.world.hideChecks(sha, false);
    this.#model.world.check(sha, { name: 'ci/test', state, app: null });
    this.#model.onEvent({
      name: 'status',
      byPerson: true,
      payload: { id: this.#statuses, context: 'ci/test', sha },
    });
  }

  #deleteComment(nth: number): void {
    const comment = this.#model.shown.comments.filter((each) => !each.isDeleted).at(-1 - nth);
    if (comment) comment.isDeleted = true;
  }

  #ancestor(back: number): string {
    const { world } = this.#model;
    let sha = this.#model.tip();
    for (let left = back; left > 0; left -= 1) sha = world.commitOf(sha)?.parents[0] ?? sha;
    return sha;
  }
}
