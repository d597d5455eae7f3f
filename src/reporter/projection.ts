import { createHash } from 'node:crypto';

/** What one effect comes to when the head is shown: values that GitHub is told, or would be. */
export type Projection = StatusProjection | DeploymentProjection | CommentProjection;

/** A commit status. */
export interface StatusProjection {
  readonly kind: 'status';
  readonly sha: string;
  readonly context: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly description: string;
  readonly targetUrl: string | null;
}

/** A deployment and its newest status. */
export interface DeploymentProjection {
  readonly kind: 'deployment';
  readonly sha: string;
  readonly environment: string;
  readonly production: boolean;
  readonly description: string;
  readonly state: 'error' | 'failure' | 'in_progress' | 'queued' | 'pending' | 'success' | 'inactive';
  readonly logUrl: string | null;
  readonly environmentUrl: string | null;
  /** What ran there before, to be shown as replaced; null: nothing of ours, or not replaced yet. */
  readonly replaces: ReplacedDeployment | null;
  /** What it is found again by: the effect, which names release and environment; the release is for people who look. */
  readonly marker: { readonly release: string; readonly effect: string };
}

/** A deployment that another took the place of. */
export interface ReplacedDeployment extends DeploymentProjection {
  /** GitHub's id, where the state branch has it. */
  readonly id: string | null;
}

/** A comment, signed with a hidden marker. */
export interface CommentProjection {
  readonly kind: 'comment';
  readonly issue: number;
  /** What it is signed with, and found again by: the effect's id. */
  readonly marker: string;
  /** Markdown, the hidden marker included. */
  readonly body: string;
  /** Edited when the text changes; others are written once. */
  readonly live: boolean;
  /** The comment that it answers, and how to react to that one. */
  readonly reaction: {
    readonly comment: string;
    readonly content: 'rocket' | '+1' | '-1';
    /** When the comment was written; null: it has to be asked. */
    readonly writtenAt: string | null;
  } | null;
}

/** What the state branch remembers of what was written; null: nothing, or not yet. */
export interface Remembered {
  readonly id: string | null;
  readonly digest: string;
}

/** @returns a short text that is equal for equal projections. */
export function digestOf(projection: Projection): string {
  return createHash('sha256')
    .update(JSON.stringify(shown(projection)))
    .digest('hex')
    .slice(0, 16);
}

/** That the id of what was replaced is known changes nothing of what is shown. */
function shown(projection: Projection): unknown {
  if (projection.kind === 'comment') return projection.body;
  if (projection.kind === 'status' || projection.replaces === null) return { ...projection, marker: null };
  return { ...projection, replaces: { ...projection.replaces, id: undefined }, marker: null };
}
