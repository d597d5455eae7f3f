import { DISPATCH_MOST, dispatchLength } from '../domain/dispatch-room.ts';
import { dispatchOrder } from '../domain/dispatch-order.ts';
import type { Accomplished, CancelEffect, Completion, DispatchEffect, OwedEffect } from '../domain/effect.ts';
import type { Rules } from '../domain/policy-record.ts';
import { MINUTE, secondsBetween } from '../domain/instant.ts';
import { releaseKey } from '../domain/names.ts';
import type { SignalboxInput } from '../domain/signalbox-input.ts';
import type { Head, ProjectionEffect } from '../reporter/reporter.ts';
import { ReporterUnavailable } from '../reporter/reporter.ts';
import { RunnerUnavailable } from '../runner/runner.ts';
import type { EngineParts } from './engine.ts';

/** An ambiguous dispatch is looked for this long before it is sent again (invariant 4). */
const SEARCH = 5 * MINUTE;

/** Asks for the newest head at the moment of writing. */
export type LatestHead = () => RuledHead;

/** A head, with what work may be begun by. */
export interface RuledHead extends Head {
  readonly rules: Rules;
}

export interface Performance {
  readonly head: LatestHead;
  /** What came of other effects and is in no commit yet: a run that is dispatched takes it along to its claim. */
  readonly news?: readonly Accomplished[];
}

/** Carries out one effect. What comes back is noted in the outbox by a later turn; nothing here throws. */
export async function perform(
  parts: EngineParts,
  owed: OwedEffect,
  { head, news = [] }: Performance,
): Promise<Completion> {
  const { effect, turn } = owed;
  const of = { id: effect.id, turn };
  try {
    switch (effect.kind) {
      case 'dispatch':
        return { ...of, ...(await dispatch(parts, { ...owed, effect }, head(), news)) };
      case 'cancel':
        return { ...of, ...(await cancel(parts, effect)) };
      case 'status':
      case 'deployment':
      case 'live-comment':
      case 'notice':
      case 'reply':
        return { ...of, ...(await show(parts, effect, head(), owed.doubtful === true)) };
    }
  } catch (error) {
    parts.log.warn(`${effect.kind} did not go through; it stays owed`, {
      effect: effect.id,
      error: String(error),
    });
    const lacks = lackedBy(error);
    if (lacks !== null) return { ...of, kind: 'refused', message: String(error), permanent: false, lacks };
    // GitHub may have acted all the same: the next one looks first.
    return { ...of, kind: 'ambiguous', ...keptBack(error) };
  }
}

/** @returns what the credentials lacked, so that certainly nothing was done; null: that is not why. */
function lackedBy(error: unknown): string | null {
  const isPort = error instanceof RunnerUnavailable || error instanceof ReporterUnavailable;
  return isPort ? error.lacks : null;
}

/** What is shown may take several requests, and only the last have been kept back: that is no certainty. */
function keptBack(error: unknown): { readonly retryAfter?: number } {
  const isLimited = error instanceof ReporterUnavailable && error.retryAfter > 0;
  return isLimited ? { retryAfter: error.retryAfter } : {};
}

type Outcome = Completion extends infer C ? (C extends Completion ? Omit<C, 'id' | 'turn'> : never) : never;

async function dispatch(
  parts: EngineParts,
  owed: OwedEffect & { readonly effect: DispatchEffect },
  head: RuledHead,
  performed: readonly Accomplished[],
): Promise<Outcome> {
  const order = dispatchOrder(head.state, head.rules, owed.effect);
  if (order === 'not-wanted') return { kind: 'done' };
  // Without a policy nothing can be judged, so nothing is sent (invariants 6 and 12).
  if (order === 'not-now') return { kind: 'refused', message: 'no valid policy has it', permanent: false };
  if (owed.doubtful) {
    const run = await parts.runner.find(order);
    if (run) return { kind: 'started', run: { id: run.id, url: run.url } };
    if (secondsBetween(owed.since, head.state.meta.at) < SEARCH) return { kind: 'ambiguous' };
  }
  const outcome = await parts.runner.start({ ...order, input: withNews(order.input, performed) });
  switch (outcome.kind) {
    case 'started':
      return { kind: 'started', run: outcome.run };
    case 'refused':
      return { kind: 'refused', message: outcome.message, permanent: true };
    case 'not-now': {
      const { kind: _, ...why } = outcome;
      return { kind: 'refused', ...why, permanent: false };
    }
    case 'ambiguous':
      return { kind: 'ambiguous' };
  }
}

/** What does not fit is looked up when its lease is over; no dispatch is to fail because of it. */
function withNews(input: SignalboxInput, performed: readonly Accomplished[]): SignalboxInput {
  if (performed.length === 0) return input;
  const all = { ...input, performed };
  return dispatchLength(all) > DISPATCH_MOST ? input : all;
}

async function cancel(parts: EngineParts, effect: CancelEffect): Promise<Outcome> {
  await parts.runner.cancel(effect.run);
  return { kind: 'done' };
}

async function show(
  parts: EngineParts,
  effect: ProjectionEffect,
  head: Head,
  doubtful: boolean,
): Promise<Outcome> {
  const isLoaded = !('release' in effect) || releaseKey(effect.app, effect.release) in head.state.releases;
  if (!isLoaded) return { kind: 'done' };
  const shown = await parts.reporter.show(effect, head, doubtful);
  if (shown.kind === 'written') return { kind: 'written', digest: shown.digest, ref: shown.ref };
  if (shown.kind === 'dropped') {
    parts.log.warn('GitHub will not show this', { effect: effect.id, why: shown.message });
  }
  return { kind: 'done' };
}
