import { SUMMARIES_KEPT } from '../src/domain/state.ts';
import type { Front } from '../src/sandbox/play/stage-at-work.ts';
import { FRONTS } from '../src/sandbox/play/stage-at-work.ts';
import type { LoggedRequest } from '../src/sandbox/request-log.ts';
import { countSizes } from './bench-requests/sizes.ts';
import type { Sized } from './bench-requests/sizes.ts';
import { spendOf, traceOf } from './bench-requests/spend.ts';
import { playStories } from './bench-requests/stories.ts';
import type { Story } from './bench-requests/stories.ts';
import { sizeTable, storyTable } from './bench-requests/table.ts';

// Counts every request of our code to GitHub, on the sandbox: `npm run bench:requests [-- <front> …] [--trace]`.
// Ends with 1 when a story costs more than it may, or when a turn costs more in a branch with more releases.

/**
 * What a turn may cost more, or less, in a larger branch. `app.json` lists the newest releases, so that bytes grow until
 * those lists are full; from then on they may not.
 */
const FLAT = 0.1;

/** Seconds; in a story that takes longer, the App sees jobs at work and shows it, which is no part of the count. */
const SHORT = 12;

const isTraced = process.argv.includes('--trace');
const asked = FRONTS.filter((front) => process.argv.includes(front));
const complaints: string[] = [];
for (const front of asked.length === 0 ? FRONTS : asked) {
  const stories = await playStories(front, trace);
  const sized = await countSizes(front);
  complaints.push(...excess(front, stories), ...slopes(front, sized));
  process.stdout.write(
    `\n### Through the ${front === 'app' ? 'App' : 'Action'}\n\n${storyTable(stories)}\n\n${sizeTable(sized)}\n`,
  );
}
for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
process.exitCode = complaints.length > 0 ? 1 : 0;

function trace({ name, requests }: Story): void {
  if (isTraced) process.stderr.write(`\n${name}: ${String(requests.length)}\n${traceOf(requests)}\n`);
}

function excess(front: Front, stories: readonly Story[]): string[] {
  return stories.flatMap(({ name, requests, most }) => {
    if (most === undefined || requests.length <= most) return [];
    const words = `${front}: ${name}: ${String(requests.length)} requests, and it may be ${String(most)}`;
    if (front === 'action' || secondsOf(requests) <= SHORT) return [words];
    process.stderr.write(
      `${words}; not judged, for its jobs were slow, and the App showed that they go on\n`,
    );
    return [];
  });
}

function secondsOf(requests: readonly LoggedRequest[]): number {
  const [first, last] = [requests[0], requests.at(-1)];
  return first && last ? (last.at.getTime() - first.at.getTime()) / 1000 : 0;
}

function slopes(front: Front, sized: readonly Sized[]): string[] {
  return (['push', 'status'] as const).flatMap((turn) => {
    return (['requests', 'bytes'] as const).flatMap((measure) => {
      const compared = sized.filter(({ releases }) => measure === 'requests' || releases >= SUMMARIES_KEPT);
      const numbers = compared.map((each) => spendOf(each[turn])[measure]);
      const slope = Math.max(...numbers) / Math.min(...numbers) - 1;
      return slope > FLAT ? [`${front}: ${turn}: ${measure} are not flat: ${numbers.join(', ')}`] : [];
    });
  });
}
