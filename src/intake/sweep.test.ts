import { describe, expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import type { Performer } from '../domain/policy.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import { sweep } from './sweep.ts';

/** Somebody writes a comment of which no webhook comes. @returns its id as an input. */
function writes(shop: Shop, login: string, body: string): string {
  const author = { ...shop.actor(login), person: true };
  return `comment:${shop.world.comment({ body, author, createdAt: shop.now })}`;
}

/** A job, or an App that was just started, sweeps. @returns what it complained about. */
async function sweepAnew(shop: Shop, front: Performer = 'app'): Promise<readonly string[]> {
  const store = memoryStore(shop.branch, () => shop.now);
  const engine = shop.newEngine(front, { store });
  const complaints: string[] = [];
  const onFailure = (comment: string): void => void complaints.push(comment);
  try {
    await sweep({ engine, store, facts: shop.facts }, { heardUntil: null, unheardSince: null, onFailure });
  } finally {
    await engine.settled();
  }
  return complaints;
}

/** The App was away while somebody took a file away that all apps need. */
async function damaged(): Promise<Shop> {
  const shop = new Shop();
  shop.person('ada', 'admin');
  await shop.ship();
  const files = new Map(shop.branch.head?.files);
  files.delete('repository.json');
  shop.branch.append(shop.branch.head?.oid ?? null, { files, message: 'by hand', at: shop.now });
  return shop;
}

const UNTRUSTED = /^repository\.json: is missing$/;
const replies = (shop: Shop, what: RegExp): number =>
  shop.reporter.comments.filter(({ bodies }) => what.test(bodies.at(-1) ?? '')).length;
const planIn = (shop: Shop): string =>
  shop.reporter.comments
    .flatMap(({ bodies }) => /\/repair --apply [0-9a-f]{8}/.exec(bodies.join()) ?? [])
    .at(-1) ?? '';

describe('a sweep that meets a branch which nobody can vouch for', () => {
  test('does what a missed /repair says, and goes on with what else was missed', async () => {
    const shop = await damaged();
    writes(shop, 'ada', '/repair');
    await expect(sweepAnew(shop)).rejects.toThrow(UNTRUSTED);
    const plan = planIn(shop);
    expect(plan).not.toBe('');
    shop.pass(300);
    const applied = writes(shop, 'ada', plan);
    const locked = writes(shop, 'alice', '/lock staging --reason audit');
    expect(await sweepAnew(shop)).toEqual([]);
    const { outcomes } = await shop.state();
    expect(outcomes.map(({ input, answer }) => [input, answer.code])).toEqual([
      [applied, 'repaired'],
      [locked, 'locked-now'],
    ]);
  });

  test('answers each once, however often it looks, and decides nothing else', async () => {
    const shop = await damaged();
    writes(shop, 'ada', '/repair');
    writes(shop, 'ada', '/repair --apply 00000000');
    writes(shop, 'alice', '/lock staging --reason audit');
    const head = shop.branch.head?.oid;
    for (let sweeps = 0; sweeps < 4; sweeps += 1) {
      await expect(sweepAnew(shop)).rejects.toThrow(UNTRUSTED);
      shop.pass(600);
    }
    expect(shop.branch.head?.oid).toBe(head);
    expect(shop.reporter.comments).toHaveLength(2);
    expect(replies(shop, /\/repair --apply/)).toBe(2);
  });

  test('leaves alone what a bot has answered; that a person writes like one does not count', async () => {
    const shop = await damaged();
    const replyTo = (input: string): string => `Nothing.\n\n<!-- signalbox:reply:${input} -->`;
    const bot = { ...shop.actor('signalbox[bot]'), person: false };
    const answered = writes(shop, 'ada', '/repair');
    shop.world.comment({ body: replyTo(answered), author: bot, createdAt: shop.now });
    await expect(sweepAnew(shop)).rejects.toThrow(UNTRUSTED);
    expect(shop.reporter.comments).toHaveLength(0);
    const spoofed = writes(shop, 'ada', '/repair');
    writes(shop, 'alice', replyTo(spoofed));
    await expect(sweepAnew(shop)).rejects.toThrow(UNTRUSTED);
    expect(shop.reporter.comments).toHaveLength(1);
  });

  test('leaves alone what was said long before', async () => {
    const shop = await damaged();
    writes(shop, 'ada', '/repair');
    shop.pass(3700);
    await expect(sweepAnew(shop)).rejects.toThrow(UNTRUSTED);
    expect(shop.reporter.comments).toHaveLength(0);
  });

  test('does not carry out again what was carried out once, when the same breaks anew', async () => {
    const shop = await damaged();
    writes(shop, 'ada', '/repair');
    await expect(sweepAnew(shop)).rejects.toThrow(UNTRUSTED);
    const applied = writes(shop, 'ada', planIn(shop));
    await sweepAnew(shop);
    const files = new Map(shop.branch.head?.files);
    files.delete('repository.json');
    shop.branch.append(shop.branch.head?.oid ?? null, { files, message: 'by hand again', at: shop.now });
    const head = shop.branch.head?.oid;
    await expect(sweepAnew(shop)).rejects.toThrow(UNTRUSTED);
    expect(shop.branch.head?.oid).toBe(head);
    expect(applied).toMatch(/^comment:/);
  });
});
