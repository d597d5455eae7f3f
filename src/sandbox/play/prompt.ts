import type { Interface } from 'node:readline';
import { createInterface } from 'node:readline';
import type { Ending } from './ending.ts';
import type { Screen } from './screen.ts';

export interface PromptOptions {
  readonly screen: Pick<Screen, 'print' | 'keepBelow'>;
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
  readonly ending: Pick<Ending, 'asked' | 'ask'>;
  /** Does what a line says. */
  readonly take: (line: string) => Promise<'go-on' | 'quit'>;
  /** Waits until what came of the line before has happened; null: the prompt is always open. */
  readonly settled: (() => Promise<void>) | null;
}

const PROMPT = '> ';

/** Exit code of a program that Ctrl-C has ended. */
const INTERRUPTED = 130;

/** Takes lines until somebody quits, the input ends or the end is asked for; a line that is at work is left alone then. */
export async function runPrompt(options: PromptOptions): Promise<void> {
  const { screen, input, output, ending, settled } = options;
  if (ending.asked.aborted) return;
  const isTerminal = input.isTTY === true;
  const prompt = createInterface({ input, output, terminal: isTerminal, prompt: PROMPT, historySize: 200 });
  screen.keepBelow(isTerminal ? prompt : null);
  const closed = new Promise<void>((resolve) => {
    ending.asked.addEventListener('abort', () => resolve(), { once: true });
  });
  prompt.on('SIGINT', () => {
    output.write('\n');
    screen.keepBelow(null);
    ending.ask(INTERRUPTED);
  });
  try {
    await Promise.race([takeLines(prompt, options, settled), closed]);
  } finally {
    screen.keepBelow(null);
    prompt.close();
  }
}

async function takeLines(
  prompt: Interface,
  { screen, ending, take }: PromptOptions,
  settled: PromptOptions['settled'],
): Promise<void> {
  // Lines are kept from here on, also those that come while nobody asks for one yet.
  const lines = prompt[Symbol.asyncIterator]();
  await settled?.();
  // A prompt that is closed would open the input again, and nothing would ever close it.
  const ask = (): void => {
    if (settled === null && !ending.asked.aborted) prompt.prompt();
  };
  ask();
  for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
    if (settled !== null) screen.print(`${PROMPT}${next.value}`);
    if ((await take(next.value)) === 'quit' || ending.asked.aborted) return;
    await settled?.();
    ask();
  }
}
