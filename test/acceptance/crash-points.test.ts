import { expect, test } from 'vitest';
import type { CrashPoint, Moment } from '../crash-points/crash.ts';
import type { FairPlay } from '../crash-points/play.ts';
import { playFair, playWithCrash } from '../crash-points/play.ts';
import { STORIES } from '../crash-points/stories.ts';
import { FRONT } from '../support/front.ts';

// A point of each front; `npm run crash-points` plays all of them, and bad weather.

/** Where a process is killed. */
interface Chosen {
  readonly what: string;
  readonly moment: Moment;
  readonly call: RegExp;
  /** The first such call of a run that deploys, or of somebody else. */
  readonly by: 'deploy' | 'front';
}

const CHOSEN: Readonly<Record<typeof FRONT, Chosen>> = {
  app: { what: 'that makes the release', moment: 'after', call: /^createCommit/, by: 'front' },
  action: { what: 'by which a job claims', moment: 'after', call: /^createCommit/, by: 'deploy' },
};

test(
  `[CVX-S02] killed after the commit ${CHOSEN[FRONT].what} and started again, Signalbox brings the release to the same end`,
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
