import type { JsonValue } from '../actions/host.ts';
import type { Account } from './account.ts';
import type { App } from './app.ts';

export interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly ref: string;
  readonly task: string;
  readonly payload: JsonValue;
  readonly environment: string;
  readonly description: string | null;
  readonly creator: Account;
  readonly app: App | null;
  readonly transient: boolean;
  readonly production: boolean;
  readonly createdAt: string;
  updatedAt: string;
  /** Oldest first. */
  readonly statuses: DeploymentStatus[];
}

export interface DeploymentStatus {
  readonly id: number;
  readonly state: string;
  readonly creator: Account;
  readonly app: App | null;
  readonly description: string;
  readonly environment: string;
  readonly targetUrl: string;
  readonly environmentUrl: string;
  readonly createdAt: string;
}
