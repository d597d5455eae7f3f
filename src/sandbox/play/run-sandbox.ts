import { join } from 'node:path';
import { hasGit } from '../git/process.ts';
import { readArguments, USAGE } from './arguments.ts';
import type { Ending } from './ending.ts';
import { newEnding } from './ending.ts';
import type { Playground } from './playground.ts';
import { openPlayground } from './playground.ts';
import { playByHand } from './play-by-hand.ts';
import { STATE_BRANCH } from './records.ts';
import type { Screen } from './screen.ts';
import { openScreen } from './screen.ts';
import { startError } from './start-error.ts';
import { playStory } from './story.ts';
import { STORY } from './story-steps.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** Plays what the arguments ask for, to its end. @returns the exit code. */
export async function runSandbox(args: readonly string[]): Promise<number> {
  const given = readArguments(args);
  if (given.kind !== 'play') {
    process.stdout.write(given.kind === 'help' ? `${USAGE}\n` : `${given.why}\n\n${USAGE}\n`);
    return given.kind === 'help' ? 0 : 2;
  }
  let now = (): number => Date.now();
  const started = Date.now();
  const screen = openScreen(process.stdout, () => (now() - started) / 1000);
  const ending = endingOf(screen);
  screen.print('Signalbox on a small GitHub of its own, all on this machine. Starting …');
  const opening = open(screen, given.port);
  const playground = await Promise.race([opening, asked(ending)]);
  // Nothing that is half set up can be closed; it is cut off.
  if (playground === 'asked') return 0;
  if (playground === null) return 1;
  now = () => playground.sandbox.now().getTime();
  introduce(playground, screen);
  const code = given.story
    ? await tellStory(playground, screen, ending)
    : await playByHand({ playground, screen, ending });
  ending.begin(code);
  await playground.close().catch((error: unknown) => {
    screen.print(`It was cut off, for it did not close: ${String(error)}`);
  });
  return code;
}

function endingOf(screen: Screen): Ending {
  const ending = newEnding({
    print: screen.print,
    exit: (code) => process.exit(code),
    now: () => performance.now(),
  });
  const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  for (const [name, code] of Object.entries(signals)) process.on(name, () => ending.ask(code));
  return ending;
}

/** @returns null when it does not start; why has been told then. */
async function open(screen: Screen, port: number | null): Promise<Playground | null> {
  try {
    if (!(await hasGit())) throw new Error('git is not on the PATH.');
    return await openPlayground({ root: ROOT, tell: screen.tell, ...(port === null ? {} : { port }) });
  } catch (error) {
    screen.print(`It does not start: ${startError(error, port)}`);
    return null;
  }
}

function introduce(playground: Playground, screen: Screen): void {
  const { sandbox, stage, sites } = playground;
  const page = `${sandbox.url}/${stage.name}`;
  const rows = [['repository', page], ...Object.entries(sites), ['state', `${page}/commits/${STATE_BRANCH}`]];
  screen.show(['', { rows }, '']);
}

/** @returns 0 only if each step held. */
async function tellStory(playground: Playground, screen: Screen, ending: Ending): Promise<number> {
  const held = await Promise.race([playStory(playground, screen, STORY), asked(ending)]);
  return held === true ? 0 : 1;
}

function asked({ asked: signal }: Ending): Promise<'asked'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('asked');
    signal.addEventListener('abort', () => resolve('asked'), { once: true });
  });
}
