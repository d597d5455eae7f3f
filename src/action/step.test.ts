import { describe, expect, test } from 'vitest';
import { JobStage } from '../../test/support/job-stage.ts';
import { Shop } from '../../test/support/shop.ts';
import type { ScriptedRun } from '../runner/scripted/scripted-runner.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { StateStore } from '../store/store.ts';
import { StateUnreadable, StoreRefused, StoreUnavailable } from '../store/store.ts';

async function dispatched(): Promise<{ shop: Shop; run: ScriptedRun }> {
  const shop = new Shop();
  await shop.push();
  return { shop, run: shop.run('staging') };
}

test('a good job: claimed, told what it works on, reported with its outputs', async () => {
  const { shop, run } = await dispatched();
  const job = new JobStage(shop, { run });
  await job.stage();
  expect(job.variables).toMatchObject({ SIGNALBOX_RELEASE: 'v1', SIGNALBOX_ENVIRONMENT: 'staging' });
  expect(job.outputs).toMatchObject({ reason: 'claimed', status: 'running', release: 'v1' });
  expect(job.summary).toMatch(/^### ● Deploys v1 to `staging`\n/);
  expect(job.summary).toContain('`/abort v1`');
  job.files['signalbox-output'] =
    '\uFEFFurl=https://staging.example.com\r\nnotes<<END\r\none\r\ntwo\r\nEND\r\n';
  await job.stage({ 'job-status': 'success' });
  expect(job.outputs).toMatchObject({ reason: 'reported' });
  expect(job.said).toContain('info It has succeeded: the job ended with success.');
  expect(job.summary).toMatch(/^### ✓ v1 · `staging` succeeded\n/);
  expect(job.summary).toContain('- Outputs: `url`, `notes`');
  expect(job.summary).toContain('`production`');
  expect(job.said.filter((each) => each.startsWith('warn'))).toEqual([]);
  const { phases } = await shop.release(1);
  expect(phases[0]?.activities[0]?.attempts[0]).toMatchObject({
    status: 'succeeded',
    outputs: { url: 'https://staging.example.com', notes: 'one\ntwo' },
  });
});

test('an app’s release is named with it where there are several', async () => {
  const config =
    'signalbox: 1\napps: { web: { paths: ["web/**"] }, api: { paths: ["api/**"] } }\nenvironments: { production: {} }\n';
  const shop = new Shop({ config });
  await shop.push('change', { 'web/index.html': '1', 'api/main.ts': '1' });
  const job = new JobStage(shop, { run: shop.run() });
  await job.stage();
  expect(job.outputs['release']).toMatch(/^(web|api)@v1$/);
  expect(job.variables['SIGNALBOX_RELEASE']).toBe(job.outputs['release']);
});

describe('a claim', () => {
  test('that GitHub does not answer at first is tried again', async () => {
    const { shop, run } = await dispatched();
    let failures = 2;
    const store = memoryStore(shop.branch, () => shop.now);
    const job = new JobStage(shop, {
      run,
      store: {
        load: (options) => {
          failures -= 1;
          return failures >= 0 ? Promise.reject(new StoreUnavailable('502')) : store.load(options);
        },
      },
    });
    await job.stage();
    expect(job.outputs).toMatchObject({ reason: 'claimed' });
  });

  test('ends the step red when GitHub never answers, after a minute', async () => {
    const { shop, run } = await dispatched();
    const job = new JobStage(shop, {
      run,
      store: { load: () => Promise.reject(new StoreUnavailable('502')) },
    });
    await expect(job.stage()).rejects.toThrow('502');
    expect(job.waited).toBe(60_000);
  });

  test('is not waited for when GitHub wants a longer silence than that', async () => {
    const { shop, run } = await dispatched();
    const error = new StoreUnavailable('limit', { retryAfter: 1800 });
    const job = new JobStage(shop, { run, store: { load: () => Promise.reject(error) } });
    await expect(job.stage()).rejects.toThrow('limit');
    expect(job.waited).toBe(0);
  });

  test('without the permission says which one to add, at once', async () => {
    const { shop, run } = await dispatched();
    const job = new JobStage(shop, {
      run,
      store: {
        commit: () =>
          Promise.reject(new StoreRefused('missing-permission', 'Resource not accessible by integration')),
      },
    });
    await job.stage();
    expect(job.outputs).toMatchObject({ reason: 'missing-permission' });
    expect(job.said.join('\n')).toContain('permissions: { contents: write }');
    expect(job.variables).toEqual({});
  });

  test('on a branch that cannot be read says so, with the file', async () => {
    const { shop, run } = await dispatched();
    const error = new StateUnreadable('state-unreadable', 'apps/shop/app.json', 'is not JSON');
    const job = new JobStage(shop, { run, store: { load: () => Promise.reject(error) } });
    await job.stage();
    expect(job.outputs).toMatchObject({ reason: 'state-unreadable' });
    expect(job.said.join('\n')).toContain('apps/shop/app.json');
  });

  test('without a token is refused in words', async () => {
    const { shop, run } = await dispatched();
    const job = new JobStage(shop, { run });
    await job.stage({ token: '' });
    expect(job.said.join('\n')).toContain('the input token is empty');
  });

  test('that was refused is not reported at the end', async () => {
    const { shop, run } = await dispatched();
    await shop.claim(run);
    const again = { ...run, state: { ...run.state, id: '999' } };
    const job = new JobStage(shop, { run: again });
    await job.stage();
    expect(job.outputs).toMatchObject({ reason: 'claim-taken' });
    const before = shop.branch.head?.oid;
    await job.stage({ 'job-status': 'failure' });
    expect(shop.branch.head?.oid).toBe(before);
  });
});

describe('a report', () => {
  async function claimed(store: Partial<StateStore> = {}): Promise<{ shop: Shop; job: JobStage }> {
    const { shop, run } = await dispatched();
    await shop.claim(run);
    return { shop, job: new JobStage(shop, { run, store }) };
  }

  test('of a last job takes the result of the job before it', async () => {
    const { shop, job } = await claimed();
    await job.stage({ command: 'report', 'job-status': 'success', outputs: '{"tag":"shop:1"}' });
    expect(job.outputs).toMatchObject({ reason: 'reported', status: 'succeeded', release: 'v1' });
    await shop.tick();
    expect(await shop.progress(1)).toContain('staging succeeded');
  });

  test.each(['skipped', ''])('with the result “%s” counts as failure, and says so', async (result) => {
    const { shop, job } = await claimed();
    await job.stage({ command: 'report', 'job-status': result });
    expect(job.said.find((each) => each.startsWith('warn'))).toContain(`“${result}”`);
    expect(job.outputs).toMatchObject({ status: 'failed' });
    await shop.tick();
    expect(await shop.progress(1)).toContain('staging failed');
  });

  test('with outputs that no record has room for is refused before it is tried', async () => {
    const { job } = await claimed();
    await job.stage({ command: 'report', 'job-status': 'success', outputs: `{"a":"${'x'.repeat(70_000)}"}` });
    expect(job.failures[0]).toMatch(/65536 characters\. It is reported as a failure\./);
    expect(job.outputs).toMatchObject({ reason: 'reported', status: 'failed' });
    expect(job.said).toContain('info It has failed: the job ended with failure.');
  });

  test('of a job that has removed the file of its outputs is made without them, and says so', async () => {
    const { shop, run } = await dispatched();
    const job = new JobStage(shop, { run });
    await job.stage();
    delete job.files['signalbox-output'];
    await job.stage({ 'job-status': 'success' });
    expect(job.failures).toEqual([]);
    expect(job.said.find((each) => each.startsWith('warn'))).toContain('$SIGNALBOX_OUTPUT is gone');
    expect((await shop.release(1)).phases[0]?.activities[0]?.attempts[0]).toMatchObject({
      status: 'succeeded',
      outputs: {},
    });
  });

  test('that cannot be recorded has logged its outputs, and says what is missing', async () => {
    const { job } = await claimed({
      commit: () => Promise.reject(new StoreRefused('missing-permission', 'Resource not accessible')),
    });
    await job.stage({ command: 'report', 'job-status': 'success', outputs: '{"tag":"shop:1"}' });
    expect(job.said[0]).toBe('info outputs: {"tag":"shop:1"}');
    expect(job.said.at(-1)).toMatch(/^warn .*[^]*contents: write[^]*stays unknown.*\/unlock staging/);
    expect(job.failures).toEqual([]);
  });

  test('that cannot be recorded because GitHub wants a long silence is given up at once, and says how long', async () => {
    const { job } = await claimed({
      load: () => Promise.reject(new StoreUnavailable('limit: 1800 seconds', { retryAfter: 1800 })),
    });
    await job.stage({ command: 'report', 'job-status': 'success' });
    expect(job.said.at(-1)).toContain('1800 seconds');
    expect(job.failures).toEqual([]);
    expect(job.waited).toBe(0);
  });
});

test('an input that nobody dispatched, and a command that there is not', async () => {
  const { shop, run } = await dispatched();
  const job = new JobStage(shop, { run });
  await job.stage({ command: 'deploy' });
  expect(job.said).toEqual(['fail The input `command` is “deploy”; it can be auto, reconcile or report.']);
  const other = new JobStage(shop, { run });
  await other.stage({ signalbox: '{"version":1}' });
  expect(other.outputs).toMatchObject({ reason: 'bad-signalbox-input' });
});

test.each([
  ['refs/heads/main', 'main', true],
  ['refs/heads/trunk', 'trunk', true],
  ['refs/heads/evil', 'main', false],
  ['refs/tags/main', 'main', false],
] as const)(
  '[A4] a run of %s where %s is the default branch: admitted %s',
  async (ref, branch, isAdmitted) => {
    const { shop, run } = await dispatched();
    const payload = { inputs: { signalbox: '…' }, ref, repository: { default_branch: branch } };
    const job = new JobStage(shop, { run, event: { name: 'workflow_dispatch', payload } });
    await job.stage();
    expect(job.outputs).toMatchObject({ reason: isAdmitted ? 'claimed' : 'claim-other-branch' });
    expect(job.failures).toHaveLength(isAdmitted ? 0 : 1);
    if (isAdmitted) return;
    // Nor does its word count, and nothing of it is on record: the run of the default branch is admitted.
    expect(job.failures.join()).toContain(`This run is of ${ref}`);
    await job.stage({ command: 'report', 'job-status': 'failure' });
    const own = new JobStage(shop, { run });
    await own.stage();
    expect(own.outputs).toMatchObject({ reason: 'claimed' });
  },
);
