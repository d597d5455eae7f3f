import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../at-exit.ts';
import type { Sandbox, SandboxUser } from '../sandbox-api.ts';
import type { AppProcess } from './app-process.ts';
import type { Closing } from './closing.ts';
import { opened } from './closing.ts';
import { commandsIn } from './comment-hint.ts';
import { environmentsIn, withUrls } from './config-text.ts';
import type { Line, News } from './narrator.ts';
import { Narrator } from './narrator.ts';
import type { Observer } from './observer.ts';
import { observe } from './observer.ts';
import { readFolder } from './read-folder.ts';
import { Records } from './records.ts';
import { openSites } from './sites.ts';
import type { Stage } from './stage.ts';
import { setStage } from './stage.ts';
import type { WorkingCopy } from './working-copy.ts';
import { clone } from './working-copy.ts';

/** The sandbox with the example in it, the App at work, a site per environment, and a clone to push from. */
export interface Playground {
  readonly stage: Stage;
  readonly sandbox: Sandbox;
  readonly records: Records;
  /** Name of the example's one app. */
  readonly app: string;
  /** Environment → address of what is deployed there. */
  readonly sites: Readonly<Record<string, string>>;
  /** Alice's. */
  readonly copy: WorkingCopy;
  /** Issue that comments go to. */
  readonly issue: number;
  /** For `git clone`, with a token of this person. */
  cloneUrl(login: string): string;
  /** Resolves when the App has ended by itself; its last lines. */
  readonly appEnded: Promise<readonly string[]>;
  /** Ends every process and removes every file. */
  close(): Promise<void>;
}

export interface PlaygroundOptions {
  /** Signalbox's own folder. */
  readonly root: string;
  readonly port?: number;
  readonly tell: (line: Line) => void;
}

export const CONFIG = '.github/signalbox.yml';
/** Who pushes, and whose clone it is. */
export const AUTHOR = 'alice';

/** Somebody of each role, so that every command can be tried, and be refused. */
const PEOPLE = { alice: 'maintain', bob: 'write', rita: 'read', ada: 'admin', stranger: 'none' } as const;

/** Sets everything up and starts the App; nothing has been pushed yet. @throws {Error} after having cleaned up. */
export function openPlayground(options: PlaygroundOptions): Promise<Playground> {
  return opened((closing) => setUp(options, closing));
}

async function setUp(
  { root, port, tell }: PlaygroundOptions,
  closing: Closing,
): Promise<Omit<Playground, 'close'>> {
  const { path: folder, remove } = temporaryFolder('signalbox-play-');
  closing.add(remove);
  const deployRoot = join(folder, 'deployed');
  const example = await readFolder(join(root, 'examples/hello'));
  const config = example[CONFIG] ?? '';
  const sites = await openSites(deployRoot, environmentsIn(config));
  closing.add(sites.close);
  const stage = await setStage({
    files: { ...example, [CONFIG]: withUrls(config, sites.urls) },
    signalbox: root,
    appCommand: [process.execPath, '--import', 'tsx', 'src/app/main.ts'],
    deployRoot,
    people: PEOPLE,
    ...(port === undefined ? {} : { port }),
  });
  closing.add(() => stage.close());
  const { sandbox, repository } = stage;
  const records = new Records(repository);
  const commands = commandsIn(await readFile(join(root, 'docs/reference/commands.md'), 'utf8'));
  const observer = watch({ sandbox, repository, records, sites: sites.urls, commands, tell });
  closing.add(observer.stop);
  const cloneUrl = (login: string): string => withToken(repository.cloneUrl, stage.people[login]);
  const copy = await clone({
    folder: join(folder, 'clone'),
    url: cloneUrl(AUTHOR),
    branch: 'main',
    author: { name: AUTHOR, email: `${AUTHOR}@example.com` },
  });
  const issue = await sandbox.as(AUTHOR).openIssue(stage.name, 'Operations', 'Commands go here.');
  // A person who watches should not have to wait for the next look at what is due.
  const appProcess = await stage.startApp({ SIGNALBOX_TICK_SECONDS: '1' });
  const [, app = ''] = stage.name.split('/');
  const appEnded = endByItself(appProcess, closing);
  return { stage, sandbox, records, app, sites: sites.urls, copy, issue, cloneUrl, appEnded };
}

function watch(from: {
  readonly sandbox: Sandbox;
  readonly repository: Stage['repository'];
  readonly records: Records;
  readonly sites: Readonly<Record<string, string>>;
  readonly commands: readonly string[];
  readonly tell: (line: Line) => void;
}): Observer {
  const narrator = new Narrator(from);
  const tell = (news: News): void => {
    for (const line of narrator.tell(news)) from.tell(line);
  };
  const lose = (error: unknown): void => {
    from.tell({ label: 'sandbox', text: `This cannot be told: ${String(error)}`, tone: 'bad' });
  };
  return observe({ ...from, tell, lose });
}

function withToken(url: string, user: SandboxUser | undefined): string {
  const address = new URL(url);
  address.username = user?.login ?? '';
  address.password = user?.token ?? '';
  return address.href;
}

function endByItself(app: AppProcess, closing: Closing): Promise<readonly string[]> {
  let isWanted = false;
  closing.add(async () => {
    isWanted = true;
  });
  return new Promise((resolve) => {
    void app.ended.then(() => {
      if (!isWanted) resolve(app.log.slice(-10));
    });
  });
}
