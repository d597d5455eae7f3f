import type { Playground } from './playground.ts';
import type { RunsAtWork } from './runs-at-work.ts';

/** How long something may go on before we say that it hangs. */
const PATIENCE_MS = 120_000;

/**
 * Waits until nothing goes on: Signalbox has answered what it was told, owes nothing, and no run works that is not
 * dead.
 * @throws {WaitedTooLong}
 */
export async function quiet(playground: Playground, runs: RunsAtWork): Promise<void> {
  const { sandbox, records, stage } = playground;
  const isQuiet = async (): Promise<boolean> => {
    if (runs.alive.length > 0) return false;
    const told = sandbox.deliveries.filter((each) => each.app.id === stage.app.id);
    if (told.some((each) => each.attempts.length === 0)) return false;
    return (await records.owed()) === 0;
  };
  await sandbox.waitFor(isQuiet, { timeout: PATIENCE_MS, what: 'nothing to go on any more' });
}
