import { setTimeout as wait } from 'node:timers/promises';
import type { Front } from '../../src/sandbox/play/stage-at-work.ts';
import type { Call } from './calls.ts';
import { CallNames } from './calls.ts';
import type { CrashPoint } from './crash.ts';
import { crashAt } from './crash.ts';
import type { End } from './end.ts';
import { differences, endOf } from './end.ts';
import type { CrashStory } from './story.ts';
import type { ReleaseSeen } from './releases-seen.ts';
import { failuresOf, retryingOf, unlockingOf } from './releases-seen.ts';
import { WATCHFUL } from './story-stage.ts';
import { StoryWorld } from './story-world.ts';
import type { Weather } from './weather.ts';

/** A story in fair weather: what it asks of GitHub, and how it ends. */
export interface FairPlay {
  readonly story: CrashStory;
  readonly front: Front;
  readonly calls: readonly Call[];
  readonly end: End;
}

/** How a play with a crash, or in bad weather, ended. */
export interface Verdict {
  /** The call at which it was to strike came, or the weather had its effect. */
  readonly struck: boolean;
  /** Somebody had to say what the story does not say. */
  readonly isHelped: boolean;
  /** What differs from the end in fair weather. */
  readonly differences: readonly string[];
  /** What to look at first when something does. */
  readonly lastWords: string;
}

/** What is to come about again. */
interface Coming extends Pick<FairPlay, 'front' | 'end'> {
  /** Whether people may say what they are told to say. */
  readonly mayHelp: boolean;
}

interface Step {
  readonly seconds: number;
  readonly pause: number;
}

/** Nothing more comes by itself when GitHub was asked for nothing so long: the App waits for company before it records. */
const LONG_QUIET_MS = 6_500;
/** Real time that bad weather may take before GitHub's clock is moved. */
const FAIR_MS = 10_000;
/** Real time that the same end may take without any of GitHub's clock; then somebody looks around. */
const BY_ITSELF_MS = 4_000;
/** To look costs more than a request; while requests come, it is not over. */
const CALM_MS = 300;
/**
 * GitHub's clock after a crash: seconds, and milliseconds of real time until the next step. First leases and searches run
 * out; then it goes slowly, as the App waits up to 20 real seconds for company before it records that a run was not
 * found; at last every deadline comes.
 */
const STEPS = [
  ...Array<Step>(10).fill({ seconds: 60, pause: 400 }),
  ...Array<Step>(50).fill({ seconds: 30, pause: 1_000 }),
  ...Array<Step>(20).fill({ seconds: 600, pause: 1_000 }),
];
/** Where a schedule looks around after each step, one step is a lease, and the next a search; nothing else is waited for. */
const STEPS_OF_SCHEDULES = [
  ...[125, 125, 305, 125, 305, 125].map((seconds): Step => ({ seconds, pause: 0 })),
  ...Array<Step>(20).fill({ seconds: 600, pause: 0 }),
];
/** The App waits so long for company before it records what it has carried out, or takes a second reply back. */
const BEFORE_IT_RECORDS_MS = 25_000;
/** What is done twice shows when everything that is due was looked at once more; seconds. */
const AFTERWARDS = 600;

/** Plays a story in fair weather. */
export async function playFair(story: CrashStory, front: Front): Promise<FairPlay> {
  const world = await StoryWorld.open(story, front);
  try {
    const before = world.sandbox.requests.length;
    await story.play(world);
    await until(world, () => world.sandbox.requests.length > before);
    await comesOnSchedule(world, story);
    await world.quiet(LONG_QUIET_MS);
    const names = new CallNames(world);
    const calls = world.sandbox.requests.slice(before).map((request) => names.next(request));
    return { story, front, calls: calls.filter((call) => call !== null), end: await endOf(world) };
  } finally {
    await world.close();
  }
}

/** Plays it again with a crash, lets Signalbox come back, and compares the end. */
export async function playWithCrash(fair: FairPlay, point: CrashPoint): Promise<Verdict> {
  const { story, front, end } = fair;
  const world = await StoryWorld.open(story, front);
  try {
    const crash = crashAt(world, point);
    await story.play(world);
    await comesOnSchedule(world, story);
    await until(world, async () => crash.struck !== null || (await isSame(world, end)));
    if (crash.struck !== null) {
      world.bury();
      await comeBack(world, fair, crash.struck);
    }
    const found = await endOf(world);
    return {
      struck: crash.struck !== null,
      isHelped: world.isHelped,
      differences: differences(end, found, world),
      lastWords: world.lastWords(),
    };
  } finally {
    await world.close();
  }
}

/** Plays it again in bad weather, and compares the end. */
export async function playInWeather(fair: FairPlay, weather: Weather): Promise<Verdict> {
  const { story, front, end } = fair;
  const world = await StoryWorld.open(story, front);
  try {
    // Who looks all the time never comes to rest, which what happened before is waited for.
    if (world.front !== 'action') await world.restartApp(WATCHFUL);
    if (weather.mayDiffer) world.mayDiffer.push(weather.mayDiffer);
    const faults = weather.rise(world);
    await story.play(world);
    await until(world, () => isSame(world, end), FAIR_MS);
    if (weather.isDeaf && story.help && (await world.releases()).length === 0) {
      for (const fault of faults) fault.remove();
      await story.help(world);
    }
    await clearUp(world, { ...fair, mayHelp: true });
    const found = await endOf(world);
    return {
      struck: faults.some(({ struck }) => struck > 0),
      isHelped: world.isHelped,
      differences: differences(end, found, world),
      lastWords: world.lastWords(),
    };
  } finally {
    await world.close();
  }
}

/** What nothing but a schedule brings about, in fair weather too. */
async function comesOnSchedule(world: StoryWorld, { needsSchedule = false }: CrashStory): Promise<void> {
  // What the App wrote last for an older turn, a schedule looks at once more when the Action performs.
  if (world.front === 'both') await world.lookAround();
  else if (world.front === 'action' && needsSchedule) await world.scheduled();
}

/** What comes after a crash: the App is started again, or a schedule fires; and GitHub's clock runs on. */
async function comeBack(world: StoryWorld, fair: FairPlay, struck: 'app' | 'run'): Promise<void> {
  const { front, story, end } = fair;
  // The App lives when a job dies, and hears of it.
  if (struck === 'run' && front === 'app') await until(world, () => isSame(world, end), BY_ITSELF_MS);
  if (front === 'app') await world.restartApp(WATCHFUL);
  if (world.front !== 'app') await world.lookAround();
  if ((await world.releases()).length === 0) await story.help?.(world);
  // Who has lost no run has nothing to ask people for.
  await clearUp(world, { ...fair, mayHelp: struck === 'run' });
}

/** Lets time pass until the end is the same, and some more, as what is done twice would show only then. */
async function clearUp(world: StoryWorld, { front, end, mayHelp }: Coming): Promise<void> {
  const { sandbox } = world;
  for (const { seconds, pause } of front === 'app' ? STEPS : STEPS_OF_SCHEDULES) {
    if (await isSame(world, end)) break;
    await helpOut(world, { front, end, mayHelp });
    await sandbox.runs.idle();
    sandbox.advance(seconds);
    if (world.front !== 'app') await world.lookAround();
    if (world.front !== 'action') await wait(pause);
  }
  sandbox.advance(AFTERWARDS);
  if (world.front !== 'app') await world.lookAround();
  if (world.front === 'action') return;
  await wait(2_500);
  await until(world, () => isSame(world, end), BEFORE_IT_RECORDS_MS);
}

/**
 * A run that was killed, or met bad weather, has failed, or nobody knows what it left behind; people are told, and say
 * what they are told to say.
 */
async function helpOut(world: StoryWorld, { end, mayHelp }: Coming): Promise<void> {
  if (!mayHelp || (await world.isAtWork()) || !(await world.isAnswered())) return;
  const releases = await world.releases();
  if (world.hasHelped('/retry') || isAsTold(end, releases)) return;
  const unlocking = unlockingOf(releases);
  if (unlocking !== null && !world.hasHelped('/unlock')) return world.help(unlocking);
  const retrying = retryingOf(releases, (reason) => isToldOf(end, reason));
  if (retrying === null || (await isSame(world, end))) return;
  await world.help(retrying);
}

/** Where the story itself ends in failure, only what failed for another reason is to be repeated. */
function isAsTold(end: End, releases: readonly ReleaseSeen[]): boolean {
  const isFailed = (end['records'] ?? []).some((line) => /\bstatus: "(failed|on-hold)/.test(line));
  return isFailed && failuresOf(releases).every((reason) => isToldOf(end, reason));
}

/** Whether the story itself has something end for this reason. */
function isToldOf(end: End, reason: string): boolean {
  return (end['records'] ?? []).some((line) => line.endsWith(`reason: "${reason}"`));
}

async function isSame(world: StoryWorld, end: End): Promise<boolean> {
  if (await world.isAtWork()) return false;
  return differences(end, await endOf(world), world).length === 0;
}

/** Looks when nobody has asked GitHub for anything for a moment. @returns whether it came about in time */
async function until(
  world: StoryWorld,
  look: () => boolean | Promise<boolean>,
  within = 60_000,
): Promise<boolean> {
  const begun = performance.now();
  let [seen, next] = [-1, 0];
  while (performance.now() - begun < within) {
    const now = performance.now();
    const { length } = world.sandbox.requests;
    if (length !== seen) {
      [seen, next] = [length, now + CALM_MS];
    } else if (now >= next) {
      next = now + 1_000;
      if (await look()) return true;
    }
    await wait(100);
  }
  return false;
}
