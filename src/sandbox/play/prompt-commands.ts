import { pushBreak, pushFix, pushNews } from './changes-to-push.ts';
import { oneLine, plainLines, table } from './plain-text.ts';
import type { Playground } from './playground.ts';
import { AUTHOR } from './playground.ts';
import type { PromptLine } from './prompt-line.ts';
import { STATE_BRANCH } from './records.ts';
import type { RunsAtWork } from './runs-at-work.ts';
import { statusText } from './status-text.ts';

/** What a line at the prompt works on. */
export interface PromptDesk {
  readonly playground: Playground;
  readonly runs: RunsAtWork;
  /** Shows an answer, above the prompt. */
  readonly print: (text: string) => void;
}

/** Does what was typed; what comes of it is told by the story. */
export async function carryOut(desk: PromptDesk, line: Exclude<PromptLine, { kind: 'quit' }>): Promise<void> {
  const { playground } = desk;
  switch (line.kind) {
    case 'nothing':
      return;
    case 'misunderstood':
      return say(desk, [line.why]);
    case 'help':
      return say(desk, helpText(playground));
    case 'comment':
      await playground.sandbox.as(line.login).comment(playground.stage.name, playground.issue, line.body);
      return;
    case 'push':
      return pushed(desk, pushNews(playground.copy, line.message ?? defaultMessage(playground)));
    case 'break':
      return pushed(desk, pushBreak(playground.copy, line.environment));
    case 'fix':
      return pushed(desk, pushFix(playground.copy, Object.keys(playground.sites)));
    case 'kill':
      return line.environment === null ? killNewest(desk) : killNext(desk, line.environment);
    case 'bury':
      return bury(desk);
    case 'advance':
      playground.sandbox.advance(line.seconds);
      return say(desk, [`On GitHub it is ${playground.sandbox.now().toISOString().slice(0, 19)}Z now.`]);
    case 'status':
      return status(desk);
    case 'log':
      return line.release === null ? log(desk) : record(desk, line.release);
    case 'clone':
      return say(desk, cloneText(playground));
  }
}

/** How somebody pushes by hand. */
export function cloneText({ cloneUrl }: Pick<Playground, 'cloneUrl'>): readonly string[] {
  return [
    `git clone ${cloneUrl(AUTHOR)}`,
    'The password in it is a token of this sandbox; push to main, and it is released.',
  ];
}

function say({ print }: PromptDesk, lines: readonly string[]): void {
  print(lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n'));
}

/** Each push changes something, also when nobody thinks of a message. */
function defaultMessage({ sandbox }: Playground): string {
  return `Say that it is ${sandbox.now().toISOString().slice(11, 19)}`;
}

async function pushed(desk: PromptDesk, pushing: Promise<string | null>): Promise<void> {
  if ((await pushing) === null) say(desk, ['There is nothing to change.']);
}

async function killNewest(desk: PromptDesk): Promise<void> {
  const [run] = desk.runs.alive;
  if (run === undefined) {
    return say(desk, ['No run is alive. kill production waits for the next one there.']);
  }
  await desk.runs.kill(run);
  tellKilled(desk, run.title);
}

function killNext(desk: PromptDesk, environment: string): void {
  say(desk, [`The next deploy to ${environment} will be killed at work. Push something.`]);
  void desk.runs.killNext(environment).then((run) => {
    tellKilled(desk, run.title);
  });
}

function tellKilled(desk: PromptDesk, title: string): void {
  say(desk, [
    `${title} is dead, and nobody was told: GitHub believes that it runs.`,
    'Try: alice: /unlock production   or: bury (GitHub notices)   or: advance 1h (its deadline)',
  ]);
}

function bury(desk: PromptDesk): void {
  const { dead } = desk.runs;
  if (dead.length === 0) return say(desk, ['Nobody is dead.']);
  for (const run of dead) desk.runs.bury(run);
}

async function status(desk: PromptDesk): Promise<void> {
  const { records, sites } = desk.playground;
  const apps = await records.apps();
  if (apps.length === 0) return say(desk, ['Nothing was released yet.']);
  for (const { name, environments } of apps) {
    say(desk, statusText({ environments, open: await records.open(name), sites }));
  }
}

const LOG_LINES = 20;

async function log(desk: PromptDesk): Promise<void> {
  const { stage } = desk.playground;
  if ((await stage.repository.head(STATE_BRANCH)) === null) return say(desk, ['Nothing was released yet.']);
  const format = ['--format=%h  %s', `--max-count=${String(LOG_LINES)}`];
  const lines = (await stage.repository.git('log', ...format, STATE_BRANCH)).trimEnd().split('\n');
  say(desk, [
    ...lines.map(oneLine).reverse(),
    `All of it: ${stage.sandbox.url}/${stage.name}/commits/${STATE_BRANCH}`,
  ]);
}

async function record(desk: PromptDesk, number: number): Promise<void> {
  const { records, app } = desk.playground;
  const text = await records.releaseText(number, app);
  say(desk, text === null ? [`There is no v${String(number)}.`] : plainLines(text, false));
}

function helpText({ stage, sites }: Playground): readonly string[] {
  const people = Object.keys(stage.people).join(', ');
  const [environment = 'production'] = Object.keys(sites).slice(-1);
  return table([
    ['alice: /rollback v1', 'a comment on the issue “Operations”; try /help, /status, /lock production'],
    ['', `there are ${people}, and not everybody may do everything`],
    ['push [message]', 'Alice pushes a change to main'],
    [`break ${environment}`, 'Alice pushes a commit that does not come up there; fix mends it'],
    [`kill [${environment}]`, 'the newest run, or the next deploy there, dies without a word'],
    ['bury', 'GitHub notices that killed runs are dead'],
    ['advance 1h', 'GitHub’s clock goes on'],
    ['status', 'what the state branch says'],
    ['log, log v2', 'the turns on the state branch; the record of a release'],
    ['clone', 'how to push with your own git'],
    ['quit', 'or Ctrl-C; nothing is left behind'],
  ]);
}
