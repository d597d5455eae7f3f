import type { CommentProjection, DeploymentProjection, StatusProjection } from './projection.ts';

/**
 * Where projections are put up: GitHub, or a record of what it would be told. Each verb is one thing done; what must
 * be looked up before is said once, in `put-up.ts`.
 */
export interface Board {
  writeStatus(status: StatusProjection): Promise<void>;
  /** Whether the newest status of this commit and context says the same. */
  isStatusShown(status: StatusProjection): Promise<boolean>;

  /** @returns the id of the deployment that this release made there; null when there is none. */
  findDeployment(deployment: DeploymentProjection): Promise<string | null>;
  /** @returns the new deployment's id. */
  createDeployment(deployment: DeploymentProjection): Promise<string>;
  /** @returns false when the deployment is not there any more. */
  writeDeploymentStatus(id: string, deployment: DeploymentProjection): Promise<boolean>;
  /** Whether the newest status of the deployment says the same. */
  isDeploymentShown(id: string, deployment: DeploymentProjection): Promise<boolean>;

  /** @returns our own comment with this marker, the oldest if there are several; null when there is none. */
  findComment(comment: CommentProjection): Promise<FoundComment | null>;
  /** @returns the new comment's id. */
  createComment(comment: CommentProjection): Promise<string>;
  /** Takes back a comment of our own; one that is not there any more is no fault. */
  removeComment(id: string): Promise<void>;
  /** @returns false when the comment is not there any more. */
  editComment(id: string, comment: CommentProjection): Promise<boolean>;
  /** A second time is the same as once; it never fails. */
  react(comment: string, content: Reaction): Promise<void>;
}

/** A comment of our own as it stands. */
export interface FoundComment {
  readonly id: string;
  readonly body: string;
  /** Ids of later ones with the same marker. */
  readonly others?: readonly string[];
}

export type Reaction = 'eyes' | 'rocket' | '+1' | '-1';
