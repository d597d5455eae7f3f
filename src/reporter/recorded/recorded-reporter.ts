import { markerOf } from '../../views/markers.ts';
import type { Board, Reaction } from '../board.ts';
import { project } from '../project.ts';
import type { DeploymentProjection, Projection, StatusProjection } from '../projection.ts';
import { putUp } from '../put-up.ts';
import type { Head, ProjectionEffect, Reporter, Shown } from '../reporter.ts';
import { ReporterUnavailable } from '../reporter.ts';

export interface RecordedDeployment {
  readonly id: string;
  readonly sha: string;
  readonly environment: string;
  /** Every status that was written, oldest first; the last one is what people see. */
  readonly statuses: readonly DeploymentProjection[];
}

export interface RecordedComment {
  readonly id: string;
  readonly issue: number;
  /** Every text that it had, oldest first. */
  readonly bodies: readonly string[];
}

/** How the next writings go wrong: not done and not answered, or done and not answered. */
export type RecordedFault = 'away' | 'lost' | 'forbidden' | 'limited';

const WEB = 'https://github.example/acme/shop';

/** Keeps what GitHub would be told, so that tests can read what people would see. */
export class RecordedReporter implements Reporter {
  readonly #statuses: StatusProjection[] = [];
  readonly #deployments = new Map<string, { of: DeploymentProjection; statuses: DeploymentProjection[] }>();
  readonly #comments = new Map<string, { issue: number; bodies: string[] }>();
  readonly #reactions = new Map<string, Set<Reaction>>();
  readonly #goneIssues = new Set<number>();
  #room = Infinity;
  readonly #faults: RecordedFault[] = [];
  readonly #board = this.#makeBoard();
  #lastId = 5000;

  async show(effect: ProjectionEffect, head: Head, doubtful: boolean): Promise<Shown> {
    const found = project(effect, head, WEB);
    if (found.kind === 'dropped') return found;
    const fault = this.#faults.shift();
    if (fault === 'away') throw new ReporterUnavailable('the record is away');
    if (fault === 'limited') throw new ReporterUnavailable('too much', { retryAfter: 1_800 });
    if (fault === 'forbidden') throw new ReporterUnavailable('no permission', { lacks: 'statuses: write' });
    const { projection, remembered } = found;
    if (this.#isGone(projection)) return { kind: 'dropped', message: 'Not Found' };
    const shown = await putUp(this.#board, projection, { remembered, doubtful });
    if (fault === 'lost') throw new ReporterUnavailable('the answer was lost');
    return shown;
  }

  async acknowledge(comment: string, isWanted = Promise.resolve(true)): Promise<void> {
    if (await isWanted) await this.#board.react(comment, 'eyes');
  }

  room(): number {
    return this.#room;
  }

  /** GitHub's limits have room for no more statuses and deployments than that. */
  leaveRoomFor(count: number): void {
    this.#room = count;
  }

  /** The next calls of `show` go wrong, one per fault. */
  failNext(...faults: readonly RecordedFault[]): void {
    this.#faults.push(...faults);
  }

  /** Somebody deletes an issue or pull request: nothing can be written there any more. */
  removeIssue(issue: number): void {
    this.#goneIssues.add(issue);
  }

  /** Somebody deletes a comment. */
  removeComment(id: string): void {
    this.#comments.delete(id);
  }

  /** Every status that was written, oldest first. */
  get statuses(): readonly StatusProjection[] {
    return this.#statuses;
  }

  get deployments(): readonly RecordedDeployment[] {
    return [...this.#deployments].map(([id, { of, statuses }]) => ({
      id,
      sha: of.sha,
      environment: of.environment,
      statuses,
    }));
  }

  get comments(): readonly RecordedComment[] {
    return [...this.#comments].map(([id, comment]) => ({ id, ...comment }));
  }

  /** @returns reactions of ours to a comment, oldest first. */
  reactionsTo(comment: string): readonly Reaction[] {
    return [...(this.#reactions.get(comment) ?? [])];
  }

  #isGone(projection: Projection): boolean {
    return projection.kind === 'comment' && this.#goneIssues.has(projection.issue);
  }

  #nextId(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }

  #makeBoard(): Board {
    return { ...this.#statusVerbs(), ...this.#deploymentVerbs(), ...this.#commentVerbs() };
  }

  #statusVerbs(): Pick<Board, 'writeStatus' | 'isStatusShown'> {
    return {
      writeStatus: (status) => Promise.resolve(void this.#statuses.push(status)),
      isStatusShown: (status) => {
        const of = ({ sha, context }: StatusProjection): string => `${sha} ${context.toLowerCase()}`;
        const newest = this.#statuses.findLast((each) => of(each) === of(status));
        return Promise.resolve(JSON.stringify(newest) === JSON.stringify(status));
      },
    };
  }

  #deploymentVerbs(): Pick<
    Board,
    'findDeployment' | 'createDeployment' | 'writeDeploymentStatus' | 'isDeploymentShown'
  > {
    const made = new Map<string, string>();
    return {
      findDeployment: (deployment) => Promise.resolve(made.get(deployment.marker.effect) ?? null),
      createDeployment: (deployment) => {
        const id = this.#nextId();
        made.set(deployment.marker.effect, id);
        this.#deployments.set(id, { of: deployment, statuses: [] });
        return Promise.resolve(id);
      },
      writeDeploymentStatus: (id, deployment) => {
        const found = this.#deployments.get(id);
        found?.statuses.push(deployment);
        return Promise.resolve(found !== undefined);
      },
      isDeploymentShown: (id, deployment) => {
        const newest = this.#deployments.get(id)?.statuses.at(-1);
        return Promise.resolve(
          newest?.state === deployment.state && newest.description === deployment.description,
        );
      },
    };
  }

  #commentVerbs(): Pick<Board, 'findComment' | 'createComment' | 'removeComment' | 'editComment' | 'react'> {
    return {
      findComment: ({ issue, marker }) => {
        const own = this.comments.find(
          (each) => each.issue === issue && markerOf(each.bodies.at(-1) ?? '') === marker,
        );
        return Promise.resolve(own === undefined ? null : { id: own.id, body: own.bodies.at(-1) ?? '' });
      },
      createComment: ({ issue, body }) => {
        const id = this.#nextId();
        this.#comments.set(id, { issue, bodies: [body] });
        return Promise.resolve(id);
      },
      removeComment: (id) => {
        this.removeComment(id);
        return Promise.resolve();
      },
      editComment: (id, { body }) => {
        const comment = this.#comments.get(id);
        comment?.bodies.push(body);
        return Promise.resolve(comment !== undefined);
      },
      react: (comment, content) => {
        this.#reactions.set(comment, (this.#reactions.get(comment) ?? new Set<Reaction>()).add(content));
        return Promise.resolve();
      },
    };
  }
}
