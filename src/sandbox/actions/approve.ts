import { startAttempt } from './attempt-driver.ts';
import { newAttempt } from './create-run.ts';
import type { Machine } from './machine.ts';

/** Lets a run that waits for a maintainer's approval begin. */
export function approve(
  machine: Machine,
  repository: string,
  id: number,
): 'approved' | 'forbidden' | 'not-found' {
  const run = machine.store.get(id, repository);
  if (run === null) return 'not-found';
  if (!run.needsApproval) return 'forbidden';
  run.needsApproval = false;
  const attempt = newAttempt(1, run, machine.host.clock.now());
  run.attempts.splice(0, run.attempts.length, attempt);
  startAttempt(machine, run, attempt);
  return 'approved';
}
