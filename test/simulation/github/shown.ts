/** A commit status as GitHub keeps it. */
export interface ShownStatus {
  readonly sha: string;
  readonly context: string;
  readonly state: string;
  readonly description: string | null;
  readonly target_url: string | null;
}

export interface ShownDeploymentStatus {
  readonly state: string;
  readonly description: string | null;
  readonly log_url: string;
  readonly environment_url: string;
}

export interface ShownDeployment {
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  readonly payload: unknown;
  readonly production: boolean;
  /** Oldest first. */
  readonly statuses: ShownDeploymentStatus[];
}

export interface ShownComment {
  readonly id: number;
  readonly issue: number;
  readonly author: number;
  readonly createdAt: number;
  /** Every text that it had, oldest first. */
  readonly bodies: string[];
  isDeleted: boolean;
}

/** What people see of a repository besides its code. */
export class Shown {
  /** Oldest first. */
  readonly statuses: ShownStatus[] = [];
  readonly deployments: ShownDeployment[] = [];
  readonly comments: ShownComment[] = [];
  readonly reactions = new Map<number, Set<string>>();
  #lastId: number;

  /** @param from ids begin so much later. */
  constructor(from = 0) {
    this.#lastId = 5000 + from;
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  newestStatus(sha: string, context: string): ShownStatus | undefined {
    const wanted = context.toLowerCase();
    return this.statuses.findLast((each) => each.sha === sha && each.context.toLowerCase() === wanted);
  }

  /** GitHub marks what ran in the same environment before, except in production (platform, section 9). */
  addDeploymentStatus(id: number, status: ShownDeploymentStatus, autoInactive: boolean): boolean {
    const deployment = this.deployments.find((each) => each.id === id);
    if (!deployment) return false;
    if (autoInactive && status.state === 'success') this.#replaceOthers(deployment);
    deployment.statuses.push(status);
    return true;
  }

  comment(id: number): ShownComment | null {
    const found = this.comments.find((each) => each.id === id);
    return found === undefined || found.isDeleted ? null : found;
  }

  #replaceOthers(by: ShownDeployment): void {
    for (const each of this.deployments) {
      const newest = each.statuses.at(-1);
      const isOther = each !== by && each.environment === by.environment && !each.production;
      if (isOther && newest?.state === 'success') each.statuses.push({ ...newest, state: 'inactive' });
    }
  }
}
