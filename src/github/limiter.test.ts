import { expect, test } from 'vitest';
import { GitHubLimited } from './client.ts';
import { createLimiter, type Limiter, type LimiterOptions, type Urgency } from './limiter.ts';

/** A limiter on a clock of its own, which moves only when told. */
function aLimiter(options: LimiterOptions = {}): {
  limiter: Limiter;
  pass: (milliseconds: number) => Promise<void>;
} {
  let now = 0;
  const alarms: { at: number; ring: () => void }[] = [];
  const limiter = createLimiter({
    writeSpacing: 100,
    ...options,
    elapsed: () => now,
    wait: (milliseconds) => new Promise((ring) => alarms.push({ at: now + milliseconds, ring })),
  });
  const pass = async (milliseconds: number): Promise<void> => {
    await settle();
    now += milliseconds;
    for (const alarm of alarms.splice(0)) {
      if (alarm.at <= now) alarm.ring();
      else alarms.push(alarm);
    }
    await settle();
  };
  return { limiter, pass };
}

const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Requests that stay under way until they are told to end. */
function recorded(limiter: Limiter): {
  started: string[];
  ask: (name: string, urgency: Urgency) => Promise<void>;
  end: (name: string) => Promise<void>;
} {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (name: string, urgency: Urgency): Promise<void> =>
    limiter.run({
      urgency,
      writes: urgency !== 'read',
      send: () => {
        started.push(name);
        return new Promise((done) => ends.set(name, done));
      },
    });
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await settle();
  };
  return { started, ask, end };
}

test('so many at once, then work before reads before projections, each in order', async () => {
  const { limiter } = aLimiter({ atOnce: 2, writeSpacing: 0 });
  const { started, ask, end } = recorded(limiter);
  void ask('first', 'read');
  void ask('second', 'read');
  void ask('status', 'projection');
  void ask('read a', 'read');
  void ask('read b', 'read');
  void ask('commit', 'work');
  expect(started).toEqual(['first', 'second']);
  for (const name of ['first', 'second', 'commit', 'read a', 'read b', 'status']) await end(name);
  expect(started).toEqual(['first', 'second', 'commit', 'read a', 'read b', 'status']);
});

test('writes are spaced, reads pass between them', async () => {
  const { limiter, pass } = aLimiter();
  const { started, ask } = recorded(limiter);
  void ask('one', 'projection');
  void ask('two', 'projection');
  void ask('read', 'read');
  expect(started).toEqual(['one', 'read']);
  void ask('commit', 'work');
  await pass(99);
  expect(started).toEqual(['one', 'read']);
  await pass(1);
  expect(started).toEqual(['one', 'read', 'commit']);
  await pass(100);
  expect(started).toEqual(['one', 'read', 'commit', 'two']);
});

test('a short silence is waited through', async () => {
  const { limiter, pass } = aLimiter({ patience: 20 });
  const { started, ask } = recorded(limiter);
  limiter.pause(5);
  void ask('read', 'read');
  await pass(4_999);
  expect(started).toEqual([]);
  await pass(1);
  expect(started).toEqual(['read']);
});

test('a long silence refuses what waits and what comes, until it is nearly over', async () => {
  const { limiter, pass } = aLimiter({ patience: 20, atOnce: 1 });
  const { started, ask, end } = recorded(limiter);
  void ask('running', 'read');
  const waiting = ask('waiting', 'read');
  limiter.pause(60);
  await expect(waiting).rejects.toThrow(GitHubLimited);
  await end('running');
  await expect(ask('coming', 'work')).rejects.toMatchObject({ retryAfterSeconds: 60 });
  await pass(45_000);
  void ask('late', 'read');
  await pass(15_000);
  expect(started).toEqual(['running', 'late']);
});

test('a request that fails makes room like any other', async () => {
  const { limiter } = aLimiter({ atOnce: 1 });
  const failing = limiter.run({
    urgency: 'read',
    writes: false,
    send: () => Promise.reject(new Error('no')),
  });
  await expect(failing).rejects.toThrow('no');
  await expect(limiter.run({ urgency: 'read', writes: false, send: () => Promise.resolve(1) })).resolves.toBe(
    1,
  );
});

test('once GitHub counts, what only shows is told when to come again, and work goes out', async () => {
  const shares = [{ seconds: 3600, most: { work: 4, answer: 3, projection: 2 } }];
  const { limiter, pass } = aLimiter({ writeSpacing: 0, shares });
  const { started, ask, end } = recorded(limiter);
  limiter.count();
  for (const name of ['one', 'two']) {
    void ask(name, 'projection');
    await end(name);
  }
  await expect(ask('three', 'projection')).rejects.toMatchObject({ retryAfterSeconds: 3600 });
  void ask('reply', 'answer');
  void ask('commit', 'work');
  await expect(ask('another', 'work')).rejects.toBeInstanceOf(GitHubLimited);
  void ask('read', 'read');
  expect(started).toEqual(['one', 'two', 'reply', 'commit', 'read']);
  expect(limiter.room()).toBe(0);
  await pass(3_600_000);
  void ask('three', 'projection');
  expect(started.at(-1)).toBe('three');
});
