import { describe, expect, test } from 'vitest';
import type { CrashPoint, Moment } from '../../scripts/crash-points/crash.ts';
import type { FairPlay } from '../../scripts/crash-points/play.ts';
import { playFair, playInWeather, playWithCrash } from '../../scripts/crash-points/play.ts';
import { STORIES } from '../../scripts/crash-points/stories.ts';
import { WEATHERS } from '../../scripts/crash-points/weather.ts';
import { FRONT } from '../support/front.ts';

// A few points of many; `npm run crash-points` plays all of them.

/** Where the front, or a run that deploys, is killed; who asks differs between the fronts. */
interface Chosen {
  readonly moment: Moment;
  readonly what: RegExp;
  readonly nth: number;
  /** Only the calls of runs that deploy, or only of others. */
  readonly inDeploy: boolean;
}

const ROLLBACK: readonly Chosen[] = [
  { moment: 'after', what: /^createCommitOnBranch$/, nth: 1, inDeploy: false },
  { moment: 'after', what: /\/issues\/\{issue_number\}\/comments$/, nth: 1, inDeploy: false },
  { moment: 'after', what: /^createCommitOnBranch$/, nth: 2, inDeploy: true },
];

const DEPLOYING = /^v\d+ /;

describe('[CVX-S15] a rollback', () => {
  let fair: Promise<FairPlay> | null = null;
  const played = (): Promise<FairPlay> => (fair ??= playFair(storyOf('rollback'), FRONT));

  test.each(ROLLBACK)('killed $moment $what #$nth, it ends the same', async (chosen) => {
    const verdict = await playWithCrash(await played(), pointIn(await played(), chosen));
    expect(verdict).toMatchObject({ struck: true, differences: [] });
  });

  test('through a GitHub that acts and answers 502, once for each kind of call, it ends the same', async () => {
    const weather = WEATHERS.find(({ name }) => name.startsWith('502 after acting'));
    if (!weather) throw new Error('there is no such weather');
    expect(await playInWeather(await played(), weather)).toMatchObject({ struck: true, differences: [] });
  });
});

function storyOf(name: string): (typeof STORIES)[number] {
  const story = STORIES.find((each) => each.name === name);
  if (!story) throw new Error(`there is no story ${name}`);
  return story;
}

function pointIn({ calls }: FairPlay, { moment, what, nth, inDeploy }: Chosen): CrashPoint {
  const call = calls.find(
    (each) => what.test(each.what) && each.nth === nth && DEPLOYING.test(each.who) === inDeploy,
  );
  if (!call) throw new Error(`nobody asks for ${String(what)}`);
  return { call, moment };
}
