import type { CheckFact } from '../../domain/fact.ts';

/** One entry of a commit's status check rollup, as GitHub's GraphQL says it. */
export type ContextJson = CheckRunJson | StatusContextJson;

export interface CheckRunJson {
  readonly __typename: 'CheckRun';
  readonly name: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly detailsUrl: string | null;
  readonly checkSuite: {
    readonly app: { readonly slug: string } | null;
    readonly workflowRun: { readonly url: string } | null;
  };
}

export interface StatusContextJson {
  readonly __typename: 'StatusContext';
  readonly context: string;
  readonly state: string;
  readonly targetUrl: string | null;
  readonly createdAt: string;
}

/** A check with what decides between several of the same name. */
interface Dated {
  readonly key: string;
  readonly started: number;
  readonly ended: number;
  readonly fact: CheckFact;
}

/**
 * Merges the entries of all pages: of check runs, the newest per app and name; of statuses, the newest per context.
 * A check run that has not started yet is the newest there is. Where two cannot be told apart by time, the worse
 * one counts (invariant 12).
 */
export function mergeContexts(contexts: readonly ContextJson[]): readonly CheckFact[] {
  const newest = new Map<string, Dated>();
  for (const candidate of contexts.map(dated)) {
    const known = newest.get(candidate.key);
    if (known === undefined || supersedes(candidate, known)) newest.set(candidate.key, candidate);
  }
  return [...newest.values()].map(({ fact }) => fact);
}

function supersedes(candidate: Dated, known: Dated): boolean {
  if (candidate.started !== known.started) return candidate.started > known.started;
  if (candidate.ended !== known.ended) return candidate.ended > known.ended;
  return SEVERITY[candidate.fact.state] > SEVERITY[known.fact.state];
}

const SEVERITY = { success: 0, pending: 1, failure: 2 } as const satisfies Record<CheckFact['state'], number>;

function dated(context: ContextJson): Dated {
  return context.__typename === 'CheckRun' ? datedRun(context) : datedStatus(context);
}

function datedRun(run: CheckRunJson): Dated {
  const app = run.checkSuite.app?.slug ?? null;
  return {
    key: JSON.stringify(['run', app, run.name]),
    started: instant(run.startedAt),
    ended: instant(run.completedAt),
    fact: {
      name: run.name,
      app,
      state: runState(run.status, run.conclusion),
      url: run.detailsUrl,
      run: runId(run.checkSuite.workflowRun?.url),
    },
  };
}

/** Contexts are compared without case, as GitHub does it (REST documentation of commit statuses). */
function datedStatus(status: StatusContextJson): Dated {
  const at = instant(status.createdAt);
  return {
    key: JSON.stringify(['status', status.context.toLowerCase()]),
    started: at,
    ended: at,
    fact: {
      name: status.context,
      app: null,
      state: statusState(status.state),
      url: status.targetUrl,
      run: null,
    },
  };
}

/** What has not begun, or not ended, is later than anything that has. */
function instant(text: string | null): number {
  return text === null ? Number.POSITIVE_INFINITY : Date.parse(text);
}

const UNFINISHED = new Set(['QUEUED', 'IN_PROGRESS', 'WAITING', 'PENDING', 'REQUESTED']);

/**
 * GitHub lets a required check pass when it is successful, skipped or neutral (GitHub documentation, "About
 * protected branches", required status checks), so does a gate. Whatever else there is or may come is a failure.
 */
const PASSING = new Set(['SUCCESS', 'NEUTRAL', 'SKIPPED']);

function runState(status: string, conclusion: string | null): CheckFact['state'] {
  if (status === 'COMPLETED') return conclusion !== null && PASSING.has(conclusion) ? 'success' : 'failure';
  return UNFINISHED.has(status) ? 'pending' : 'failure';
}

function statusState(state: string): CheckFact['state'] {
  if (state === 'SUCCESS') return 'success';
  return state === 'PENDING' || state === 'EXPECTED' ? 'pending' : 'failure';
}

/** The number in the address, because `databaseId` is a 32-bit integer and run ids are larger by now. */
function runId(url: string | undefined): string | null {
  return /\/actions\/runs\/(\d+)/.exec(url ?? '')?.[1] ?? null;
}
