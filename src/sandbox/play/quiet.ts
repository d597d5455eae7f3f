import { z } from 'zod';
import type { Delivery } from '../webhooks.ts';
import type { Playground } from './playground.ts';
import { AUTHOR } from './playground.ts';
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
    const told = sandbox.deliveries.filter((each) => each.app.id === stage.app.id && isForWork(each));
    if (told.some((each) => each.attempts.length === 0)) return false;
    if (await isSomebodyWaiting(playground)) return false;
    return (await records.owed()) === 0;
  };
  await sandbox.waitFor(isQuiet, { timeout: PATIENCE_MS, what: 'nothing to go on any more' });
}

const commentsSchema = z.array(z.object({ reactions: z.object({ eyes: z.int(), total_count: z.int() }) }));

/** Whether a command was seen, but has no answer yet: then 👀 is its only reaction. */
async function isSomebodyWaiting({ sandbox, stage, issue }: Playground): Promise<boolean> {
  const path = `/repos/${stage.name}/issues/${String(issue)}/comments?per_page=100`;
  const comments = commentsSchema.parse(await sandbox.as(AUTHOR).rest('GET', path));
  return comments.some(({ reactions }) => reactions.eyes > 0 && reactions.eyes === reactions.total_count);
}

/** That it was installed, nobody could tell the App: it was not there yet. */
function isForWork({ event }: Delivery): boolean {
  return event !== 'installation';
}
