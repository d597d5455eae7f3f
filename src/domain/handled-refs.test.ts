import { expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import { keepRefs, noteRef } from './handled-refs.ts';
import { Facts } from './fact.ts';
import { emptyState, REFS_KEPT } from './state.ts';
import { Turn } from './turn.ts';

const NOW = '2026-11-20T12:00:00Z';
const sha = (number: number): string => number.toString(16).padStart(40, '0');

function emptyTurn(): Turn {
  const stamp = { now: NOW, nonce: 'n', performs: true, turn: 1 };
  return new Turn(emptyState('app', NOW), new Facts(), stamp);
}

test('the newest commit of a ref is kept, and when a branch moved', () => {
  const turn = emptyTurn();
  noteRef(turn, 'refs/heads/main', sha(1));
  noteRef(turn, 'refs/tags/v1', sha(1));
  noteRef(turn, 'refs/heads/main', sha(2));
  expect(turn.state.repository).toMatchObject({
    refs: { 'refs/tags/v1': sha(1), 'refs/heads/main': sha(2) },
    movedAt: { 'refs/heads/main': NOW },
  });
  expect(Object.keys(turn.state.repository.movedAt ?? {})).toEqual(['refs/heads/main']);
});

test('however many tags there are, they are bounded, and no branch is forgotten for them', () => {
  const turn = emptyTurn();
  noteRef(turn, 'refs/heads/main', sha(1));
  for (let number = 0; number < REFS_KEPT + 50; number += 1) {
    noteRef(turn, `refs/tags/v${number}`, sha(number));
  }
  const refs = Object.keys(turn.state.repository.refs);
  expect(refs).toHaveLength(REFS_KEPT);
  expect(refs).toContain('refs/heads/main');
  expect(refs).not.toContain('refs/tags/v0');
  expect(refs).toContain(`refs/tags/v${REFS_KEPT + 49}`);
  expect(turn.state.repository.refsForgotten).toBe(true);
});

test('branches that are gone are forgotten once there are many; of a few nothing is', () => {
  const turn = emptyTurn();
  const feature = (number: number): string => `refs/heads/feature/${number}`;
  for (let number = 0; number < 10; number += 1) noteRef(turn, feature(number), sha(number));
  keepRefs(turn, []);
  expect(Object.keys(turn.state.repository.refs)).toHaveLength(10);
  for (let number = 0; number < 600; number += 1) noteRef(turn, feature(number), sha(number));
  keepRefs(turn, [feature(7)]);
  expect(turn.state.repository).toMatchObject({
    refs: { [feature(7)]: sha(7) },
    movedAt: { [feature(7)]: NOW },
  });
  expect(Object.keys(turn.state.repository.refs)).toHaveLength(1);
});

test('what was only seen is forgotten before what was handled', async () => {
  const config =
    'signalbox: 1\napps: { shop: { release-on: { tag: "v*" } } }\nenvironments: { production: {} }\n';
  const shop = new Shop({ config });
  const old = shop.world.commit({ branch: 'old' });
  for (let number = 0; number < REFS_KEPT + 50; number += 1) shop.world.tag(`v${number}`, old);
  const told = { kind: 'tag', id: 'tag:v7', tag: 'v7', sha: old, actor: shop.actor('alice') } as const;
  await shop.engine.submit(told);
  const { refs, seen, movedAt } = (await shop.state()).repository;
  expect(Object.keys(refs)).toHaveLength(REFS_KEPT);
  expect(refs['refs/tags/v7']).toBe(old);
  expect(seen?.refs).toHaveLength(REFS_KEPT - 1);
  expect(movedAt).toBeUndefined();
  await shop.engine.submit(told);
  expect(Object.keys((await shop.state()).releases)).toEqual(['shop/1']);
});

test('a tag that was handled and forgotten is not released by a sweep; a webhook still brings a new one', async () => {
  const config = `signalbox: 1
apps: { shop: { release-on: { push: [main], tag: ["v*"] } } }
environments: { production: {} }
`;
  const shop = new Shop({ config });
  const old = shop.world.commit({ branch: 'old' });
  const tags = Array.from({ length: REFS_KEPT + 5 }, (_, index) => `v${index}`);
  for (const tag of tags) shop.world.tag(tag, old);
  await shop.push('one');
  await shop.tick(true);
  const before = await shop.state();
  expect(Object.keys(before.repository.refs)).toHaveLength(REFS_KEPT);
  await shop.tick(true);
  const after = await shop.state();
  expect(Object.keys(after.releases)).toEqual(['shop/1']);
  expect(after.repository.refs).toEqual(before.repository.refs);
  const actor = shop.actor('alice');
  const fresh = shop.world.commit({ branch: 'other' });
  shop.world.tag('v9999', fresh);
  await shop.engine.submit({ kind: 'tag', id: `tag:v9999:${fresh}`, tag: 'v9999', sha: fresh, actor });
  expect((await shop.release(2)).spec).toMatchObject({ sha: fresh, ref: 'refs/tags/v9999' });
});
