import type { SignalboxInput } from '../../../src/domain/signalbox-input.ts';
import { ScriptedWorld } from '../../../src/facts/scripted/scripted-world.ts';
import type { VirtualTime } from '../virtual-time.ts';
import { MovableBranch } from './movable-branch.ts';
import type { Run } from './runs.ts';
import { Runs } from './runs.ts';
import { Shown } from './shown.ts';

export const WEB = 'https://github.example/acme/shop';
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
  readonly world = new ScriptedWorld({ repository: 'shop' });
  readonly branch = new MovableBranch();
  readonly runs = new Runs();
  readonly shown = new Shown();
  /** What the default branch was, and since when; oldest first. */
  readonly tips: { readonly at: number; readonly sha: string }[] = [];
  /** Commits of the state branch that people made. */
  readonly personal = new Set<string>();
  /** When people left the state branch unreadable. */
  readonly harmed: { readonly from: number; until: number }[] = [];
  onEvent: (event: Event) => void = () => undefined;
  onRun: (run: Run) => void = () => undefined;

  constructor(time: VirtualTime) {
    this.time = time;
  }

  /** @returns commit of a branch. */
  tip(branch = 'main'): string {
    return this.world.refs.get(`refs/heads/${branch}`) ?? '0'.repeat(40);
  }

  /** GitHub has taken a dispatch. */
  dispatch(order: Pick<Run, 'workflow' | 'ref' | 'by'>, input: SignalboxInput, unlistedFor: number): Run {
    const { now } = this.time;
    const run = this.runs.create({ ...order, input, createdAt: now, listedAt: now + unlistedFor }, WEB);
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
    this.onEvent({
      name: 'push',
      byPerson: true,
      payload: {
        ref,
        before,
        after,
        deleted: false,
        head_commit: { id: after, message: this.world.commitOf(after)?.message ?? '' },
        sender,
      },
    });
  }
}
