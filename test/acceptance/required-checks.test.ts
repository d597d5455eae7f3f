import { expect, test } from 'vitest';
import { APP_PERMISSIONS } from '../../src/sandbox/play/stage.ts';
import { openPlay } from '../support/play.ts';
import type { Play } from '../support/play.ts';
import { commentsOn, dispatched, numbers } from '../support/seen.ts';

const DAY = 24 * 60 * 60;
const LOSE = { kind: 'lose' } as const;

function config(gates: string, staging = '  staging: {}\n'): Record<string, string> {
  return {
    '.github/signalbox.yml': `signalbox: 1
environments:
${staging}  production: { gates: ${gates} }
`,
  };
}

test('[HAR-S11] [HAR-S20] a release waits before production until its checks are green, and goes on by itself', async () => {
  const play = await openPlay({ files: config('{ checks: [ci/test, lint] }') });
  const ci = newCi(play, 'CI');
  const sha = await play.push('Something to test');
  const missing = await play.until(1, 'production waiting checks-missing');
  expect(missing).toBe('running: build succeeded, staging succeeded, production waiting checks-missing');
  await play.settled();
  expect((await play.statuses(sha))['signalbox/hello/production']).toBe(
    'pending: v1 waiting: nobody has reported required checks: ci/test and lint',
  );

  await play.sandbox.as('bob').setStatus(play.stage.name, sha, { state: 'pending', context: 'ci/test' });
  await play.until(1, 'production waiting checks-pending');
  const lint = await ci.createCheckRun(play.stage.name, { name: 'lint', sha });
  await play.sandbox.as('bob').setStatus(play.stage.name, sha, { state: 'success', context: 'CI/Test' });
  await play.waitFor(async () => {
    const detail = (await production(play, 1))?.waiting?.detail.checks;
    return detail?.map((each) => `${each.name} ${each.state}`).join() === 'ci/test success,lint pending';
  }, 'only lint to be waited for');
  expect(dispatched(play)).toEqual(['v1 build #1', 'v1 staging #1']);

  await ci.rest('PATCH', `/repos/${play.stage.name}/check-runs/${lint}`, {
    status: 'completed',
    conclusion: 'success',
  });
  await play.until(1, 'succeeded: ');
  expect(dispatched(play)).toEqual(['v1 build #1', 'v1 staging #1', 'v1 production #1']);
  await play.settled();
  expect((await play.statuses(sha))['signalbox/hello/production']).toBe('success: v1 deployed');
});

test('[A13] a check that is pinned to an app is not satisfied by anybody else, nor by our own runs and statuses', async () => {
  const play = await openPlay({ files: config('{ checks: [{ name: security, app: scanner }, deploy] }') });
  const [scanner, faker] = [newCi(play, 'Scanner'), newCi(play, 'Faker')];
  const sha = await play.push('Something to scan');
  await play.until(1, 'production waiting checks-missing');
  // The run of our own deploy to staging has left a green check run named `deploy`: that one does not count.
  await play.waitFor(async () => {
    const path = `/repos/${play.stage.name}/commits/${sha}/check-runs`;
    const { check_runs: runs } = await play.rest<{
      check_runs: { name: string; conclusion: string | null }[];
    }>(path);
    return runs.some((each) => each.name === 'deploy' && each.conclusion === 'success');
  }, 'our own green check run');
  await faker.createCheckRun(play.stage.name, { name: 'security', sha, conclusion: 'success' });
  await play.sandbox.as('bob').setStatus(play.stage.name, sha, { state: 'success', context: 'security' });
  await scanner.createCheckRun(play.stage.name, { name: 'deploy', sha, conclusion: 'success' });
  await play.waitFor(async () => {
    const detail = (await production(play, 1))?.waiting?.detail.checks;
    return detail?.map((each) => `${each.name} ${each.state}`).join() === 'security missing,deploy success';
  }, 'only the pinned check to be missing');
  await scanner.createCheckRun(play.stage.name, { name: 'security', sha });
  await play.until(1, 'production waiting checks-pending');
  expect(dispatched(play)).toEqual(['v1 build #1', 'v1 staging #1']);
  await scanner.createCheckRun(play.stage.name, { name: 'security', sha, conclusion: 'success' });
  await play.until(1, 'succeeded: ');
});

test('[A13] [A14] a red check behind the first page of a hundred, beside a green one of the same name, keeps the gate shut', async () => {
  const play = await openPlay({
    files: { ...config('{ checks: security }', ''), '.github/workflows/build.yml': null },
  });
  const [faker, scanner] = [newCi(play, 'Faker'), newCi(play, 'Scanner')];
  // Nothing is told of while the list is filled, and the lock keeps it from being looked at half filled.
  await play.asks('alice', '/lock production --reason until all is reported');
  const lost = play.sandbox.faults.delivery(({ event }) => event.startsWith('check_'), LOSE, { times: 1000 });
  const sha = await play.push('Something to scan');
  await play.until(1, 'production waiting checks-missing');
  const report = (by: typeof faker, name: string, conclusion: string) =>
    by.createCheckRun(play.stage.name, { name, sha, conclusion });
  await report(faker, 'security', 'success');
  for (let index = 0; index < 105; index += 1) await report(faker, `unit-${index}`, 'success');
  await report(scanner, 'security', 'failure');
  lost.remove();
  // The attempt: whoever reads one page finds it green.
  const page = await firstPage(play, sha);
  expect(page).toHaveLength(100);
  expect(page.filter((each) => each.startsWith('security'))).toEqual(['security SUCCESS']);
  await play.asks('alice', '/unlock production');
  await play.until(1, 'failed: production failed');
  expect((await production(play, 1))?.reason).toBe('checks-failed');
  expect(dispatched(play)).toEqual([]);

  // With the last of them green, all of them are.
  await report(scanner, 'security', 'success');
  await play.asks('alice', '/retry');
  await play.until(1, 'succeeded: ');
});

test('[HAR-S20] red checks fail a pushed release and refuse a commanded one, each with the list', async () => {
  const play = await openPlay({
    files: {
      '.github/signalbox.yml': `signalbox: 1
environments:
  production: { gates: { checks: [ci/test, ci/lint, lint] } }
`,
    },
  });
  const ci = newCi(play, 'CI');
  const bob = play.sandbox.as('bob');
  await bob.commit(play.stage.name, { branch: 'topic', message: 'Broken', files: { 'site/x.txt': 'x\n' } });
  const pull = await bob.openPullRequest(play.stage.name, { head: 'topic', title: 'Broken' });
  const building = play.sandbox.runs.hold({ title: 'v1 build' }, { at: 'start' });
  const sha = await bob.mergePullRequest(play.stage.name, pull);
  await building.reached();
  await bob.setStatus(play.stage.name, sha, { state: 'failure', context: 'ci/test' });
  await bob.setStatus(play.stage.name, sha, { state: 'success', context: 'ci/lint' });
  await ci.createCheckRun(play.stage.name, { name: 'lint', sha, conclusion: 'timed_out' });
  building.remove();
  expect(await play.until(1, 'failed: ')).toBe('failed: build succeeded, production failed');
  await play.settled();
  expect((await play.statuses(sha))['signalbox/hello/production']).toBe(
    'failure: v1 failed: required checks failed: ci/test and lint',
  );
  expect((await commentsOn(play, pull)).at(-1)?.body).toMatch(
    /v1 failed in `production`[^]*ci\/test[^]*lint/,
  );

  const refused = await play.asks('alice', '/release main --force');
  expect(refused.reactions.at(-1)).toBe('-1');
  expect(refused.text).toContain('Required checks failed: `ci/test` and `lint`');
  expect(refused.text).toMatch(/`ci\/lint`.* is green/);
  expect(await numbers(play)).toEqual([1]);
  expect(dispatched(play)).toEqual(['v1 build #1']);

  await bob.setStatus(play.stage.name, sha, { state: 'success', context: 'ci/test' });
  await ci.createCheckRun(play.stage.name, { name: 'lint', sha, conclusion: 'success' });
  expect((await play.asks('bob', '/retry')).reactions.at(-1)).toBe('rocket');
  expect(await play.until(1, 'succeeded: ')).toBe('succeeded: build succeeded, production succeeded');
  expect(dispatched(play)).toEqual(['v1 build #1', 'v1 production #2']);
});

test('[HAR-S20] checks that nobody reports for a day fail the release, and it can be retried', async () => {
  const play = await openPlay({ files: config('{ checks: ci/test }', '') });
  const sha = await play.push('Nobody tests this');
  await play.until(1, 'production waiting checks-missing');
  await play.pass(DAY - 600);
  // A turn that happens after the clock has moved: it finds nothing to retry, and nothing overdue.
  expect((await play.asks('alice', '/retry v1')).text).toContain('Nothing in v1 has failed');
  await play.waitFor(() => play.apps.at(-1)?.log.some((line) => line.includes('x')) ?? true, 'a tick');
  expect(await play.progress(1)).toContain('production waiting checks-missing');
  await play.pass(600);
  await play.until(1, 'failed: build succeeded, production failed');
  await play.settled();
  expect((await play.statuses(sha))['signalbox/hello/production']).toMatch(
    /^failure: v1 failed: .*not become green/,
  );
  await play.sandbox.as('bob').setStatus(play.stage.name, sha, { state: 'success', context: 'ci/test' });
  await play.asks('alice', '/retry');
  await play.until(1, 'succeeded: ');
  expect(dispatched(play)).toEqual(['v1 build #1', 'v1 production #2']);
});

/** Checks of a commit as GraphQL gives them at first. */
async function firstPage(play: Play, sha: string): Promise<readonly string[]> {
  const contexts = 'contexts(first: 100) { nodes { ... on CheckRun { name conclusion } } }';
  const object = `object(oid: "${sha}") { ... on Commit { statusCheckRollup { ${contexts} } } }`;
  const [owner = '', name = ''] = play.stage.name.split('/');
  const query = `{ repository(owner: "${owner}", name: "${name}") { ${object} } }`;
  const response = await fetch(play.sandbox.graphqlUrl, {
    method: 'POST',
    headers: { authorization: `bearer ${play.stage.people['alice']?.token ?? ''}` },
    body: JSON.stringify({ query }),
  });
  const { data } = (await response.json()) as {
    data: {
      repository: {
        object: { statusCheckRollup: { contexts: { nodes: { name: string; conclusion: string }[] } } };
      };
    };
  };
  return data.repository.object.statusCheckRollup.contexts.nodes.map(
    (each) => `${each.name} ${each.conclusion}`,
  );
}

/** Another App that reports check runs. */
function newCi(play: Play, name: string) {
  const permissions = { ...APP_PERMISSIONS, checks: 'write' } as const;
  const app = play.sandbox.createApp({ name, owner: 'acme', permissions, events: [] });
  return play.sandbox.asApp(play.sandbox.install(app, 'acme'));
}

async function production(play: Play, release: number) {
  const phase = (await play.release(release)).phases.at(-1);
  return phase?.activities[0]?.attempts.at(-1);
}
