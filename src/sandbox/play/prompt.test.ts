import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { PromptOptions } from './prompt.ts';
import { runPrompt } from './prompt.ts';

const CTRL_C = '\u0003';

function terminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  return { input, output: new PassThrough().resume() };
}

function asking(): PromptOptions['ending'] {
  const end = new AbortController();
  return { asked: end.signal, ask: () => end.abort() };
}

function screenOf(printed: string[]): PromptOptions['screen'] {
  return { print: (text) => printed.push(text), keepBelow: () => undefined };
}

test('Ctrl-C in the middle of a line’s work ends the prompt, and the work’s end does not open it again', async () => {
  const { input, output } = terminal();
  let begun = (): void => undefined;
  let finish = (_: 'go-on'): void => undefined;
  const atWork = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const work = new Promise<'go-on'>((resolve) => {
    finish = resolve;
  });
  const take = (): Promise<'go-on'> => {
    begun();
    return work;
  };
  const ended = runPrompt({ screen: screenOf([]), input, output, ending: asking(), take, settled: null });
  input.write('push\r');
  await atWork;
  input.write(CTRL_C);
  await ended;
  expect(input.isPaused()).toBe(true);
  finish('go-on');
  await new Promise((resolve) => setImmediate(resolve));
  // A process whose input flows does not end.
  expect(input.isPaused()).toBe(true);
});

test('lines from a pipe wait for each other, and none is lost', async () => {
  const happened: string[] = [];
  const input = new PassThrough();
  const ended = runPrompt({
    screen: screenOf(happened),
    input,
    output: new PassThrough(),
    ending: asking(),
    take: async (line) => {
      happened.push(`take ${line}`);
      return line === 'quit' ? 'quit' : 'go-on';
    },
    settled: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      happened.push('settled');
    },
  });
  input.end('one\ntwo\nquit\nthree\n');
  await ended;
  expect(happened).toEqual([
    'settled',
    '> one',
    'take one',
    'settled',
    '> two',
    'take two',
    'settled',
    '> quit',
    'take quit',
  ]);
});
