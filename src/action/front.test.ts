import { describe, expect, test } from 'vitest';
import type { JobSetting } from '../../test/support/job-stage.ts';
import { JobStage, referenceTo } from '../../test/support/job-stage.ts';
import { DEPLOY_WORKFLOW, Shop } from '../../test/support/shop.ts';
import { StoreRefused, StoreUnavailable } from '../store/store.ts';
import type { Job } from './job.ts';

type Event = Job['event'];

const ALICE = { type: 'User' };

/** What GitHub sends when somebody pushes a new commit to main. */
function pushed(shop: Shop, sha = shop.world.commit(), change: object = {}): Event {
  const sender = { ...shop.actor('alice'), ...ALICE };
  const before = '0'.repeat(40);
  const ref = 'refs/heads/main';
  return { name: 'push', payload: { ref, before, after: sha, deleted: false, sender, ...change } };
}

function commented(shop: Shop, login: string, body: string, id = 77): Event {
  const sender = { ...shop.actor(login), ...ALICE };
  return {
    name: 'issue_comment',
    payload: {
      action: 'created',
      comment: { id, body, created_at: shop.now, user: sender, performed_via_github_app: null },
      issue: { number: 3 },
      sender,
    },
  };
}

function dispatched(shop: Shop, command: unknown, sender: object = {}): Event {
  return {
    name: 'workflow_dispatch',
    payload: { inputs: { command }, sender: { ...shop.actor('alice'), ...ALICE, ...sender } },
  };
}

async function hears(shop: Shop, event: Event, setting: Partial<JobSetting> = {}): Promise<JobStage> {
  const job = new JobStage(shop, { run: null, event, ...setting });
  await job.stage();
  return job;
}

/** A shop in which the Action was first. */
async function inUse(): Promise<Shop> {
  const shop = new Shop();
  await hears(shop, pushed(shop));
  await shop.succeed('staging');
  await shop.succeed('production');
  return shop;
}

describe('a push', () => {
  test('becomes a release, is dispatched by the Action itself, and told as outputs', async () => {
    const shop = new Shop();
    const job = await hears(shop, pushed(shop));
    expect(shop.runner.runs).toHaveLength(1);
    expect((await shop.state()).meta.performer).toBe('action');
    expect(job.outputs).toMatchObject({ release: 'v1', status: 'running', reason: 'release-created' });
    expect(JSON.parse(job.outputs['result'] ?? '')).toMatchObject({
      version: 1,
      kind: 'done',
      releases: [{ name: 'v1', app: 'shop', release: 1, status: 'running' }],
    });
    expect(job.summary).toContain('### ● v1 · `staging` running');
    expect(job.failures).toEqual([]);
  });

  test('that releases nothing is told shortly', async () => {
    const shop = await inUse();
    const job = await hears(shop, pushed(shop, undefined, { deleted: true }));
    expect(job.summary).toBe('Nothing to do: a branch or tag was deleted.');
    expect(job.outputs).toMatchObject({ release: '', status: '', reason: 'nothing-to-do' });
  });

  test('in a repository without a config shows a starter, and writes nothing', async () => {
    const shop = new Shop();
    const files = { '.github/signalbox.yml': null, '.github/workflows/deploy.yml': null };
    const job = await hears(shop, pushed(shop, shop.world.commit({ files })));
    expect(job.summary).toContain('### Set up Signalbox');
    expect(job.summary).toContain('- uses: acme/signalbox@v1');
    expect(job.failures).toEqual([]);
    expect(shop.branch.head).toBeNull();
  });

  test.each([
    ['deploy.yml still takes our input', {}],
    ['nothing speaks of us any more', { '.github/workflows/deploy.yml': null }],
  ])('that takes the config away is red, with both ways out: %s', async (_, more) => {
    const shop = await inUse();
    const sha = shop.world.commit({ files: { '.github/signalbox.yml': null, ...more } });
    const job = await hears(shop, pushed(shop, sha));
    expect(job.failures.join()).toContain('is gone from the default branch');
    expect(job.summary).toContain('Put the file back');
    expect(job.summary).toContain('says nothing but `signalbox: 1`');
    expect(job.summary).not.toContain('Set up Signalbox');
  });

  test('with errors in the config annotates each, and is red', async () => {
    const shop = new Shop();
    const config = 'signalbox: 1\nenvironments:\n  staging: { gate: {} }\n  production: { urll: x }\n';
    const files = { '.github/signalbox.yml': config };
    const job = await hears(shop, pushed(shop, shop.world.commit({ files })));
    const annotations = job.said.filter((each) => each.startsWith('annotate'));
    expect(annotations).toHaveLength(2);
    expect(annotations[0]).toMatch(/^annotate \.github\/signalbox\.yml:3:14 .*gate/);
    expect(job.summary).toContain('The config has errors');
    expect(job.failures).toHaveLength(1);
  });

  test('that GitHub does not let us record says what is missing, red', async () => {
    const shop = new Shop();
    const commit = () =>
      Promise.reject(new StoreRefused('missing-permission', 'Resource not accessible by integration'));
    const job = await hears(shop, pushed(shop), { store: { commit } });
    expect(job.outputs).toMatchObject({ reason: 'missing-permission' });
    expect(job.failures[0]).toContain('contents: write');
  });

  test('in an outage is red, and says why', async () => {
    const shop = new Shop();
    const job = await hears(shop, pushed(shop), {
      store: { load: () => Promise.reject(new StoreUnavailable('502')) },
    });
    expect(job.failures).toEqual(['502']);
  });

  test('names the permissions that effects lacked', async () => {
    const shop = new Shop();
    const job = await hears(shop, pushed(shop), { missing: ['statuses: write', 'actions: write'] });
    expect(job.failures[0]).toContain('permissions: { actions: write, statuses: write }');
    expect(job.summary).toContain('- `statuses: write`');
  });

  test('the end of the job has nothing to report', async () => {
    const shop = new Shop();
    const job = await hears(shop, pushed(shop));
    const said = job.said.length;
    await job.stage({ 'job-status': 'success' });
    expect(job.said).toHaveLength(said);
  });
});

describe('a comment', () => {
  test('is answered in the comment; the summary says the same', async () => {
    const shop = await inUse();
    const job = await hears(shop, commented(shop, 'alice', '/lock staging --reason audit'));
    expect(shop.reporter.comments.at(-1)?.bodies[0]).toContain('is locked');
    expect(job.summary).toContain('is locked');
    expect(job.outputs).toMatchObject({ reason: 'locked-now' });
    expect(shop.reporter.reactionsTo('77')).toContain('eyes');
  });

  test('that is refused leaves the job green: it was answered where it was asked', async () => {
    const shop = await inUse();
    const job = await hears(shop, commented(shop, 'rita', '/lock staging --reason audit'));
    expect(job.outputs).toMatchObject({ reason: 'not-permitted' });
    expect(job.failures).toEqual([]);
  });

  test('of a program, or without a command, is nothing', async () => {
    const shop = await inUse();
    const before = shop.branch.head?.oid;
    const job = await hears(shop, commented(shop, 'alice', 'nice'));
    expect(job.summary).toBe('Nothing to do: the comment holds no command of a person.');
    expect(shop.branch.head?.oid).toBe(before);
  });

  test('in a repository that the App performs for is recorded and left to it', async () => {
    const shop = new Shop();
    await shop.ship();
    const before = shop.reporter.comments.length;
    const job = await hears(shop, commented(shop, 'alice', '/hold v1'));
    const locked = await hears(shop, commented(shop, 'alice', '/lock staging --reason audit', 78));
    expect(shop.reporter.comments).toHaveLength(before);
    expect(job.said.join()).toContain('Recorded; the App carries it out');
    expect(locked.summary).toContain('write `performer: action` into the config');
    await shop.tick();
    expect(shop.reporter.comments).toHaveLength(before + 2);
  });
});

describe('a dispatch', () => {
  test.each(['lock staging --reason audit', '/lock staging --reason audit'])(
    'carries out “%s”',
    async (command) => {
      const shop = await inUse();
      const job = await hears(shop, dispatched(shop, command));
      expect(job.outputs).toMatchObject({ reason: 'locked-now' });
      expect(job.failures).toEqual([]);
      expect((await shop.state()).outcomes.map(({ input }) => input)).toContain('dispatch:901');
    },
  );

  test('of a command that is refused is red, with the reason', async () => {
    const shop = await inUse();
    const job = await hears(shop, dispatched(shop, 'rollback staging'));
    expect(job.outputs).toMatchObject({ reason: 'no-rollback-target' });
    expect(job.failures).toHaveLength(1);
    const misspelt = await hears(shop, dispatched(shop, 'promot v1'));
    expect(misspelt.failures).toHaveLength(1);
  });

  test('acts for whoever started the run last, and is as old as the run', async () => {
    const shop = await inUse();
    const by = { ...shop.actor('rita'), isPerson: true };
    const job = await hears(shop, dispatched(shop, 'hold v1'), { started: { at: shop.now, by } });
    expect(job.outputs).toMatchObject({ reason: 'not-permitted' });
    const old = await inUse();
    const started = { at: old.now, by: null };
    old.pass(16 * 60);
    expect((await hears(old, dispatched(old, 'hold v1'), { started })).outputs).toMatchObject({
      reason: 'say-it-again',
    });
  });

  test('by a program commands nothing (A17)', async () => {
    const shop = await inUse();
    const job = await hears(shop, dispatched(shop, 'hold v1', { login: 'x[bot]', type: 'Bot' }));
    expect(job.outputs).toMatchObject({ reason: 'not-permitted' });
    expect(job.failures).toHaveLength(1);
  });

  test('without a command sweeps', async () => {
    const shop = await inUse();
    const sha = shop.world.commit();
    const job = await hears(shop, dispatched(shop, ''));
    expect(job.outputs).toMatchObject({ release: 'v2', reason: 'release-created' });
    expect(await shop.release(2)).toMatchObject({ spec: { sha } });
  });
});

describe('a sweep', () => {
  test('finds what no event brought, comments included, on schedule or whenever asked for', async () => {
    const shop = await inUse();
    const author = { ...shop.actor('alice'), person: true };
    const id = shop.world.comment({ body: '/lock staging --reason audit', author, createdAt: shop.now });
    await hears(shop, { name: 'schedule', payload: { schedule: '*/10 * * * *' } });
    expect((await shop.state()).outcomes.map(({ input }) => input)).toContain(`comment:${id}`);
    shop.world.commit();
    const job = new JobStage(shop, { run: null, event: commented(shop, 'alice', 'nice') });
    await job.stage({ command: 'reconcile' });
    expect(job.outputs).toMatchObject({ release: 'v2' });
  });

  test.each([
    ['is released from the head of its default branch', '', 'running: staging running, production pending'],
    ['waits for its activation, where the config says so', 'activate: manual', 'draft: '],
  ])('of a repository whose first push went unheard: it %s', async (_what, more, progress) => {
    const app = `apps: { shop: { ${more} } }\n`;
    const shop = new Shop({ config: `signalbox: 1\n${app}environments: { staging: {}, production: {} }\n` });
    const sha = shop.world.commit();
    const job = await hears(shop, { name: 'schedule', payload: {} });
    expect(job.outputs).toMatchObject({ release: 'v1' });
    expect((await shop.release(1)).spec.sha).toBe(sha);
    expect(await shop.progress(1)).toContain(progress);
    await hears(shop, { name: 'schedule', payload: {} });
    await expect(shop.release(2)).rejects.toThrow('there is no v2');
  });

  test('of one with several apps: only those that the last commit has files of', async () => {
    const config = `signalbox: 1
apps: { web: { paths: ["web/**"] }, api: { paths: ["api/**"] } }
environments: { production: {} }
`;
    const shop = new Shop({ config, files: { 'web/a': '1', 'api/a': '1' } });
    shop.world.commit({ files: { 'web/a': '2' } });
    const job = await hears(shop, { name: 'schedule', payload: {} });
    expect(job.outputs).toMatchObject({ release: 'web@v1' });
    expect(Object.keys((await shop.state()).apps)).toEqual(['web']);
  });

  test('of a repository whose state branch was deleted begins no new one', async () => {
    const shop = new Shop();
    shop.world.deployed('shop', 7);
    const job = await hears(shop, { name: 'schedule', payload: {} });
    expect(job.outputs).toMatchObject({ reason: 'state-behind-trace' });
    expect(shop.branch.head).toBeNull();
  });

  test('of a repository without a config writes nothing', async () => {
    const shop = new Shop();
    shop.world.commit({ files: { '.github/signalbox.yml': null, '.github/workflows/deploy.yml': null } });
    const job = await hears(shop, { name: 'schedule', payload: {} });
    expect(job.summary).toContain('Set up Signalbox');
    expect(shop.branch.head).toBeNull();
  });
});

describe('a workflow that deploys', () => {
  test('is asked about again when GitHub does not answer', async () => {
    const shop = new Shop();
    shop.facts.goAway('policy');
    const event = pushed(shop);
    const job = new JobStage(shop, { run: null, event, onWait: () => shop.facts.recover() });
    await job.stage();
    expect(job.outputs).toMatchObject({ release: 'v1' });
  });

  test('and is started by an event is red before anything is touched', async () => {
    const shop = new Shop();
    const job = await hears(shop, pushed(shop), { workflow: 'deploy.yml' });
    expect(job.outputs).toMatchObject({ reason: 'bad-signalbox-input' });
    expect(job.failures[0]).toContain('only Signalbox may start it');
    expect(shop.branch.head).toBeNull();
  });

  const calling = (...files: string[]): string =>
    `on: push\njobs:\n${files.map((file, index) => `  j${index}: { uses: ${file} }\n`).join('')}`;
  const PART =
    'on: workflow_call\njobs: { ship: { steps: [{ uses: OWNER/signalbox@v1 }, { run: ./deploy.sh }] } }\n';
  const WORKFLOWS = {
    '.github/workflows/legacy.yml': calling('./.github/workflows/deploy.yml'),
    '.github/workflows/far.yml': calling('./.github/workflows/legacy.yml'),
    '.github/workflows/spelled.yml': calling('acme/shop/.github/workflows/deploy.yml@main'),
    '.github/workflows/undeploy.yml': DEPLOY_WORKFLOW.replace(
      /^ {4}runs-on[^]*$/m,
      '    uses: $/.github/workflows/part.yml\n  more:\n    uses: Acme/flows/.github/workflows/ship.yml@v1\n',
    ),
    '.github/workflows/part.yml': PART,
    '.github/workflows/handed.yml': PART.replace(
      'workflow_call',
      '{ workflow_call: { inputs: { signalbox: } } }',
    ),
    '.github/workflows/other.yml': PART,
    '.github/workflows/harmless.yml': calling('./.github/workflows/other.yml'),
  };
  const FOREIGN = 'acme/flows/.github/workflows/ship.yml@v2';

  test.each<[what: string, started: string, own: string, red: boolean]>([
    ['is called', 'legacy.yml', referenceTo('deploy.yml'), true],
    ['is called by a call', 'far.yml', referenceTo('deploy.yml'), true],
    ['is a part of one, called by another', 'legacy.yml', referenceTo('part.yml'), true],
    ['is a part of one, in another repository', 'legacy.yml', FOREIGN, true],
    ['is handed our input', 'legacy.yml', referenceTo('handed.yml'), true],
    ['hears events, and is called', 'harmless.yml', referenceTo('other.yml'), false],
    ['hears events, in another repository', 'harmless.yml', 'acme/else/.github/workflows/ship.yml@v2', false],
    ['is called, where GitHub does not say so', 'legacy.yml', '', true],
    ['is called by a call, where GitHub does not say so', 'far.yml', '', true],
    ['is called by its full name, where GitHub does not say so', 'spelled.yml', '', true],
    ['hears events, where GitHub does not say so', 'harmless.yml', '', false],
    ['has no name', '', '', true],
  ])('and %s: nothing is begun where it deploys', async (_what, started, own, red) => {
    const shop = new Shop({ files: WORKFLOWS });
    const job = new JobStage(shop, { run: null, event: pushed(shop), workflow: started });
    await job.stage({ workflow: own });
    expect(job.failures).toHaveLength(red ? 1 : 0);
    expect(job.outputs['reason']).toBe(red ? 'bad-signalbox-input' : 'release-created');
    if (red) expect(shop.branch.head).toBeNull();
  });

  test('and is started by hand with the field left empty is red', async () => {
    const shop = new Shop();
    const event = { name: 'workflow_dispatch', payload: { inputs: { signalbox: '' } } };
    const job = await hears(shop, event, { workflow: 'deploy.yml' });
    expect(job.failures[0]).toContain('was not dispatched by Signalbox');
  });
});

test('an event that Signalbox does not know is told which it does, green', async () => {
  const job = await hears(await inUse(), { name: 'pull_request', payload: {} });
  expect(job.said[0]).toMatch(
    /^notice Signalbox does not know the event pull_request\. It understands push, /,
  );
  expect(job.failures).toEqual([]);
});

test('an event that is not as GitHub sends it is red, with what it lacks', async () => {
  const shop = new Shop();
  const job = new JobStage(shop, { run: null, event: { name: 'push', payload: { ref: 'refs/heads/main' } } });
  await expect(job.stage()).rejects.toThrow(/The event push is not as GitHub sends it: before/);
});

test('a repository moves from the App to the Action by its config, in the middle of a release', async () => {
  const shop = new Shop({ files: { '.github/workflows/deploy.yml': DEPLOY_WORKFLOW } });
  await shop.push();
  const config = 'signalbox: 1\nperformer: action\nenvironments: { staging: {}, production: {} }\n';
  const sha = shop.world.commit({ files: { '.github/signalbox.yml': config } });
  const job = await hears(shop, pushed(shop, sha));
  expect((await shop.state()).meta.performer).toBe('action');
  expect(job.outputs).toMatchObject({ release: 'v2', reason: 'release-created' });
  expect(shop.runner.runs).toHaveLength(1);
  await shop.succeed('staging');
  expect(await shop.progress(2)).toMatch(/^running: staging running/);
  await shop.succeed('staging');
  await shop.succeed('production');
  await shop.succeed('production');
  expect(await shop.progress(2)).toMatch(/^succeeded/);
  const titles = shop.runner.runs.map(({ order }) => `v${order.input.release} ${order.input.activity}`);
  expect(titles).toEqual(['v1 staging', 'v1 production', 'v2 staging', 'v2 production']);
});

test('what GitHub did not take at once is tried again before the job ends', async () => {
  const shop = new Shop();
  const start = shop.runner.start.bind(shop.runner);
  let refusals = 1;
  const runner = {
    start: (order: Parameters<typeof start>[0]) => {
      refusals -= 1;
      return refusals < 0 ? start(order) : Promise.resolve({ kind: 'not-now' as const, message: 'busy' });
    },
    find: shop.runner.find.bind(shop.runner),
    cancel: shop.runner.cancel.bind(shop.runner),
  };
  const job = await hears(shop, pushed(shop), { parts: { runner } });
  expect(shop.runner.runs).toHaveLength(1);
  expect(job.waited).toBeGreaterThan(0);
  expect(job.waited).toBeLessThanOrEqual(60_000);
  const stubborn = new Shop();
  const never = { ...runner, start: () => Promise.resolve({ kind: 'not-now' as const, message: 'busy' }) };
  expect((await hears(stubborn, pushed(stubborn), { parts: { runner: never } })).waited).toBeLessThanOrEqual(
    60_000,
  );
});
