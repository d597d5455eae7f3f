import type { SignalboxInput } from '../../../src/domain/signalbox-input.ts';
import { ancestry, between } from '../../../src/facts/scripted/scripted-history.ts';
import { ScriptedWorld } from '../../../src/facts/scripted/scripted-world.ts';
import type { VirtualTime } from '../virtual-time.ts';
import { MovableBranch } from './movable-branch.ts';
import type { Run } from './runs.ts';
import { Runs } from './runs.ts';
import { Shown } from './shown.ts';

export const OWNER = 'acme';
/** How many ids a repository has for itself. */
const APART = 1_000_000;
/** Account that Signalbox writes with. */
export const OWN_ACCOUNT = 41_898_282;

/** What GitHub tells whoever listens. */
export interface Event {
  readonly name: 'push' | 'create' | 'issue_comment' | 'workflow_run' | 'status' | 'state';
  readonly payload: Readonly<Record<string, unknown>>;
  /** Done by a person: only that starts workflows (design, section 6). */
  readonly byPerson: boolean;
}

/** GitHub, as far as one repository is concerned: what is there, who did what, and what is told of it. */
export class GitHubModel {
  readonly time: VirtualTime;
  readonly name: string;
  readonly web: string;
  readonly world: ScriptedWorld;
  readonly branch: MovableBranch;
  readonly runs: Runs;
  readonly shown: Shown;
  /** What the default branch was, and since when; oldest first. */
  readonly tips: { readonly at: number; readonly sha: string }[] = [];
  /** Commits of the state branch that people made. */
  readonly personal = new Set<string>();
  /** When people left the state branch unreadable. */
  readonly harmed: { readonly from: number; until: number }[] = [];
  onEvent: (event: Event) => void = () => undefined;
  onRun: (run: Run) => void = () => undefined;
  /** Signalbox has mended the state branch. */
  onRepair: () => void = () => undefined;

  /** @param number of the repository: commits, runs and comments of no two have the same id, as at GitHub. */
  constructor(time: VirtualTime, { name, number }: { readonly name: string; readonly number: number }) {
    this.time = time;
    this.name = name;
    this.web = `https://github.example/${OWNER}/${name}`;
    const from = (number - 1) * APART;
    this.world = new ScriptedWorld({ repository: name, firstId: from });
    this.branch = new MovableBranch(from);
    this.runs = new Runs(from);
    this.shown = new Shown(from);
  }

  /** @returns commit of a branch. */
  tip(branch = 'main'): string {
    return this.world.refs.get(`refs/heads/${branch}`) ?? '0'.repeat(40);
  }

  /** GitHub has taken a dispatch. */
  dispatch(order: Pick<Run, 'workflow' | 'ref' | 'by'>, input: SignalboxInput, unlistedFor: number): Run {
    const { now } = this.time;
    const run = this.runs.create({ ...order, input, createdAt: now, listedAt: now + unlistedFor }, this.web);
    this.onRun(run);
    return run;
  }

  complete(run: Run, conclusion: string): void {
    if (run.status === 'completed') return;
    run.status = 'completed';
    run.conclusion = conclusion;
    run.completedAt = this.time.now;
    this.onEvent({
      name: 'workflow_run',
      byPerson: false,
      payload: {
        workflow_run: {
          id: run.id,
          html_url: run.url,
          run_attempt: run.attempt,
          display_title: run.title,
          conclusion,
          event: 'workflow_dispatch',
          head_sha: this.tip(),
        },
      },
    });
  }

  /** Somebody pushes to a branch of people. */
  pushed(ref: string, before: string, after: string, sender: { login: string; id: number }): void {
    if (ref === 'refs/heads/main') this.tips.push({ at: this.time.now, sha: after });
    const isBranch = ref.startsWith('refs/heads/');
    const isForced = isBranch && ancestry(this.world, before, after) !== 'ahead';
    this.onEvent({
      name: 'push',
      byPerson: true,
      payload: {
        ref,
        before,
        after,
        deleted: false,
        forced: isForced,
        head_commit: this.#commitJson(after),
        commits: isForced || !isBranch ? [] : this.#commitsBetween(before, after),
        sender,
      },
    });
  }

  #commitsBetween(before: string, after: string): object[] {
    const added = between(this.world, before, after);
    return this.world.commitIds.filter((sha) => added.has(sha)).map((sha) => this.#commitJson(sha));
  }

  #commitJson(sha: string): object {
    const commit = this.world.commitOf(sha);
    return { id: sha, message: commit?.message ?? '', author: { name: commit?.author ?? '' } };
  }
}
