import { describe, expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { StateStore } from '../store/store.ts';
import { sweep } from './sweep.ts';

const UNTRUSTED = /^repository\.json: is missing$/;

/** A repository of whose comments no webhook tells. */
class Unheard extends Shop {
  /** How often somebody looked at the branch as it is. */
  examined = 0;

  /** @returns the comment's id, as that of an input. */
  writes(login: string, body: string): string {
    const author = { ...this.actor(login), person: true };
    return `comment:${this.world.comment({ body, author, createdAt: this.now })}`;
  }

  /** Somebody writes files of the state branch by hand, or deletes them. */
  edit(changes: Readonly<Record<string, string | null>>): void {
    const files = new Map(this.branch.head?.files);
    for (const [path, text] of Object.entries(changes)) {
      if (text === null) files.delete(path);
      else files.set(path, text);
    }
    this.branch.append(this.branch.head?.oid ?? null, { files, message: 'by hand', at: this.now });
  }

  /** A job, or an App that was just started, sweeps. @returns what it complained about. */
  async sweepAnew(): Promise<readonly string[]> {
    const inner = memoryStore(this.branch, () => this.now);
    const store: StateStore = {
      load: (options) => inner.load(options),
      commit: (change) => inner.commit(change),
      examine: () => {
        this.examined += 1;
        return inner.examine();
      },
      log: (limit) => inner.log(limit),
    };
    const engine = this.newEngine('app', { store });
    const complaints: string[] = [];
    const onFailure = (comment: string): void => void complaints.push(comment);
    try {
      await sweep({ engine, store, facts: this.facts }, { heardUntil: null, unheardSince: null, onFailure });
    } finally {
      await engine.settled();
    }
    return complaints;
  }

  /** What the newest answer says to write. */
  get plan(): string {
    const texts = this.reporter.comments.flatMap(({ bodies }) => bodies);
    return texts.flatMap((text) => /\/repair --apply [0-9a-f]{8}/.exec(text) ?? []).at(-1) ?? '';
  }
}

/** Somebody took a file away that all apps need. */
async function damaged(config?: string): Promise<Unheard> {
  const shop = new Unheard(config === undefined ? {} : { config });
  shop.person('ada', 'admin');
  shop.person('boss', 'admin');
  await shop.ship();
  shop.edit({ 'repository.json': null });
  return shop;
}

describe('a sweep that meets a branch which nobody can vouch for', () => {
  test('does what a missed /repair says, and goes on with what else was missed', async () => {
    const shop = await damaged();
    shop.writes('ada', '/repair');
    await expect(shop.sweepAnew()).rejects.toThrow(UNTRUSTED);
    const plan = shop.plan;
    expect(plan).not.toBe('');
    shop.pass(300);
    const applied = shop.writes('ada', plan);
    const locked = shop.writes('alice', '/lock staging --reason audit');
    expect(await shop.sweepAnew()).toEqual([]);
    const { outcomes } = await shop.state();
    expect(outcomes.map(({ input, answer }) => [input, answer.code])).toEqual([
      [applied, 'repaired'],
      [locked, 'locked-now'],
    ]);
  });

  test('answers each once, however often it looks, and decides nothing else', async () => {
    const shop = await damaged();
    shop.writes('ada', '/repair');
    shop.writes('boss', '/repair --apply 00000000');
    shop.writes('alice', '/lock staging --reason audit');
    const head = shop.branch.head?.oid;
    for (let sweeps = 0; sweeps < 4; sweeps += 1) {
      await expect(shop.sweepAnew()).rejects.toThrow(UNTRUSTED);
      shop.pass(600);
    }
    expect(shop.branch.head?.oid).toBe(head);
    expect(shop.reporter.comments).toHaveLength(2);
    expect(shop.plan).not.toBe('');
  });

  test('leaves alone what a bot has answered; that a person writes like one does not count', async () => {
    const shop = await damaged();
    const replyTo = (input: string): string => `Nothing.\n\n<!-- signalbox:reply:${input} -->`;
    const bot = { ...shop.actor('signalbox[bot]'), person: false };
    const answered = shop.writes('ada', '/repair');
    shop.world.comment({ body: replyTo(answered), author: bot, createdAt: shop.now });
    await expect(shop.sweepAnew()).rejects.toThrow(UNTRUSTED);
    expect(shop.reporter.comments).toHaveLength(0);
    const spoofed = shop.writes('ada', '/repair');
    shop.writes('alice', replyTo(spoofed));
    await expect(shop.sweepAnew()).rejects.toThrow(UNTRUSTED);
    expect(shop.reporter.comments).toHaveLength(1);
  });

  test('examines the branch for the last word of a person only, and of some persons', async () => {
    const shop = await damaged();
    for (let times = 0; times < 50; times += 1) shop.writes('rita', '/repair');
    for (let person = 0; person < 10; person += 1) shop.writes(`stranger-${person}`, '/repair');
    await expect(shop.sweepAnew()).rejects.toThrow(UNTRUSTED);
    expect(shop.examined).toBe(5);
  });

  test('leaves alone short words where they are for another program', async () => {
    const shop = await damaged(
      'signalbox: 1\ncommands: { short: false }\nenvironments: { staging: {}, production: {} }\n',
    );
    shop.writes('ada', '/repair');
    await expect(shop.sweepAnew()).rejects.toThrow(UNTRUSTED);
    expect([shop.examined, shop.reporter.comments.length]).toEqual([0, 0]);
    shop.writes('ada', '/signalbox repair');
    await expect(shop.sweepAnew()).rejects.toThrow(UNTRUSTED);
    expect([shop.examined, shop.reporter.comments.length]).toEqual([1, 1]);
  });

  test('leaves alone what a newer version has written', async () => {
    const shop = await damaged();
    shop.edit({ 'signalbox.json': '{ "format": 2 }' });
    shop.writes('ada', '/repair');
    await expect(shop.sweepAnew()).rejects.toThrow(/has format 2/);
    expect(shop.examined).toBe(0);
  });

  test('says what is wrong with the branch, not that comments cannot be read', async () => {
    const shop = await damaged();
    shop.facts.goAway('comments');
    await expect(shop.sweepAnew()).rejects.toThrow(UNTRUSTED);
  });

  test('leaves alone what was said long before', async () => {
    const shop = await damaged();
    shop.writes('ada', '/repair');
    shop.pass(3700);
    await expect(shop.sweepAnew()).rejects.toThrow(UNTRUSTED);
    expect(shop.reporter.comments).toHaveLength(0);
  });

  test('does not carry out again what was carried out once, when the same breaks anew', async () => {
    const shop = await damaged();
    shop.writes('ada', '/repair');
    await expect(shop.sweepAnew()).rejects.toThrow(UNTRUSTED);
    const applied = shop.writes('ada', shop.plan);
    await shop.sweepAnew();
    shop.edit({ 'repository.json': null });
    const head = shop.branch.head?.oid;
    await expect(shop.sweepAnew()).rejects.toThrow(UNTRUSTED);
    expect(shop.branch.head?.oid).toBe(head);
    expect(applied).toMatch(/^comment:/);
  });
});

describe('a sweep that hears comments a second time', () => {
  test('leaves a question alone that bears the mark of an answer, also where the reply was deleted', async () => {
    const shop = new Unheard();
    await shop.ship();
    const question = shop.writes('alice', '/info v5');
    const command = shop.writes('alice', '/lock staging --reason audit');
    expect(await shop.sweepAnew()).toEqual([]);
    const replies = (): readonly string[] => shop.reporter.comments.map(({ bodies }) => bodies.join());
    expect(replies().filter((body) => body.includes('no release v5'))).toHaveLength(1);

    for (const input of [question, command]) shop.world.mark(input.replace('comment:', ''));
    for (const { id, bodies } of shop.reporter.comments) {
      if (bodies.join().includes('no release v5')) shop.reporter.removeComment(id);
    }
    shop.pass(120);
    const later = shop.writes('bob', '/info v6');
    expect(await shop.sweepAnew()).toEqual([]);
    expect(replies().filter((body) => body.includes('no release v5'))).toEqual([]);
    expect(replies().filter((body) => body.includes(`reply:${later}`))).toHaveLength(1);
  });
});
