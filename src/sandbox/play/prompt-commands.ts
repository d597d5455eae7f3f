import { pushBreak, pushFix, pushNews } from './changes-to-push.ts';
import { environmentsIn } from './config-text.ts';
import type { Block } from './layout.ts';
import { oneLine, plainBlocks } from './plain-text.ts';
import type { Playground } from './playground.ts';
import { AUTHOR, CONFIG } from './playground.ts';
import type { PromptLine } from './prompt-line.ts';
import { recordText } from './record-text.ts';
import { STATE_BRANCH } from './records.ts';
import type { RunAtWork, RunsAtWork } from './runs-at-work.ts';
import { statusText } from './status-text.ts';

/** What a line at the prompt works on. */
export interface PromptDesk {
  readonly playground: Playground;
  readonly runs: RunsAtWork;
  /** Shows what comes later, above the prompt. */
  readonly print: (lines: Lines) => void;
}

export type Lines = readonly Block[];

const NOTHING: Lines = [];

/** Does what was typed. @returns the answer; what comes of it is told by the story. */
export async function carryOut(
  desk: PromptDesk,
  line: Exclude<PromptLine, { kind: 'quit' }>,
): Promise<Lines> {
  const { playground } = desk;
  switch (line.kind) {
    case 'nothing':
      return NOTHING;
    case 'misunderstood':
      return [line.why];
    case 'help':
      return helpText(playground);
    case 'comment':
      await playground.sandbox.as(line.login).comment(playground.stage.name, playground.issue, line.body);
      return NOTHING;
    case 'push':
      return pushed(pushNews(playground.copy, line.message ?? defaultMessage(playground)));
    case 'break':
      return pushed(pushBreak(playground.copy, line.environment));
    case 'fix':
      return pushed(pushFix(playground.copy, Object.keys(playground.sites)));
    case 'kill':
      return line.environment === null ? killNewest(desk) : killNext(desk, line.environment);
    case 'bury':
      return bury(desk, line.unheard);
    case 'advance':
      playground.sandbox.advance(line.seconds);
      return [`On GitHub it is ${playground.sandbox.now().toISOString().slice(0, 19)}Z now.`];
    case 'status':
      return status(playground);
    case 'log':
      return line.release === null ? log(playground) : record(playground, line.release, line.json);
    case 'clone':
      return cloneText(playground);
  }
}

/** How somebody pushes by hand. */
export function cloneText({ cloneUrl }: Pick<Playground, 'cloneUrl'>): Lines {
  return [
    { verbatim: `git clone ${cloneUrl(AUTHOR)}` },
    'The password in it is a token of this sandbox. What you push to main is released.',
  ];
}

/** Each push changes something, also when nobody thinks of a message. */
function defaultMessage({ sandbox }: Playground): string {
  return `Say that it is ${sandbox.now().toISOString().slice(11, 19)}`;
}

async function pushed(pushing: Promise<string | null>): Promise<Lines> {
  return (await pushing) === null ? ['There is nothing to change.'] : NOTHING;
}

async function killNewest({ runs }: PromptDesk): Promise<Lines> {
  const [run] = runs.alive;
  if (run === undefined) return ['No run is alive. kill production waits for the next one there.'];
  await runs.kill(run);
  return killedText(run);
}

function killNext({ runs, print }: PromptDesk, environment: string): Lines {
  void runs.killNext(environment).then((run) => {
    print(killedText(run));
  });
  return [`The next deploy to ${environment} dies while it is at work. Now push something.`];
}

function killedText({ title, environment }: RunAtWork): Lines {
  const [unlock, freed] =
    environment === null
      ? [[], 'GitHub notices']
      : [
          [`/unlock ${environment}`],
          `GitHub notices and tells: nobody knows what was left, so /unlock ${environment} frees it`,
        ];
  const asks = unlock.map((command) => [
    'bury unheard',
    `it notices, but its word of it gets lost: then ${command} asks, and frees`,
  ]);
  return [
    `${title} is dead, and nobody was told: GitHub believes that it runs.`,
    {
      rows: [
        ...unlock.map((command) => [command, 'is refused as long as GitHub believes so']),
        ['bury', freed],
        ...asks,
        ['advance 1h', 'and then 6m: its deadline passes'],
      ],
    },
  ];
}

function bury({ runs }: PromptDesk, unheard: boolean): Lines {
  const { dead } = runs;
  if (dead.length === 0) return ['Nobody is dead. kill comes first.'];
  runs.bury(dead, { unheard });
  return dead.map(
    ({ title }) => `GitHub knows that ${title} is dead${unheard ? ', and Signalbox does not' : ''}.`,
  );
}

async function status({ records, sites, stage }: Playground): Promise<Lines> {
  const config = await stage.repository.file(CONFIG, 'main');
  const written = environmentsIn(config ?? '');
  // In a config with errors nothing is sure; then the first one tells.
  const configured = written.length === 0 ? Object.keys(sites) : written;
  const apps = await records.apps();
  if (apps.length === 0) return statusText({ app: null, configured, environments: {}, open: [], sites });
  const texts = apps.map(async ({ name, environments }) => {
    const open = await records.open(name);
    return statusText({ app: apps.length === 1 ? null : name, configured, environments, open, sites });
  });
  return (await Promise.all(texts)).flat();
}

const LOG_LINES = 20;

async function log({ stage, sandbox }: Playground): Promise<Lines> {
  if ((await stage.repository.head(STATE_BRANCH)) === null) return ['Nothing was released yet.'];
  // Turns that only note what was carried out say nothing to somebody who reads along.
  const format = ['--format=%h  %s', '--invert-grep', '--grep=^effects carried out$'];
  const limit = `--max-count=${String(LOG_LINES)}`;
  const lines = (await stage.repository.git('log', ...format, limit, STATE_BRANCH)).trimEnd().split('\n');
  const all = `All of it: ${sandbox.url}/${stage.name}/commits/${STATE_BRANCH}`;
  return [...lines.map(oneLine).reverse(), all];
}

async function record({ records, app }: Playground, number: number, json: boolean): Promise<Lines> {
  const text = await records.releaseText(number, app);
  if (text === null) return [`There is no v${String(number)}.`];
  if (json) return plainBlocks(text, false);
  const release = await records.release(number, app);
  return release === null ? [`There is no v${String(number)}.`] : recordText(release);
}

function helpText({ sites }: Playground): Lines {
  const [environment = 'production'] = Object.keys(sites).slice(-1);
  return [
    {
      rows: [
        ['/status', 'a comment by alice on the issue “Operations”; /help lists the commands'],
        [
          'bob: /rollback',
          'one by bob; alice maintains, bob writes, rita reads, ada may all, a stranger nothing',
        ],
        ['push [message]', 'alice pushes a change to main'],
        [`break ${environment}`, 'alice pushes a commit that does not come up there; fix mends it'],
        [`kill [${environment}]`, 'the newest run, or the next deploy there, dies without a word'],
        ['bury [unheard]', 'GitHub notices that killed runs are dead; unheard: but its word of it gets lost'],
        ['advance 1h', 'GitHub’s clock goes on'],
        ['status', 'what the state branch says'],
        ['log, log v2', 'the turns on the state branch; a release, with --json its record'],
        ['clone', 'how to push with your own git'],
        ['quit', 'or Ctrl-C; nothing is left behind'],
      ],
    },
  ];
}
