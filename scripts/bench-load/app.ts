import { LoadedSandbox } from './sandbox.ts';

/** A burst of commands through the App. */
export interface AppBurst {
  readonly inputs: number;
  readonly perSecond: number;
  readonly commits: number;
  readonly requests: number;
  readonly isEachAnsweredOnce: boolean;
}

/** So many commands at once, to so many repositories where nothing else goes on. */
export async function appBurst(inputs: number, repositories: number): Promise<AppBurst> {
  const loaded = await LoadedSandbox.open({ limits: false, others: repositories - 1 });
  try {
    const from = loaded.stage.sandbox.requests.length;
    const commits = await loaded.commits();
    const started = performance.now();
    const said = await loaded.say('/lock production --reason burst', inputs);
    await loaded.until(async () => (await loaded.replied()).length >= inputs);
    const seconds = (performance.now() - started) / 1000;
    return {
      inputs,
      perSecond: inputs / seconds,
      commits: (await loaded.commits()) - commits,
      requests: loaded.requests(from).length,
      isEachAnsweredOnce: isSameSet(await loaded.replied(), said),
    };
  } finally {
    await loaded.close();
  }
}

/** What happened where GitHub takes no more content for a while. */
export interface AtTheLimit {
  readonly commands: number;
  /** Requests that GitHub refused for the limit. */
  readonly refused: number;
  /** Seconds until the release that was pushed after the commands had its run; infinite: never. */
  readonly dispatched: number;
  /** Seconds until it had ended. */
  readonly released: number;
  /** Seconds until every command had its reply. */
  readonly answered: number;
  readonly isEachAnsweredOnce: boolean;
  /** How many did. */
  readonly replies: number;
  /** Replies that stand before the reply to an earlier command. */
  readonly outOfOrder: number;
}

/** More commands than GitHub lets anybody answer in a minute, and then a push. */
export async function atTheLimit(command: string, commands: number): Promise<AtTheLimit> {
  const loaded = await LoadedSandbox.open({ limits: true });
  try {
    const from = loaded.stage.sandbox.requests.length;
    const started = performance.now();
    const since = (isOver: boolean): number => (isOver ? (performance.now() - started) / 1000 : Infinity);
    const said = await loaded.say(command, commands);
    await loaded.push('Urgent');
    const dispatched = loaded.until(() => Promise.resolve(hasDispatched(loaded, from))).then(since);
    const released = loaded.until(() => loaded.isReleased(2)).then(since);
    const answered = loaded.until(async () => (await loaded.replied()).length >= commands).then(since);
    const [first, second, third] = await Promise.all([dispatched, released, answered]);
    const replied = await loaded.replied();
    return {
      commands,
      refused: loaded.requests(from).filter(({ status }) => status === 403).length,
      dispatched: first,
      released: second,
      answered: third,
      replies: replied.length,
      isEachAnsweredOnce: isSameSet(replied, said),
      outOfOrder: replied.filter((comment, index) => comment < Math.max(0, ...replied.slice(0, index)))
        .length,
    };
  } finally {
    await loaded.close();
  }
}

function hasDispatched(loaded: LoadedSandbox, from: number): boolean {
  return loaded.requests(from).some(({ route, status }) => route.endsWith('/dispatches') && status === 200);
}

function isSameSet(found: readonly number[], expected: readonly number[]): boolean {
  return found.length === expected.length && expected.every((each) => found.includes(each));
}
