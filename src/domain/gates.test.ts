import { describe, expect, test } from 'vitest';
import { DEPLOY_WORKFLOW, Shop } from '../../test/support/shop.ts';
import { DAY } from './instant.ts';

const CHECKED = 'signalbox: 1\nenvironments: { production: { gates: { checks: [ci/test] } } }\n';

const attemptOf = async (shop: Shop, number = 1) =>
  (await shop.release(number)).phases.flatMap((phase) => phase.activities)[0]?.attempts.at(-1);

async function checked(shop: Shop, sha: string, state: 'success' | 'pending' | 'failure'): Promise<void> {
  shop.world.check(sha, { name: 'ci/test', state });
  await shop.engine.submit({ kind: 'checks', id: `status:${state}`, sha });
  await shop.engine.settled();
}

describe('required checks', () => {
  test('missing waits, pending waits, green goes on by itself', async () => {
    const shop = new Shop({ config: CHECKED });
    const sha = await shop.push();
    expect(await shop.progress(1)).toBe('queued: production waiting checks-missing');
    await checked(shop, sha, 'pending');
    expect(await shop.progress(1)).toBe('queued: production waiting checks-pending');
    expect((await attemptOf(shop))?.waiting?.detail.checks).toEqual([
      { name: 'ci/test', state: 'pending', url: null },
    ]);
    await checked(shop, sha, 'success');
    expect(await shop.progress(1)).toBe('running: production running');
  });

  test('missing names what is on the commit instead', async () => {
    const shop = new Shop({ config: CHECKED });
    const sha = await shop.push();
    shop.world.check(sha, { name: 'test', state: 'success' });
    await shop.tick();
    expect((await attemptOf(shop))?.waiting).toMatchObject({
      for: 'checks-missing',
      detail: { checks: [{ name: 'ci/test', state: 'missing' }], reported: [{ name: 'test' }] },
    });
  });

  test('red fails with the list', async () => {
    const shop = new Shop({ config: CHECKED });
    const sha = await shop.push();
    await checked(shop, sha, 'failure');
    expect(await shop.progress(1)).toBe('failed: production failed');
    expect(await attemptOf(shop)).toMatchObject({
      reason: 'checks-failed',
      detail: { checks: [{ name: 'ci/test', state: 'failure' }] },
    });
  });

  test('a commit that is red is refused at the command, with the list', async () => {
    const shop = new Shop({ config: CHECKED });
    const sha = shop.world.commit();
    shop.world.check(sha, { name: 'ci/test', state: 'failure', url: 'https://ci.example/1' });
    expect(await shop.says('alice', '/release')).toMatchObject({
      kind: 'refused',
      code: 'checks-failed',
      detail: { sha, checks: [{ name: 'ci/test', state: 'failure', url: 'https://ci.example/1' }] },
    });
  });

  test('[A2] what was green for one commit opens nothing for the one that is pushed after it', async () => {
    const shop = new Shop({ config: CHECKED });
    const seen = shop.world.commit({ message: 'looked at' });
    shop.world.check(seen, { name: 'ci/test', state: 'success' });
    await shop.pushed(seen, '0'.repeat(40));
    expect(await shop.progress(1)).toBe('running: production running');
    await shop.succeed('production');
    // The attempt: something else on top, while the green light is still there for everybody to see.
    await shop.push('slipped in');
    await shop.tick();
    expect(await shop.progress(2)).toBe('queued: production waiting checks-missing');
    expect(shop.runner.live).toEqual([]);
  });

  test('[A14] checks that cannot all be read keep the gate shut', async () => {
    const shop = new Shop({ config: CHECKED });
    const sha = shop.world.commit();
    shop.world.check(sha, { name: 'ci/test', state: 'success' });
    shop.world.hideChecks(sha);
    await shop.pushed(sha, '0'.repeat(40));
    expect(await shop.progress(1)).toBe('queued: production waiting checks-unreadable');
    shop.world.hideChecks(sha, false);
    await shop.tick();
    expect(await shop.progress(1)).toBe('running: production running');
  });

  test('are waited for a day', async () => {
    const shop = new Shop({ config: CHECKED });
    await shop.push();
    shop.pass(DAY - 1);
    await shop.tick();
    expect(await shop.progress(1)).toBe('queued: production waiting checks-missing');
    shop.pass(1);
    await shop.tick();
    expect(await attemptOf(shop)).toMatchObject({ status: 'failed', reason: 'checks-deadline' });
  });

  test('are judged by the policy of now, not by that of when the release was made', async () => {
    const shop = new Shop({ config: CHECKED });
    await shop.push();
    await shop.push('no gates any more', {
      '.github/signalbox.yml': 'signalbox: 1\nenvironments: { production: {} }\n',
    });
    expect(await shop.progress(1)).toBe('superseded: production aborted');
    expect(await shop.progress(2)).toBe('running: production running');
  });

  test('news about a commit that nobody waits for makes no turn', async () => {
    const shop = new Shop({ config: CHECKED });
    await shop.push();
    const { head } = shop.branch;
    await checked(shop, 'e'.repeat(40), 'success');
    expect(shop.branch.head).toEqual(head);
  });
});

describe('policy', () => {
  test('without a valid one everything waits, says why, and goes on when it is mended', async () => {
    const shop = new Shop();
    await shop.says('alice', '/lock staging --reason quiet');
    await shop.push('one');
    await shop.push('broken', { '.github/signalbox.yml': 'signalbox: one\n' });
    expect(await shop.progress(1)).toBe('queued: staging waiting policy-invalid, production pending');
    expect((await attemptOf(shop))?.waiting?.detail.problems).toHaveLength(1);
    expect(await shop.says('alice', '/status')).toMatchObject({
      code: 'status-listed',
      detail: { judgedBy: { problems: [expect.anything()] } },
    });
    await shop.push('gone', { '.github/signalbox.yml': null, '.github/workflows/deploy.yml': null });
    expect(await shop.progress(1)).toBe('queued: staging waiting policy-absent, production pending');
    await shop.push('mended', {
      '.github/signalbox.yml': 'signalbox: 1\nenvironments: { staging: {}, production: {} }\n',
      '.github/workflows/deploy.yml': DEPLOY_WORKFLOW,
    });
    expect((await shop.release(1)).status).toBe('superseded');
    expect(await shop.progress(2)).toMatch(/staging waiting environment-locked/);
  });

  test('that only asks for what is not built yet says so', async () => {
    const shop = new Shop({ config: 'signalbox: 1\nenvironments: { production: {} }\nfreezes: []\n' });
    expect(await shop.says('alice', '/release')).toMatchObject({
      kind: 'refused',
      code: 'not-supported-yet',
    });
  });

  test('an environment that it no longer knows is waited for a week', async () => {
    const shop = new Shop();
    await shop.push('one');
    await shop.succeed('staging');
    const run = shop.run('production');
    await shop.says('alice', '/lock production --reason quiet');
    await shop.ends(run, 'cancelled');
    await shop.push('less', { '.github/signalbox.yml': 'signalbox: 1\nenvironments: { staging: {} }\n' });
    expect(await shop.progress(1)).toBe('running: staging succeeded, production waiting environment-unknown');
    expect(await shop.says('alice', '/unlock production')).toMatchObject({ code: 'lock-removed' });
    shop.pass(7 * DAY);
    await shop.tick();
    expect(await shop.progress(1)).toBe('failed: staging succeeded, production failed');
  });
});

describe('inputs', () => {
  const config = `signalbox: 1
environments: { production: {} }
processes:
  standard:
    phases:
      - name: build
        task: image
        workflow: build.yml
        inputs: { before: "\${{ previous.tasks.image.outputs.number || 0 }}" }
      - name: production
        deploy: { to: production, up: deploy.yml, inputs: { tag: "\${{ tasks.image.outputs.tag }}" } }
`;
  const start = (): Shop => new Shop({ config, build: true });

  test('take outputs of earlier tasks, and of the newest earlier release in which the task succeeded', async () => {
    const shop = start();
    await shop.push('one');
    expect(shop.run().order.input.inputs).toEqual({ before: 0 });
    await shop.succeed('image', { number: 7, tag: 'a' });
    expect(shop.run().order.input).toMatchObject({
      inputs: { tag: 'a' },
      outputs: { tasks: { image: { number: 7, tag: 'a' } } },
    });
    await shop.succeed('production');
    await shop.push('two');
    await shop.fail('image');
    await shop.push('three');
    expect(shop.run().order.input.inputs).toEqual({ before: 7 });
  });

  test('one whose value does not exist waits for a week; a retry may set it', async () => {
    const shop = start();
    await shop.push('one');
    await shop.succeed('image', {});
    expect(await shop.progress(1)).toBe('running: image succeeded, production waiting input-missing');
    shop.pass(7 * DAY);
    await shop.tick();
    const failed = (await shop.release(1)).phases[1]?.activities[0]?.attempts[0];
    expect(failed).toMatchObject({ status: 'failed', reason: 'input-deadline' });
    await shop.says('alice', '/retry v1 --set tag=b');
    expect(shop.run('production').order.input.inputs).toEqual({ tag: 'b' });
  });
});

test('the check of a run that Signalbox dispatched for an earlier release never opens a gate', async () => {
  const shop = new Shop({
    config: `signalbox: 1
environments:
  staging: {}
  production: { gates: { checks: [deploy] } }
`,
  });
  const first = await shop.push('one');
  const staged = shop.run('staging');
  shop.world.check(first, { name: 'deploy', state: 'success' });
  await shop.succeed('staging');
  await shop.succeed('production');
  expect(await shop.progress(1)).toMatch(/^succeeded/);
  const second = await shop.push('two');
  // GitHub hangs the checks of a dispatched run on the head of the default branch.
  shop.world.check(second, { name: 'deploy', state: 'success', run: staged.state.id });
  await shop.succeed('staging');
  expect(await shop.progress(2)).toContain('production waiting checks-missing');
});
