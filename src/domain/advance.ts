import { activitySpec, dispatchAttempt, endAttempt, findAttempt, openAttempt } from './attempts.ts';
import { isComplete, isFinal, newestAttempt } from './derive.ts';
import { lostPermission } from './directed.ts';
import type { AttemptRef } from './effect.ts';
import type { FactUnanswered } from './fact.ts';
import type { GateVerdict, Tried } from './gates.ts';
import { judgeGates } from './gates.ts';
import type { ReasonCode } from './reason.ts';
import type { Activity, Release } from './release.ts';
import type { Contender } from './seats.ts';
import { seat } from './seats.ts';
import type { Turn } from './turn.ts';
import { causeOf, unlessUnanswered } from './unanswered.ts';
import { keepWaiting } from './waiting.ts';

/** A phase opens only after the one before it is complete, so a few rounds reach the end of what can start. */
const ROUNDS = 200;

/**
 * Does everything that is due: opens phases, judges gates, gives environments to those who may go. Every turn of
 * the performer ends with it, whatever the turn began with (design, section 6).
 */
export function advance(turn: Turn): void {
  dropExpiredLocks(turn);
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = turn.state;
    openPhases(turn);
    passGates(turn);
    if (turn.state === before) return;
  }
}

function dropExpiredLocks(turn: Turn): void {
  for (const app of Object.values(turn.state.apps)) {
    for (const [name, environment] of Object.entries(app.environments)) {
      const until = environment.lock?.until;
      if (until !== undefined && until <= turn.now) turn.changeEnvironment(app.name, name, { lock: null });
    }
  }
}

/** Whether new work of the release may be begun or is at least wanted. */
function isActive(release: Release): boolean {
  return !isFinal(release.status) && !release.draft && !release.abort && !release.superseded;
}

function openPhases(turn: Turn): void {
  for (const release of turn.loadedReleases().filter(isActive)) {
    const phase = release.phases.find((each) => !isComplete(each.status));
    for (const activity of phase?.activities ?? []) {
      if (needsAttempt(activity)) {
        openAttempt(turn, { app: release.app, release: release.number, activity: activity.name });
      }
    }
  }
}

function needsAttempt(activity: Activity): boolean {
  if (activity.skipped) return false;
  const newest = newestAttempt(activity);
  return newest === undefined || newest.withdrawn === true;
}

interface WaitingAttempt extends Tried {
  readonly ref: AttemptRef;
}

function passGates(turn: Turn): void {
  const waiting = turn.loadedReleases().filter(isActive).flatMap(waitingAttempts);
  const verdicts = turn.facts.all(waiting.map((each) => (): GateVerdict => judge(turn, each)));
  const contenders: Contender[] = [];
  waiting.forEach((each, index) => {
    const verdict = verdicts[index];
    if (verdict === undefined) return;
    const pass = (): Contender | null => passGate(turn, each, verdict);
    const contender = unlessUnanswered(turn, pass, (missing) => awaitAnswer(turn, [each], missing));
    if (contender) contenders.push(contender);
  });
  for (const group of groupByEnvironment(contenders)) seatCalmly(turn, group);
}

/** What cannot be known now keeps only whom it is about from going on, never the input that the turn is for. */
function judge(turn: Turn, each: WaitingAttempt): GateVerdict {
  return unlessUnanswered<GateVerdict>(
    turn,
    () => judgeGates(turn, each),
    (missing) => ({ kind: 'wait', ...causeOf(missing) }),
  );
}

/** Who of several goes first may depend on what cannot be known: then none of them takes the place. */
function seatCalmly(turn: Turn, group: readonly Contender[]): void {
  const ready = group.flatMap((each) => stillWaiting(turn, each));
  unlessUnanswered<unknown>(
    turn,
    () => seat(turn, ready),
    (missing) => awaitAnswer(turn, ready, missing),
  );
}

function awaitAnswer(turn: Turn, waiting: readonly { ref: AttemptRef }[], missing: FactUnanswered): null {
  for (const { ref } of waiting) keepWaiting(turn, ref, causeOf(missing));
  return null;
}

/** What was decided for one environment may have ended, or superseded, who contends for the next. */
function stillWaiting(turn: Turn, contender: Contender): Contender[] {
  const release = turn.release(contender.ref.app, contender.ref.release);
  const attempt = release && isActive(release) ? findAttempt(release, contender.ref) : undefined;
  return release && attempt?.status === 'waiting' ? [{ ...contender, release, attempt }] : [];
}

function waitingAttempts(release: Release): WaitingAttempt[] {
  return release.phases
    .flatMap((phase) => phase.activities)
    .flatMap((activity) => {
      const attempt = newestAttempt(activity);
      const spec = activitySpec(release, activity.name);
      if (attempt?.status !== 'waiting' || !spec) return [];
      const ref = {
        app: release.app,
        release: release.number,
        activity: activity.name,
        attempt: attempt.number,
      };
      return [{ release, spec, attempt, ref }];
    });
}

/** @returns the attempt as a contender for its environment when its own gates are open. */
function passGate(turn: Turn, each: WaitingAttempt, verdict: GateVerdict): Contender | null {
  if (verdict.kind === 'shut') {
    endAttempt(turn, each.ref, { status: 'failed', reason: verdict.reason, detail: verdict.detail });
    return null;
  }
  if (verdict.kind === 'wait') {
    keepWaiting(turn, each.ref, verdict);
    endOverdue(turn, each, verdict.for);
    return null;
  }
  if (each.spec.kind === 'deploy') return { ...each, spec: each.spec, inputs: verdict.inputs };
  const refused = lostPermission(turn, each);
  if (refused) endAttempt(turn, each.ref, { status: 'failed', reason: refused.code, detail: refused.detail });
  else dispatchAttempt(turn, each.ref, verdict.inputs, each.spec.deadline);
  return null;
}

function endOverdue(turn: Turn, each: WaitingAttempt, cause: ReasonCode): void {
  const waiting = each.attempt.waiting;
  if (waiting?.for !== cause || waiting.until === undefined || waiting.until > turn.now) return;
  endAttempt(turn, each.ref, { status: 'failed', reason: overdue(cause), detail: waiting.detail });
}

function overdue(cause: ReasonCode): ReasonCode {
  if (cause === 'input-missing') return 'input-deadline';
  return cause.startsWith('checks-') ? 'checks-deadline' : 'deadline';
}

function groupByEnvironment(contenders: readonly Contender[]): Contender[][] {
  const groups = new Map<string, Contender[]>();
  for (const contender of contenders) {
    const key = `${contender.release.app}/${contender.spec.environment}`;
    groups.set(key, [...(groups.get(key) ?? []), contender]);
  }
  return [...groups.values()];
}
