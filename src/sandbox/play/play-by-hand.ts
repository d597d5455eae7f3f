import { pushNews } from './changes-to-push.ts';
import type { Ending } from './ending.ts';
import type { Playground } from './playground.ts';
import type { PromptDesk } from './prompt-commands.ts';
import { carryOut, cloneText } from './prompt-commands.ts';
import { parsePromptLine } from './prompt-line.ts';
import { runPrompt } from './prompt.ts';
import { quiet } from './quiet.ts';
import { RunsAtWork } from './runs-at-work.ts';
import type { Screen } from './screen.ts';

export interface HandPlay {
  readonly playground: Playground;
  readonly screen: Screen;
  readonly ending: Ending;
}

/** Pushes once, then does what is typed until somebody wants no more. @returns the exit code. */
export async function playByHand({ playground, screen, ending }: HandPlay): Promise<number> {
  screen.show([...cloneText(playground), '']);
  screen.print('The first push. Type help for what you can do meanwhile, quit to end.\n');
  void playground.appEnded.then((log) => {
    screen.print(['  The App has ended. Its last lines:', ...log].join('\n'));
  });
  const desk = { playground, runs: new RunsAtWork(playground), print: screen.show };
  const { stdin: input, stdout: output } = process;
  // Lines from a pipe wait until what came of the line before has happened, so that a script reads like a story.
  const settled = input.isTTY ? null : (): Promise<void> => settle(desk, ending);
  const take = (text: string): Promise<'go-on' | 'quit'> => carryOutLine(desk, text, ending);
  // Whatever still goes on when somebody asks for the end, is cut off.
  await Promise.race([firstPush(desk, ending), whenAsked(ending)]);
  await runPrompt({ screen, input, output, ending, take, settled });
  return 0;
}

async function firstPush({ playground, print }: PromptDesk, { asked }: Ending): Promise<void> {
  await pushNews(playground.copy, 'Say hello to everybody').catch((error: unknown) => {
    if (!asked.aborted) print([messageOf(error)]);
  });
}

async function carryOutLine(desk: PromptDesk, text: string, { asked }: Ending): Promise<'go-on' | 'quit'> {
  const { stage, sites } = desk.playground;
  const world = { people: Object.keys(stage.people), environments: Object.keys(sites) };
  const line = parsePromptLine(text, world);
  if (line.kind === 'quit') return 'quit';
  const done = await carryOut(desk, line).catch((error: unknown) => [
    `That did not work: ${messageOf(error)}`,
  ]);
  // What is cut off by the end did not fail.
  if (!asked.aborted) desk.print(done);
  return 'go-on';
}

async function settle({ playground, runs, print }: PromptDesk, { asked }: Ending): Promise<void> {
  await quiet(playground, runs).catch((error: unknown) => {
    if (!asked.aborted) print([messageOf(error)]);
  });
}

function whenAsked({ asked }: Ending): Promise<void> {
  return new Promise((resolve) => {
    if (asked.aborted) resolve();
    asked.addEventListener('abort', () => resolve(), { once: true });
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
