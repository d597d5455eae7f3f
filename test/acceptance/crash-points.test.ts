import { describe, expect, test } from 'vitest';
import type { CrashPoint, Moment } from '../crash-points/crash.ts';
import type { FairPlay } from '../crash-points/play.ts';
import { playFair, playInWeather, playWithCrash } from '../crash-points/play.ts';
import { STORIES } from '../crash-points/stories.ts';
import { WEATHERS } from '../crash-points/weather.ts';
import { FRONT } from '../support/front.ts';

// A few points of many, and one kind of bad weather; `npm run crash-points` plays all of them.

/** Where the front, or a run that deploys, is killed; who asks for what differs between the fronts. */
interface Chosen {
  readonly what: string;
  readonly moment: Moment;
  readonly call: RegExp;
  /** The first such call of a run that deploys, of somebody else, or of anybody. */
  readonly by?: 'deploy' | 'front';
}

const CHOSEN: readonly Chosen[] = [
  { what: 'after the commit that makes the release', moment: 'after', call: /^createCommit/, by: 'front' },
  { what: 'after the commit by which a job claims', moment: 'after', call: /^createCommit/, by: 'deploy' },
];
const WEATHER = 'the connection breaks after GitHub acted, once for each kind of call';

/** A limit of real time, for machines that others use. */
const PATIENCE = { timeout: 360_000 };

describe('the same end as in fair weather', () => {
  let fair: Promise<FairPlay> | null = null;
  const played = (): Promise<FairPlay> => (fair ??= playStory('one-environment'));

  test.each(CHOSEN)(
    '[CVX-S02] killed $what and started again, Signalbox brings the release to the same end',
    PATIENCE,
    async (chosen) => {
      const verdict = await playWithCrash(await played(), pointIn(await played(), chosen));
      expect(verdict).toMatchObject({ struck: true, differences: [] });
    },
  );

  test(`[CVX-S02] while ${WEATHER}, Signalbox brings the release to the same end`, PATIENCE, async () => {
    const verdict = await playInWeather(await played(), weatherCalled(WEATHER));
    expect(verdict).toMatchObject({ struck: true, differences: [] });
  });
});

function playStory(name: string): Promise<FairPlay> {
  const story = STORIES.find((each) => each.name === name);
  if (!story) throw new Error(`there is no story ${name}`);
  return playFair(story, FRONT);
}

function weatherCalled(name: string): (typeof WEATHERS)[number] {
  const weather = WEATHERS.find((each) => each.name === name);
  if (!weather) throw new Error(`there is no weather ${name}`);
  return weather;
}

function pointIn({ calls }: FairPlay, { moment, call: wanted, by }: Chosen): CrashPoint {
  const call = calls.find(({ who, what }) => {
    const isDeploy = /^v\d+ /.test(who);
    return wanted.test(what) && (by === undefined || isDeploy === (by === 'deploy'));
  });
  if (!call) throw new Error(`nobody asks for ${String(wanted)}`);
  return { call, moment };
}
