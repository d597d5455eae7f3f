import type { ReadStream } from 'node:tty';
import type { Interface } from 'node:readline';
import { createInterface } from 'node:readline';
import type { Playground } from './playground.ts';
import type { Lines, PromptDesk } from './prompt-commands.ts';
import { carryOut } from './prompt-commands.ts';
import { parsePromptLine } from './prompt-line.ts';
import { quiet } from './quiet.ts';
import { RunsAtWork } from './runs-at-work.ts';
import type { Screen } from './screen.ts';

export interface PromptOptions {
  readonly playground: Playground;
  readonly screen: Screen;
  readonly input: ReadStream;
  readonly output: NodeJS.WritableStream;
  /** Somebody else asks for the end. */
  readonly stopped: AbortSignal;
}

const PROMPT = '> ';

/**
 * Takes lines until somebody quits or the input ends. To a person it is always open; lines from a pipe wait until what
 * came of the line before has happened, so that a script reads like a story.
 */
export async function runPrompt(options: PromptOptions): Promise<void> {
  const { playground, screen, input, output, stopped } = options;
  const print = (lines: Lines): void => {
    if (lines.length > 0) screen.print(lines.map((each) => (each === '' ? '' : `  ${each}`)).join('\n'));
  };
  const desk = { playground, runs: new RunsAtWork(playground), print };
  if (!input.isTTY) await settle(desk);
  if (stopped.aborted) return;
  const prompt = createInterface({ input, output, terminal: input.isTTY, prompt: PROMPT, historySize: 200 });
  screen.keepBelow(input.isTTY ? prompt : null);
  const quit = (): void => {
    prompt.close();
  };
  stopped.addEventListener('abort', quit, { once: true });
  prompt.on('SIGINT', () => {
    output.write('\n');
    quit();
  });
  try {
    await takeLines(prompt, { desk, screen, isScript: !input.isTTY });
  } finally {
    screen.keepBelow(null);
    quit();
  }
}

interface Taking {
  readonly desk: PromptDesk;
  readonly screen: Screen;
  readonly isScript: boolean;
}

async function takeLines(prompt: Interface, { desk, screen, isScript }: Taking): Promise<void> {
  const { stage, sites } = desk.playground;
  const world = { people: Object.keys(stage.people), environments: Object.keys(sites) };
  if (!isScript) prompt.prompt();
  for await (const text of prompt) {
    if (isScript) screen.print(`${PROMPT}${text}`);
    const line = parsePromptLine(text, world);
    if (line.kind === 'quit') return;
    desk.print(
      await carryOut(desk, line).catch((error: unknown) => [`That did not work: ${messageOf(error)}`]),
    );
    if (isScript) await settle(desk);
    else prompt.prompt();
  }
}

async function settle({ playground, runs, print }: PromptDesk): Promise<void> {
  await quiet(playground, runs).catch((error: unknown) => {
    print([messageOf(error)]);
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
