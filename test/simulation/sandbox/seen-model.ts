import type { Instant } from '../../../src/domain/instant.ts';
import { instantOf } from '../../../src/domain/instant.ts';
import type { CommentFact } from '../../../src/facts/facts.ts';
import type { ScriptedCommit } from '../../../src/facts/scripted/scripted-world.ts';
import { ScriptedWorld } from '../../../src/facts/scripted/scripted-world.ts';
import type { StageAtWork } from '../../../src/sandbox/play/stage-at-work.ts';
import type { ShownDeploymentStatus, ShownStatus } from '../github/shown.ts';
import { GitHubModel, OWN_ACCOUNT } from '../github/model.ts';
import { VirtualTime } from '../virtual-time.ts';

interface CommentSeen {
  readonly id: number;
  readonly body: string;
  readonly created_at: string;
  readonly issue_url: string;
  readonly user: { readonly login: string; readonly id: number; readonly type: string };
}

interface DeploymentSeen {
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  readonly payload: unknown;
  readonly production_environment: boolean;
}

/** Moments are those of the commit that is looked at. */
class SeenTime extends VirtualTime {
  at = 0;

  override get now(): number {
    return this.at;
  }

  override get instant(): Instant {
    return instantOf(new Date(this.at));
  }
}

/** The people's repository as it is in git. */
class SeenRepository extends ScriptedWorld {
  readonly commitsSeen = new Map<string, ScriptedCommit>();
  readonly refsSeen = new Map<string, string>();
  readonly commentsSeen: CommentFact[] = [];

  override commitOf(sha: string): ScriptedCommit | undefined {
    return this.commitsSeen.get(sha);
  }

  override get refs(): ReadonlyMap<string, string> {
    return this.refsSeen;
  }

  override get comments(): readonly CommentFact[] {
    return this.commentsSeen;
  }
}

/** What the sandbox shows, in the form in which the checkers of the simulator look at GitHub. */
export class SeenModel extends GitHubModel {
  override readonly time: SeenTime;
  override readonly world = new SeenRepository();

  /** @param name of the simulated repository. */
  constructor(name: string, time = new SeenTime()) {
    super(time, { name, number: 1 });
    this.time = time;
  }

  /** @param tips commits that the default branch ever pointed to. */
  async look(at: StageAtWork, tips: Iterable<string>): Promise<void> {
    await this.#readGit(at, tips);
    await this.#readComments(at);
    await this.#readStatuses(at);
    await this.#readDeployments(at);
  }

  async #readGit({ repository }: StageAtWork, tips: Iterable<string>): Promise<void> {
    const head = (await repository.head()) ?? '';
    this.world.refsSeen.set('refs/heads/main', head);
    const all = await repository.git('rev-list', '--parents', '--branches', '--tags', ...tips);
    for (const line of all.trim().split('\n')) {
      const [sha = '', ...parents] = line.split(' ');
      this.world.commitsSeen.set(sha, { sha, parents, message: '', author: '', files: {} });
    }
    const listed = await repository.git('ls-tree', '-r', '--name-only', head, '.github/');
    const paths = listed.trim().split('\n');
    const texts = paths.map(async (path) => [path, (await repository.file(path)) ?? ''] as const);
    const commit = this.world.commitsSeen.get(head);
    if (commit) {
      this.world.commitsSeen.set(head, { ...commit, files: Object.fromEntries(await Promise.all(texts)) });
    }
    for (const sha of [...tips, head]) this.tips.push({ at: 0, sha });
  }

  async #readComments(at: StageAtWork): Promise<void> {
    const found = await at.rest<readonly CommentSeen[]>(
      `/repos/${at.stage.name}/issues/comments?per_page=100`,
    );
    for (const { id, body, created_at: createdAt, issue_url: url, user } of found) {
      const issue = Number(url.split('/').at(-1));
      const person = user.type !== 'Bot';
      this.world.commentsSeen.push({
        id: String(id),
        body,
        author: { login: user.login, id: user.id, person },
        createdAt,
        issue,
        pull: false,
        isMarked: false,
      });
      const author = person ? user.id : OWN_ACCOUNT;
      const shown = { id, issue, author, createdAt: Date.parse(createdAt), bodies: [body], isDeleted: false };
      this.shown.comments.push(shown);
    }
  }

  async #readStatuses(at: StageAtWork): Promise<void> {
    for (const sha of this.world.commitsSeen.keys()) {
      const found = await at.rest<readonly ShownStatus[]>(
        `/repos/${at.stage.name}/commits/${sha}/statuses?per_page=100`,
      );
      this.shown.statuses.push(...found.toReversed().map((each) => ({ ...each, sha })));
    }
  }

  async #readDeployments(at: StageAtWork): Promise<void> {
    const base = `/repos/${at.stage.name}/deployments`;
    const found = await at.rest<readonly DeploymentSeen[]>(`${base}?per_page=100`);
    for (const { id, sha, environment, payload, production_environment: production } of found.toReversed()) {
      const statuses = await at.rest<readonly ShownDeploymentStatus[]>(
        `${base}/${String(id)}/statuses?per_page=100`,
      );
      this.shown.deployments.push({
        id,
        sha,
        environment,
        payload: typeof payload === 'string' ? (JSON.parse(payload || 'null') as unknown) : payload,
        production,
        statuses: [...statuses].reverse(),
      });
    }
  }
}
