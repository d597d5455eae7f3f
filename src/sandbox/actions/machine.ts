import type { Activity } from './activity.ts';
import type { ConcurrencyGroups, GroupPlace } from './concurrency.ts';
import type { ControlRules } from './control-rules.ts';
import type { ActionsHost } from './host.ts';
import type { Ids } from './ids.ts';
import type { Publisher } from './publisher.ts';
import type { Attempt, Job } from './run.ts';
import type { RunStore } from './run-store.ts';
import type { WorkflowRegistry } from './workflow-registry.ts';

/** What all parts of the runner share. */
export interface Machine {
  readonly host: ActionsHost;
  readonly ids: Ids;
  readonly store: RunStore;
  readonly rules: ControlRules;
  readonly registry: WorkflowRegistry;
  readonly groups: ConcurrencyGroups;
  readonly activity: Activity;
  readonly publisher: Publisher;
  readonly graceMilliseconds: number;
  /** Folder for everything temporary. */
  readonly folder: () => string;
  /** Who is in which concurrency group; a dead run keeps its place until it is completed. */
  readonly places: Map<Attempt | Job, GroupPlace>;
  /** Does what goes on by itself, counted as activity; nothing once the machine closes, whose end waits for it. */
  readonly work: (task: () => Promise<readonly number[]>) => Promise<readonly number[]>;
  /** Attempts at work. */
  readonly driving: Map<Attempt, Promise<void>>;
}

/** The machines of an attempt are gone: whoever works for it stops without a word. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

export function stopIfDead(attempt: Attempt): void {
  if (attempt.death.signal.aborted) throw new Abandoned();
}

/**
 * Waits for something outside, unless the attempt is cancelled or dies.
 * @throws {Abandoned}
 */
export async function waitOutside<T>(
  machine: Machine,
  attempt: Attempt,
  wait: Promise<T>,
  cancel: AbortSignal,
): Promise<T | 'cancelled'> {
  const answer = await machine.activity.except(untilAborted(wait, [cancel, attempt.death.signal]));
  stopIfDead(attempt);
  return answer;
}

async function untilAborted<T>(wait: Promise<T>, signals: readonly AbortSignal[]): Promise<T | 'cancelled'> {
  if (signals.some((signal) => signal.aborted)) return 'cancelled';
  let stop = (): void => undefined;
  const aborted = new Promise<'cancelled'>((resolve) => {
    stop = () => resolve('cancelled');
    signals.forEach((signal) => signal.addEventListener('abort', stop));
  });
  try {
    return await Promise.race([wait, aborted]);
  } finally {
    signals.forEach((signal) => signal.removeEventListener('abort', stop));
  }
}
