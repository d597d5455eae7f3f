import type { Actor } from '../domain/actor.ts';
import type { ChecksInput, Input, RunState } from '../domain/input.ts';
import { OWN_CONTEXT_PREFIX } from '../domain/checks-gate.ts';
import { branchOf, tagOf } from '../domain/git-ref.ts';
import { STATE_BRANCH } from '../domain/state.ts';
import type {
  Account,
  CheckRunPayload,
  CheckSuitePayload,
  CreatePayload,
  PushPayload,
  RunPayload,
  StatusPayload,
} from './payloads.ts';

/** A push to a branch or tag; null for what releases nothing: a deletion. */
export function pushInput(payload: PushPayload): Input | null {
  if (payload.deleted) return null;
  const actor = actorOf(payload.sender);
  const tag = tagOf(payload.ref);
  if (tag !== null) {
    // An annotated tag's `after` is the tag object; the commit is in `head_commit`.
    const sha = payload.head_commit?.id ?? payload.after;
    return { kind: 'tag', id: `tag:${tag}:${sha}`, tag, sha, actor };
  }
  const { ref, after, before } = payload;
  if (branchOf(ref) === STATE_BRANCH && isAdmission(payload.head_commit?.message ?? '')) return null;
  if (branchOf(ref) === STATE_BRANCH) return { kind: 'tick', id: `state:${after}`, sweep: false };
  return { kind: 'push', id: `push:${ref}:${after}`, ref, sha: after, before, actor };
}

/**
 * That a run may begin makes nothing due: its end will, or its deadline. Whatever else went into the same commit has a
 * cause of its own.
 */
function isAdmission(message: string): boolean {
  const trailers = message.split('\n').slice(1);
  const causes = trailers.filter((line) => line.startsWith('Cause: '));
  return causes.length === 1 && causes[0]?.startsWith('Cause: claim ') === true && hasAdmitted(trailers);
}

function hasAdmitted(trailers: readonly string[]): boolean {
  return trailers.some((line) => line.startsWith('Admitted: '));
}

/** A tag was created; for branches there is always a push. */
export function createInput(payload: CreatePayload): Input | null {
  if (payload.ref_type !== 'tag') return null;
  const tag = payload.ref;
  return { kind: 'tag', id: `tag:${tag}`, tag, sha: null, actor: actorOf(payload.sender) };
}

/** One of our runs ended; only dispatches are ours. */
export function runInput(payload: RunPayload): Input | null {
  const run = payload.workflow_run;
  if (run.event !== 'workflow_dispatch') return null;
  const state: RunState = {
    id: String(run.id),
    url: run.html_url,
    attempt: run.run_attempt,
    title: run.display_title ?? '',
    status: 'completed',
    conclusion: run.conclusion,
  };
  return { kind: 'run', id: `run:${state.id}:${state.attempt}`, run: state };
}

/** A commit status changed; our own are not news to us. */
export function statusInput(payload: StatusPayload): ChecksInput | null {
  if (payload.context.startsWith(OWN_CONTEXT_PREFIX)) return null;
  return { kind: 'checks', id: `status:${payload.id}`, sha: payload.sha };
}

export function checkRunInput(payload: CheckRunPayload): ChecksInput | null {
  const { check_run: run } = payload;
  return { kind: 'checks', id: `check:${run.id}:${payload.action}`, sha: run.head_sha };
}

export function checkSuiteInput(payload: CheckSuitePayload): ChecksInput {
  return { kind: 'checks', id: `suite:${payload.check_suite.id}`, sha: payload.check_suite.head_sha };
}

function actorOf(sender: Account | null | undefined): Actor {
  return { login: sender?.login ?? 'ghost', id: sender?.id ?? 0 };
}
