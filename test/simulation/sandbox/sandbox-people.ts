import type { Permission } from '../../../src/domain/role.ts';
import { ActorRefused } from '../../../src/sandbox/actor.ts';
import type { StageAtWork } from '../../../src/sandbox/play/stage-at-work.ts';
import { withPermissions } from '../../support/action-alone.ts';
import type { ConfigName, Setup } from '../setup.ts';
import { configText } from '../setup.ts';
import type { Step } from '../steps.ts';
import { SandboxHarm } from './sandbox-harm.ts';

const CONFIG = '.github/signalbox.yml';
const MAIN = 'git/refs/heads/main';

/** The people of a simulated repository, on the sandbox. What GitHub does not let them do does not happen. */
export class SandboxPeople {
  readonly #world: StageAtWork;
  readonly #setup: Setup;
  #files = 0;
  #tags = 0;
  #pull: number | null = null;
  /** Commits that main ever pointed to. */
  readonly tips = new Set<string>();
  readonly harm: SandboxHarm;

  constructor(world: StageAtWork, setup: Setup) {
    this.harm = new SandboxHarm(world);
    this.#world = world;
    this.#setup = setup;
  }

  async act(step: Step): Promise<void> {
    await this.harm.goOn();
    await this.#try(step).catch((error: unknown) => {
      if (!(error instanceof ActorRefused)) throw error;
    });
    await this.#noteTip();
  }

  async configure(name: ConfigName): Promise<void> {
    await this.#commit('mona', { [CONFIG]: configText(this.#setup, name) });
    await this.#noteTip();
  }

  async permit(login: string, role: Permission): Promise<void> {
    this.#world.repository.grant(login, role);
    await Promise.resolve();
  }

  async #try(step: Step): Promise<unknown> {
    const { sandbox, stage } = this.#world;
    switch (step.do) {
      case 'push':
        return this.#push(step);
      case 'push-elsewhere':
        return sandbox.as('mona').commit(stage.name, {
          message: 'evil',
          files: { [CONFIG]: configText(this.#setup, 'evil') ?? '' },
          branch: 'elsewhere',
        });
      case 'force-push':
        return this.#rest('mona', 'PATCH', MAIN, { sha: await this.#ancestor(step.back), force: true });
      case 'tag':
        this.#tags += 1;
        return sandbox.as('mona').tag(stage.name, `v${this.#tags}.0`, await this.#ancestor(step.back));
      case 'say':
        return this.#world.says(step.who, step.text, step.onPull && this.#pull ? this.#pull : undefined);
      case 'config':
        return this.configure(step.name);
      case 'role':
        return this.permit(step.who, step.permission);
      case 'check-again':
        return this.#check(await this.#ancestor(step.nth), 'success');
      case 'rerun':
        return this.#rerun(step.nth);
      case 'cancel-run':
        return this.#cancel(step.nth);
      case 'damage':
        return this.harm.damage(step.how);
      case 'mend':
        return this.harm.mend();
      default:
        return null;
    }
  }

  async #push({ who, in: folder, merges, check }: Step & { readonly do: 'push' }): Promise<void> {
    this.#files += 1;
    const files = { [`${folder}/${this.#files}.txt`]: `${this.#files}\n` };
    const sha = merges ? await this.#merge(who, files) : await this.#commit(who, files);
    if (check !== 'none') await this.#check(sha, check === 'unreadable' ? 'success' : check);
  }

  #commit(who: string, files: Readonly<Record<string, string | null>>): Promise<string> {
    const { sandbox, stage, front } = this.#world;
    const written = front === 'app' ? files : withPermissions(files);
    return sandbox.as(who).commit(stage.name, { message: 'change @everyone #2', files: written });
  }

  async #merge(who: string, files: Readonly<Record<string, string>>): Promise<string> {
    const { sandbox, stage } = this.#world;
    const person = sandbox.as(who);
    const branch = `change-${this.#files}`;
    await person.commit(stage.name, { message: 'change', files, branch });
    this.#pull = await person.openPullRequest(stage.name, { head: branch, title: 'Change fixes #1' });
    return person.mergePullRequest(stage.name, this.#pull);
  }

  #check(sha: string, state: 'success' | 'failure' | 'pending'): Promise<void> {
    const { sandbox, stage } = this.#world;
    return sandbox.as('boss').setStatus(stage.name, sha, { state, context: 'ci/test' });
  }

  async #rerun(nth: number): Promise<void> {
    const run = this.#runs((status) => status === 'completed').at(-1 - nth);
    const { sandbox, stage } = this.#world;
    if (run) await sandbox.actions.rerun({ repository: stage.name, run: run.id, actor: 'mona' });
  }

  async #cancel(nth: number): Promise<void> {
    const run = this.#runs((status) => status !== 'completed').at(-1 - nth);
    if (run) await this.#rest('mona', 'POST', `actions/runs/${run.id}/cancel`, {});
  }

  #runs(are: (status: string) => boolean) {
    return this.#world.runsSeen.filter((run) => !this.#world.isFront(run) && are(run.status));
  }

  #rest(who: string, method: string, path: string, body: Readonly<Record<string, string | boolean>>) {
    const { sandbox, stage } = this.#world;
    return sandbox.as(who).rest(method, `/repos/${stage.name}/${path}`, { ...body });
  }

  async #ancestor(back: number): Promise<string> {
    const found = await this.#world.repository.git('rev-list', '--first-parent', 'main');
    const all = found.trim().split('\n');
    return all[Math.min(back, all.length - 1)] ?? '';
  }

  async #noteTip(): Promise<void> {
    const tip = await this.#world.repository.head();
    if (tip !== null) this.tips.add(tip);
  }
}
