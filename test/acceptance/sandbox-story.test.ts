import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { FRONT } from '../support/front.ts';
import { runCommand } from '../support/command.ts';

const SANDBOX = [process.execPath, '--import', 'tsx', 'src/sandbox/main.ts'];

test.runIf(FRONT === 'app')(
  '[smoke] npm run sandbox -- --story plays the whole story, and each step holds',
  { timeout: 240_000 },
  async () => {
    const ended = await runCommand(['npm', 'run', 'sandbox', '--', '--story']);
    const steps = ended.text.split('\n').filter((line) => /[✓✗]/.test(line));
    expect(steps.map((line) => line.replace(/^.*(?=[✓✗])/, '').replace(/\s+/g, ' '))).toEqual(
      Array.from({ length: 10 }, (_, at) => `✓ step ${String(at + 1)} held`),
    );
    expect(ended.text).toMatch(
      new RegExp(
        [
          'alice pushed “Say hello to everybody” to main',
          'v1 created from main',
          'v1 build started',
          'v1 in staging',
          'v1 in production',
          'v1 succeeded',
          'v2 in staging',
          'v2 in production \\(run-failed\\)',
          'bob +/rollback',
          'v3 created \\(rollback to v1\\)',
          'v3 in production',
          'v4 for production: environment pinned',
          'alice +/unpin production',
          'v4 in production',
          'bob +/unlock production',
          'is alive',
          'v5 in production \\(unlocked-by-person\\)',
          'alice +/retry',
          'v5 in production',
          'Each of the 10 steps held.',
        ].join('[^]*'),
      ),
    );
    expect(ended).toMatchObject({ code: 0, leftOver: [], isAlive: false });
  },
);

test.runIf(FRONT === 'app')(
  'lines from a pipe are carried out one after the other, each to its end',
  { timeout: 240_000 },
  async () => {
    const input = ['alice: /status', 'status', 'carl: hello', 'log v9', 'quit', 'push'].join('\n');
    const ended = await runCommand(SANDBOX, { input });
    const [, after = ''] = ended.text.split('> alice: /status\n');
    const transcript = after
      .replace(/^ *\d+:\d\d\.\d +/gm, '')
      .replace(/ +/g, ' ')
      .replace(/127\.0\.0\.1:\d+/g, 'host');
    expect(transcript).toBe(`alice /status
signalbox What runs where
 Environment Runs Since What goes on
 staging v1 just now
 production v1 just now
 Next: /releases
> status
 ENVIRONMENT RUNS LAST DEPLOY HELD LOOK
 staging v1 v1 succeeded http://host/
 production v1 v1 succeeded http://host/
> carl: hello
 There is nobody called “carl” here, only alice, bob, rita, ada, stranger.
> log v9
 There is no v9.
> quit
`);
    expect(ended).toMatchObject({ code: 0, leftOver: [], isAlive: false });
  },
);

test.runIf(FRONT === 'app').each([
  ['in the middle of a release', 'v1 build started', 'SIGINT'],
  ['while a push is on its way', 'The first push', 'SIGTERM'],
  ['while it starts', 'Starting …', 'SIGINT'],
] as const)('a signal %s leaves nothing behind', { timeout: 120_000 }, async (_, after, name) => {
  const ended = await runCommand(SANDBOX, { signal: { after, name } });
  expect(ended).toMatchObject({ code: 0, leftOver: [], isAlive: false });
  expect(ended.text).toMatch(/Ending …\n$/);
});

test.runIf(FRONT === 'app')('without git it says so, and ends', { timeout: 60_000 }, async () => {
  const ended = await runCommand(SANDBOX, { env: { PATH: '/nonexistent' } });
  expect(ended).toMatchObject({ code: 1, leftOver: [], isAlive: false });
  expect(ended.text).toMatch(/\nIt does not start: git is not on the PATH\.\n$/);
});

test.runIf(FRONT === 'app')('a port that is in use is named', { timeout: 60_000 }, async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = String(typeof address === 'object' ? address?.port : '');
  const ended = await runCommand([...SANDBOX, '--port', port]);
  expect(ended).toMatchObject({ code: 1, leftOver: [], isAlive: false });
  expect(ended.text).toContain(`port ${port} is in use; take another, or leave --port out`);
});

test.runIf(FRONT === 'app')('an unknown argument is answered with the known ones', async () => {
  const ended = await runCommand([...SANDBOX, '--sotry']);
  expect(ended.text).toMatch(/^“--sotry” is not known here\.\n\nnpm run sandbox /);
  expect(ended.code).toBe(2);
});
