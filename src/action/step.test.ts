import { describe, expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import type { ScriptedRun } from '../runner/scripted/scripted-runner.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { StateStore } from '../store/store.ts';
import { StateUnreadable, StoreRefused, StoreUnavailable } from '../store/store.ts';
import type { InputName } from './contract.ts';
import type { Job } from './job.ts';
import { rememberPolicy } from './policy-seen.ts';
import { runStep } from './step.ts';

/** A job that was dispatched, and everything that its step said. */
class JobStage {
  readonly said: string[] = [];
  readonly outputs: Record<string, string> = {};
  readonly variables: Record<string, string> = {};
  readonly files: Record<string, string> = {};
  readonly inputs: Partial<Record<InputName, string>>;
  readonly store: StateStore;
  waited = 0;
  readonly #shop: Shop;
  readonly #run: ScriptedRun;
  readonly #saved: Record<string, string> = {};

  constructor(shop: Shop, run: ScriptedRun, store: Partial<StateStore> = {}) {
    this.#shop = shop;
    this.#run = run;
    this.store = { ...plain(memoryStore(shop.branch, () => shop.now)), ...store };
    this.inputs = { token: 'token', signalbox: JSON.stringify(run.order.input) };
  }

  /** One stage of the step: the first call is `main`, the next `post`. */
  async stage(change: Partial<Record<InputName, string>> = {}): Promise<void> {
    const inputs = { command: 'auto', report: 'true', ...this.inputs, ...change };
    await runStep(this.#job((name) => inputs[name] ?? ''));
  }

  #job(read: Job['read']): Job {
    const { said, outputs, variables, files, store } = this;
    const { id, url } = this.#run.state;
    return {
      read,
      run: { id, url, attempt: 1 },
      event: { name: 'workflow_dispatch', payload: { inputs: { signalbox: '{}' } } },
      workflow: 'deploy.yml',
      action: 'acme/signalbox@v1',
      workspace: '/workspace',
      checkedOut: () => Promise.resolve(this.#run.order.input.sha),
      open: () => ({
        engine: this.#shop.newEngine('action', { store, patience: 0 }),
        store,
        facts: rememberPolicy(this.#shop.facts),
        reporter: this.#shop.reporter,
        missing: new Set(),
        started: () => Promise.resolve({ at: this.#shop.now, by: null }),
      }),
      now: () => this.#shop.now,
      wait: (milliseconds) => Promise.resolve(void (this.waited += milliseconds)),
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
      tell: {
        output: (name, value) => void (outputs[name] = value),
        variable: (name, value) => void (variables[name] = value),
        save: (name, value) => void (this.#saved[name] = value),
        saved: (name) => this.#saved[name] ?? '',
        notice: (message) => void said.push(`notice ${message}`),
        annotate: ({ message }) => void said.push(`annotate ${message}`),
        info: (message) => void said.push(`info ${message}`),
        warn: (message) => void said.push(`warn ${message}`),
        fail: (message) => void said.push(`fail ${message}`),
        summary: (markdown) => Promise.resolve(void said.push(`summary ${markdown}`)),
        file: (name) => Promise.resolve(((files[name] = ''), name)),
        readFile: (path) => Promise.resolve(files[path] ?? ''),
      },
    };
  }
}

/** The methods of a store as functions of their own, so that one of them can be replaced. */
function plain(store: StateStore): StateStore {
  return {
    load: (options) => store.load(options),
    commit: (change) => store.commit(change),
    log: (limit) => store.log(limit),
  };
}

async function dispatched(): Promise<{ shop: Shop; run: ScriptedRun }> {
  const shop = new Shop();
  await shop.push();
  return { shop, run: shop.run('staging') };
}

test('a good job: claimed, told what it works on, reported with its outputs', async () => {
  const { shop, run } = await dispatched();
  const job = new JobStage(shop, run);
  await job.stage();
  expect(job.variables).toMatchObject({ SIGNALBOX_RELEASE: 'v1', SIGNALBOX_ENVIRONMENT: 'staging' });
  expect(job.outputs).toMatchObject({ reason: 'claimed', status: 'running', release: 'v1' });
  job.files['signalbox-output'] =
    '\uFEFFurl=https://staging.example.com\r\nnotes<<END\r\none\r\ntwo\r\nEND\r\n';
  await job.stage({ 'job-status': 'success' });
  expect(job.outputs).toMatchObject({ reason: 'reported' });
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
  const job = new JobStage(shop, shop.run());
  await job.stage();
  expect(job.outputs['release']).toMatch(/^(web|api)@v1$/);
  expect(job.variables['SIGNALBOX_RELEASE']).toBe(job.outputs['release']);
});

describe('a claim', () => {
  test('that GitHub does not answer at first is tried again', async () => {
    const { shop, run } = await dispatched();
    let failures = 2;
    const store = memoryStore(shop.branch, () => shop.now);
    const job = new JobStage(shop, run, {
      load: (options) => {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new StoreUnavailable('502')) : store.load(options);
      },
    });
    await job.stage();
    expect(job.outputs).toMatchObject({ reason: 'claimed' });
  });

  test('ends the step red when GitHub never answers, after a minute', async () => {
    const { shop, run } = await dispatched();
    const job = new JobStage(shop, run, { load: () => Promise.reject(new StoreUnavailable('502')) });
    await expect(job.stage()).rejects.toThrow('502');
    expect(job.waited).toBe(60_000);
  });

  test('without the permission says which one to add, at once', async () => {
    const { shop, run } = await dispatched();
    const job = new JobStage(shop, run, {
      commit: () => Promise.reject(new StoreRefused('Resource not accessible by integration')),
    });
    await job.stage();
    expect(job.outputs).toMatchObject({ reason: 'missing-permission' });
    expect(job.said.join('\n')).toContain('permissions: { contents: write }');
    expect(job.variables).toEqual({});
  });

  test('on a branch that cannot be read says so, with the file', async () => {
    const { shop, run } = await dispatched();
    const error = new StateUnreadable('state-unreadable', 'apps/shop/app.json', 'is not JSON');
    const job = new JobStage(shop, run, { load: () => Promise.reject(error) });
    await job.stage();
    expect(job.outputs).toMatchObject({ reason: 'state-unreadable' });
    expect(job.said.join('\n')).toContain('apps/shop/app.json');
  });

  test('without a token is refused in words', async () => {
    const { shop, run } = await dispatched();
    const job = new JobStage(shop, run);
    await job.stage({ token: '' });
    expect(job.said.join('\n')).toContain('the input token is empty');
  });

  test('that was refused is not reported at the end', async () => {
    const { shop, run } = await dispatched();
    await shop.claim(run);
    const again = { ...run, state: { ...run.state, id: '999' } };
    const job = new JobStage(shop, again);
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
    return { shop, job: new JobStage(shop, run, store) };
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
    expect(job.said.at(-1)).toMatch(/^fail .*65536 characters\. Nothing was reported\./);
  });

  test('that cannot be recorded has logged its outputs, and says what is missing', async () => {
    const { job } = await claimed({
      commit: () => Promise.reject(new StoreRefused('Resource not accessible')),
    });
    await job.stage({ command: 'report', 'job-status': 'success', outputs: '{"tag":"shop:1"}' });
    expect(job.said[0]).toBe('info outputs: {"tag":"shop:1"}');
    expect(job.said.at(-1)).toMatch(/stays unknown.*[^]*contents: write/);
  });
});

test('an input that nobody dispatched, and a command that there is not', async () => {
  const { shop, run } = await dispatched();
  const job = new JobStage(shop, run);
  await job.stage({ command: 'deploy' });
  expect(job.said).toEqual(['fail The input `command` is “deploy”; it can be auto, reconcile or report.']);
  const other = new JobStage(shop, run);
  await other.stage({ signalbox: '{"version":1}' });
  expect(other.outputs).toMatchObject({ reason: 'bad-signalbox-input' });
});
