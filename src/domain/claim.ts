import { admitAttempt, endAttempt, findAttempt, withdrawAttempt } from './attempts.ts';
import type { Answer } from './decision.ts';
import type { Detail } from './detail.ts';
import type { AttemptClaim, ClaimInput } from './input.ts';
import { done, refuse, tell } from './answers.ts';
import type { ReasonCode } from './reason.ts';
import type { Attempt } from './attempt.ts';
import type { Release } from './release.ts';
import { loadedRelease } from './state.ts';
import { spellRelease } from './names.ts';
import { handlePerformed } from './performed.ts';
import { judgeTold } from './told.ts';
import type { Turn } from './turn.ts';

/**
 * The fence (invariant 4): a job may touch its environment only after this admitted its run. Everything that is not
 * the one current, first, untouched attempt is refused with what to do instead. Further jobs of the admitted run come
 * here too, and are let through only while the attempt is at work: once it has ended, its environment may be another's.
 */
export function handleClaim(turn: Turn, input: ClaimInput): Answer {
  const found = claimed(turn, input.of);
  if (found === null) return refuse('claim-unknown', claimDetail(turn, input.of));
  const { release, attempt } = found;
  const detail: Detail = { ...claimDetail(turn, input.of), sha: release.spec.sha };
  const objection = objectionTo(turn, found, input);
  if (objection === 'already-claimed') return tell('already-claimed', detail);
  if (objection) {
    const out = input.checkedOut === null ? {} : { found: input.checkedOut };
    const why = { ...detail, ...out };
    if (isOwnFault(objection) && !attempt.admitted) failOwn(turn, input, objection, why);
    if (isOutdated(turn, found, input, objection)) withdrawAttempt(turn, input.of, objection);
    return refuse(objection, why, nextAfter(turn, objection, release, input.of));
  }
  // Only who is admitted is believed in what else it brings.
  handlePerformed(turn, input.performed ?? []);
  admitAttempt(turn, input.of, { id: input.run.id, url: input.run.url });
  return done('claimed', detail);
}

/** @returns the attempt of a claim or report when release, activity, number and nonce all fit. */
export function claimed(turn: Turn, of: AttemptClaim): Claimed | null {
  const release = loadedRelease(turn.state, of.app, of.release) ?? turn.release(of.app, of.release);
  const attempt = release ? findAttempt(release, of) : undefined;
  if (!release || attempt?.nonce !== of.nonce) return null;
  return { release, attempt };
}

/** @returns what every answer to a job names. */
export function claimDetail(turn: Turn, of: AttemptClaim): Detail {
  return {
    release: spellRelease({ app: of.app, number: of.release }, turn.severalApps),
    app: of.app,
    activity: of.activity,
    attempt: of.attempt,
  };
}

interface Claimed {
  readonly release: Release;
  readonly attempt: Attempt;
}

function objectionTo(turn: Turn, { attempt, release }: Claimed, input: ClaimInput): ReasonCode | null {
  if (input.run.attempt !== 1) return 'claim-rerun';
  if (attempt.admitted && attempt.admitted.run !== input.run.id) return 'claim-taken';
  if (attempt.status === 'aborted' || attempt.ending) return 'claim-withdrawn';
  if (attempt.status !== 'pending' && attempt.status !== 'running') return 'claim-stale';
  if (attempt.run && attempt.run.id !== input.run.id) return 'claim-taken';
  // All jobs of a run are told the same, and the first of them has been judged.
  if (!attempt.admitted && toldOf(turn, { attempt, release }, input) !== 'as-decided') return 'claim-altered';
  if (input.checkedOut === null) return 'claim-nothing-checked-out';
  if (input.checkedOut !== release.spec.sha) return 'claim-wrong-commit';
  return attempt.admitted ? 'already-claimed' : null;
}

function toldOf(turn: Turn, claimed: Claimed, { of, told }: ClaimInput): ReturnType<typeof judgeTold> {
  return judgeTold(turn, { ...claimed, activity: of.activity }, told);
}

/** What the config says by now is dispatched anew. Where somebody else wrote it, the attempt waits for its own run. */
function isOutdated(turn: Turn, claimed: Claimed, input: ClaimInput, objection: ReasonCode): boolean {
  return objection === 'claim-altered' && toldOf(turn, claimed, input) === 'outdated';
}

/**
 * Whether it was the attempt's own run that came, and only came wrongly: its job ends red now. Where another job of it
 * was admitted, that one may still be at work, and how the attempt ends is for the job that reports.
 */
function isOwnFault(code: ReasonCode): boolean {
  return code === 'claim-nothing-checked-out' || code === 'claim-wrong-commit';
}

/**
 * What the fence found is how the attempt ended; nothing was touched. Where no event says how a run ends (design,
 * section 6: a workflow's token starts no `workflow_run`), the release would else wait for the sweep to hear less.
 */
function failOwn(turn: Turn, { of, run }: ClaimInput, reason: ReasonCode, detail: Detail): void {
  turn.changeAttempt(of, (attempt) => ({ ...attempt, run: { id: run.id, url: run.url } }));
  endAttempt(turn, of, { status: 'failed', reason, detail: { ...detail, run: run.url } });
}

function nextAfter(turn: Turn, code: ReasonCode, release: Release, of: AttemptClaim): string[] {
  const name = spellRelease(release, turn.severalApps);
  if (code === 'claim-rerun' || code === 'claim-stale') return [`/retry ${name} ${of.activity}`];
  if (code === 'claim-wrong-commit') return [`/retry ${name} ${of.activity}`];
  return [];
}
