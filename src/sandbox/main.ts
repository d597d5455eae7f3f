import { join } from 'node:path';
import { readArguments, USAGE } from './play/arguments.ts';
import type { Playground } from './play/playground.ts';
import { openPlayground } from './play/playground.ts';
import { cloneText } from './play/prompt-commands.ts';
import { runPrompt } from './play/prompt.ts';
import { pushNews } from './play/changes-to-push.ts';
import { STATE_BRANCH } from './play/records.ts';
import type { Screen } from './play/screen.ts';
import { openScreen } from './play/screen.ts';
import { playStory } from './play/story.ts';
import { STORY } from './play/story-steps.ts';
import { table } from './play/plain-text.ts';

const ROOT = join(import.meta.dirname, '../..');

process.exitCode = await main();

/** @returns the exit code. */
async function main(): Promise<number> {
  const given = readArguments(process.argv.slice(2));
  if (given.kind !== 'play') {
    process.stdout.write(given.kind === 'help' ? `${USAGE}\n` : `${given.why}\n\n${USAGE}\n`);
    return given.kind === 'help' ? 0 : 2;
  }
  const stopped = stopSignal();
  let now = (): number => Date.now();
  const started = Date.now();
  const screen = openScreen(process.stdout, () => (now() - started) / 1000);
  screen.print('Signalbox on a small GitHub of its own: everything stays on this machine. Starting …');
  const port = given.port === null ? {} : { port: given.port };
  const playground = await openPlayground({ root: ROOT, tell: screen.tell, ...port }).catch(
    (error: unknown) => {
      screen.print(`It does not start: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    },
  );
  if (playground === null) return 1;
  now = () => playground.sandbox.now().getTime();
  try {
    introduce(playground, screen);
    if (given.story) return await tellStory(playground, screen, stopped);
    await play(playground, screen, stopped);
    return 0;
  } finally {
    await playground.close();
  }
}

/** Aborted when somebody ends us from outside; the terminal's Ctrl-C comes through the prompt instead. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());
  return stop.signal;
}

function introduce(playground: Playground, screen: Screen): void {
  const { sandbox, stage, sites } = playground;
  const page = `${sandbox.url}/${stage.name}`;
  const rows = [['repository', page], ...Object.entries(sites), ['state', `${page}/commits/${STATE_BRANCH}`]];
  screen.print(
    `\n${table(rows)
      .map((row) => `  ${row}`)
      .join('\n')}\n`,
  );
}

/** @returns 0 only if each step held. */
async function tellStory(playground: Playground, screen: Screen, stopped: AbortSignal): Promise<number> {
  const held = await Promise.race([playStory(playground, screen, STORY), asked(stopped)]);
  return held === true ? 0 : 1;
}

async function play(playground: Playground, screen: Screen, stopped: AbortSignal): Promise<void> {
  screen.print(
    `${cloneText(playground)
      .map((line) => `  ${line}`)
      .join('\n')}\n`,
  );
  screen.print('The first push. Type help for what you can do meanwhile, quit to end.\n');
  void playground.appEnded.then((log) => {
    screen.print(['  The App has ended. Its last lines:', ...log].join('\n'));
  });
  await pushNews(playground.copy, 'Say hello to everybody');
  const { stdin: input, stdout: output } = process;
  await Promise.race([runPrompt({ playground, screen, input, output, stopped }), asked(stopped)]);
}

function asked(stopped: AbortSignal): Promise<'stopped'> {
  return new Promise((resolve) => {
    if (stopped.aborted) resolve('stopped');
    stopped.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
}
