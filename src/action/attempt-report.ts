import { readPolicy } from '../config/read-policy.ts';
import type { SignalboxInput } from '../domain/signalbox-input.ts';
import { renderAttemptSummary } from '../views/attempt-summary.ts';
import { spellingOf } from '../views/next-commands.ts';
import type { Job, Opened } from './job.ts';
import type { TurnsSeen } from './turns-seen.ts';

/** What a step has to show of its attempt. */
export interface Shown {
  readonly opened: Opened;
  readonly turns: TurnsSeen;
  readonly input: SignalboxInput;
}

/**
 * Writes the job's summary after a claim or a report. It is for people alone: what goes wrong here is a warning, and the
 * job goes on.
 */
export async function showAttempt(job: Job, shown: Shown): Promise<void> {
  try {
    const text = textOf(shown);
    if (text !== null) await job.tell.summary(text);
  } catch (error) {
    job.tell.warn(`The summary could not be written: ${String(error)}`);
  }
}

/** @returns null where nothing was recorded, so that there is nothing to show. */
function textOf({ opened, turns, input }: Shown): string | null {
  const { changed, state } = turns;
  const release = changed.find(({ app, number }) => app === input.app && number === input.release);
  if (release === undefined) return null;
  const source = opened.facts.seen;
  const read = source ? readPolicy(source) : null;
  const policy = read?.status === 'ok' ? read.policy : null;
  return renderAttemptSummary({
    release,
    activity: input.activity,
    attempt: input.attempt,
    others: changed.filter((each) => each !== release),
    policy,
    spelling: spellingOf(policy, state),
    missing: [...opened.missing].sort(),
  });
}
