import { expect, test } from 'vitest';
import type { CrashPoint, Moment } from '../crash-points/crash.ts';
import type { FairPlay } from '../crash-points/play.ts';
import { playFair, playWithCrash } from '../crash-points/play.ts';
import { STORIES } from '../crash-points/stories.ts';
import { FRONT } from '../support/front.ts';

// A point of each front; `npm run crash-points` plays all of them, and bad weather.

/** After which commit a process is killed: the first of a run that deploys, which claims, or of somebody else. */
interface Chosen {
  readonly moment: Moment;
  readonly call: RegExp;
  readonly by: 'deploy' | 'front';
}

const CHOSEN: Readonly<Record<typeof FRONT, Chosen>> = {
  app: { moment: 'after', call: /^createCommit/, by: 'front' },
  action: { moment: 'after', call: /^createCommit/, by: 'deploy' },
};

test(
  '[CVX-S02] killed after a commit and started again, Signalbox brings the release to the same end',
  // A limit of real time, for machines that others use.
  { timeout: 360_000 },
  async () => {
    const fair = await playStory('one-environment');
    const verdict = await playWithCrash(fair, pointIn(fair, CHOSEN[FRONT]));
    expect(verdict).toMatchObject({ struck: true, differences: [] });
  },
);

function playStory(name: string): Promise<FairPlay> {
  const story = STORIES.find((each) => each.name === name);
  if (!story) throw new Error(`there is no story ${name}`);
  return playFair(story, FRONT);
}

function pointIn({ calls }: FairPlay, { moment, call: wanted, by }: Chosen): CrashPoint {
  const call = calls.find(({ who, what }) => {
    const isDeploy = /^v\d+ /.test(who);
    return wanted.test(what) && isDeploy === (by === 'deploy');
  });
  if (!call) throw new Error(`nobody asks for ${String(wanted)}`);
  return { call, moment };
}
