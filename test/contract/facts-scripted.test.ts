import { expect, test } from 'vitest';
import type { Permission } from '../../src/domain/role.ts';
import { FactsUnavailable } from '../../src/facts/facts.ts';
import { ScriptedFacts } from '../../src/facts/scripted/scripted-facts.ts';
import { ScriptedWorld } from '../../src/facts/scripted/scripted-world.ts';
import { ScriptedRunner } from '../../src/runner/scripted/scripted-runner.ts';
import { anOrder } from '../support/orders.ts';
import type { FactsRepository } from './facts-repository.ts';
import { factsContract } from './facts.ts';

factsContract('scripted', () => Promise.resolve(scriptedRepository()));

test('a fact that is away is an error of the port, and comes back', async () => {
  const world = new ScriptedWorld();
  const facts = new ScriptedFacts(world);
  const sha = world.commit();
  facts.goAway('commit', 'policy');
  await expect(facts.answer('commit', { sha })).rejects.toThrow(FactsUnavailable);
  await expect(facts.policySource()).rejects.toThrow(FactsUnavailable);
  facts.recover();
  expect(await facts.answer('commit', { sha })).toMatchObject({ sha });
});

test('checks that cannot be read are no checks at all', async () => {
  const world = new ScriptedWorld();
  const sha = world.commit();
  world.check(sha, { name: 'ci/test', state: 'success' });
  world.hideChecks(sha);
  expect(await new ScriptedFacts(world).answer('checks', { sha })).toMatchObject({ status: 'unreadable' });
});

test('runs are those of the scripted runner', async () => {
  const runner = new ScriptedRunner({ now: () => '2026-11-20T12:00:00Z' });
  const facts = new ScriptedFacts(new ScriptedWorld(), runner);
  await runner.start(anOrder({ nonce: 'n1' }));
  const found = await facts.answer('runByNonce', { nonce: 'n1', since: '2026-11-20T12:00:00Z' });
  expect(found).toMatchObject({ status: 'queued', attempt: 1 });
  runner.fail(found?.id ?? '');
  expect(await facts.answer('run', { id: found?.id ?? '' })).toMatchObject({ conclusion: 'failure' });
  expect(await facts.answer('runByNonce', { nonce: 'n1', since: '2026-11-20T12:00:01Z' })).toBeNull();
});

function scriptedRepository(): FactsRepository {
  const world = new ScriptedWorld();
  world.hideTeam('acme/ops-hidden');
  let lastId = 100;
  let minute = 0;
  const later = (): string => `2026-11-20T12:${String((minute += 1)).padStart(2, '0')}:00Z`;
  return {
    facts: new ScriptedFacts(world),
    team: 'acme/ops',
    commit: ({ branch, from, ...change }) =>
      Promise.resolve(
        world.commit({ branch, ...change, ...(from === undefined ? {} : { parents: [from] }) }),
      ),
    tag: (name, sha) => {
      world.tag(name, sha);
      return Promise.resolve();
    },
    check: (sha, name, state) => {
      world.check(sha, { name, state });
      return Promise.resolve();
    },
    person: (login: string, permission: Permission, inTeam = false) => {
      const actor = { login, id: (lastId += 2) };
      world.person({ ...actor, permission, teams: inTeam ? ['acme/ops'] : [] });
      return Promise.resolve(actor);
    },
    comment: (author, body) => {
      const createdAt = later();
      const id = world.comment({ author: { ...author, person: true }, body, createdAt });
      return Promise.resolve({ id, createdAt });
    },
    react: (comment, content) => {
      if (content !== 'eyes') world.mark(comment);
      return Promise.resolve();
    },
    merge: (branch) => {
      const head = world.refs.get(`refs/heads/${branch}`);
      const main = world.refs.get('refs/heads/main');
      if (head === undefined || main === undefined) throw new Error(`nothing to merge: ${branch}`);
      const files = world.commitOf(head)?.files ?? {};
      const sha = world.commit({ parents: [main, head], files });
      world.mergedPull({ number: 7, commits: [head, sha], mergedAt: later() });
      return Promise.resolve({ number: 7, sha });
    },
    close: () => Promise.resolve(),
  };
}
