import { assertKnown } from './arguments.ts';
import { SUMMARIES_KEPT } from '../src/domain/state.ts';
import type { Front } from '../src/sandbox/play/stage-at-work.ts';
import { FRONTS } from '../src/sandbox/play/stage-at-work.ts';
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

/** Where a machine makes jobs long, the App sees them at work and shows it: a story costs the least of so many plays. */
const PLAYS = 3;

const isTraced = process.argv.includes('--trace');
assertKnown(process.argv.slice(2), [...FRONTS, '--trace']);
const asked = FRONTS.filter((front) => process.argv.includes(front));
const complaints: string[] = [];
for (const front of asked.length === 0 ? FRONTS : asked) {
  const stories = await cheapest(front);
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

/** @returns the stories as they were played with the fewest requests; only what costs too much is played again. */
async function cheapest(front: Front): Promise<readonly Story[]> {
  let stories = await playStories(front, trace);
  for (let plays = 1; plays < PLAYS && excess(front, stories).length > 0; plays += 1) {
    const again = new Map((await playStories(front, trace)).map((story) => [story.name, story]));
    stories = stories.map((story) => fewer(story, again.get(story.name) ?? story));
  }
  return stories;
}

function fewer(one: Story, other: Story): Story {
  return other.requests.length < one.requests.length ? other : one;
}

function excess(front: Front, stories: readonly Story[]): string[] {
  return stories.flatMap(({ name, requests, most }) =>
    most === undefined || requests.length <= most
      ? []
      : [`${front}: ${name}: ${String(requests.length)} requests, and it may be ${String(most)}`],
  );
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
