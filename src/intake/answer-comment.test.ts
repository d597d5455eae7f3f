import { expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import type { CommandInput } from '../domain/input.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { StateStore } from '../store/store.ts';
import { RecordTooLarge, StateUnreadable, StoreRefused, StoreUnavailable } from '../store/store.ts';
import { answerComment } from './answer-comment.ts';
import type { Workplace } from './workplace.ts';

const quiet = (): void => undefined;
const LOG = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** The shop as the App works on it, on a state branch that fails. */
function failing(shop: Shop, error: Error): Workplace {
  const store: StateStore = {
    ...memoryStore(shop.branch, () => shop.now),
    load: () => Promise.reject(error),
    commit: () => Promise.reject(error),
    log: () => Promise.reject(error),
  };
  const engine = shop.newEngine('app', { store, patience: 0 });
  return { engine, store, facts: shop.facts, reporter: shop.reporter };
}

function status(shop: Shop, explicit = false): CommandInput {
  return {
    kind: 'command',
    id: 'comment:77',
    command: { name: 'status' },
    actor: shop.actor('alice'),
    writtenAt: shop.now,
    comment: { id: '77', issue: 1, pull: false, explicit },
  };
}

function workplace(shop: Shop): Workplace {
  const store = memoryStore(shop.branch, () => shop.now);
  return { engine: shop.engine, store, facts: shop.facts, reporter: shop.reporter };
}

test('a state branch that cannot be read is told to whoever asks, with the file and what helps', async () => {
  const shop = new Shop();
  const at = failing(shop, new StateUnreadable('state-unreadable', 'apps/shop/app.json', 'is not JSON'));
  await expect(answerComment(at, status(shop), LOG)).rejects.toThrow('apps/shop/app.json');
  const [reply] = shop.reporter.comments;
  expect(reply?.bodies[0]).toContain('The state branch cannot be read: apps/shop/app.json: is not JSON');
  expect(shop.reporter.reactionsTo('77')).toEqual(['eyes', '-1']);
  // GitHub redelivers, a person asks for it: it is said once.
  await expect(answerComment(at, status(shop), LOG)).rejects.toThrow();
  expect(shop.reporter.comments).toHaveLength(1);
});

test.each([
  [
    new StateUnreadable('state-newer-format', 'signalbox.json', 'is of format 2'),
    'newer version of Signalbox',
  ],
  [
    new RecordTooLarge('apps/shop/open/1.json', 500_000, 400_000),
    'apps/shop/open/1.json would have 500000 bytes',
  ],
  [
    new StoreRefused('missing-permission', 'Resource not accessible by integration'),
    'Signalbox may not do this here: Resource not accessible',
  ],
])('%s is told', async (error, words) => {
  const shop = new Shop();
  await expect(answerComment(failing(shop, error), status(shop), LOG)).rejects.toThrow();
  expect(shop.reporter.comments[0]?.bodies[0]).toContain(words);
});

test('the real answer is given as well once the branch can be read', async () => {
  const shop = new Shop();
  await shop.ship();
  const before = shop.reporter.comments.length;
  const broken = failing(shop, new StateUnreadable('state-unreadable', 'signalbox.json', 'is missing'));
  await expect(answerComment(broken, status(shop), LOG)).rejects.toThrow();
  await answerComment(workplace(shop), status(shop), LOG);
  await shop.engine.settled();
  expect(shop.reporter.comments).toHaveLength(before + 2);
});

test('an outage is not told: the comment is heard again', async () => {
  const shop = new Shop();
  const at = failing(shop, new StoreUnavailable('GitHub is away'));
  await expect(answerComment(at, status(shop), LOG)).rejects.toThrow('GitHub is away');
  expect(shop.reporter.comments).toEqual([]);
});

/** The default branch gets this config; null: none, and no workflow of ours either. */
function configured(config: string | null): Shop {
  const shop = new Shop();
  const workflow = config === null ? { '.github/workflows/deploy.yml': null } : {};
  shop.world.commit({ message: 'config', files: { '.github/signalbox.yml': config, ...workflow } });
  return shop;
}

test.each([
  ['there is no config', null],
  ['it switches them off', 'signalbox: 1\ncommands: { short: false }\nenvironments: { production: {} }\n'],
])('a short form is left to other programs where %s', async (_, config) => {
  const shop = configured(config);
  await answerComment(workplace(shop), status(shop), LOG);
  await shop.engine.settled();
  expect(shop.reporter.reactionsTo('77')).toEqual([]);
  const at = failing(shop, new StateUnreadable('state-unreadable', 'signalbox.json', 'is missing'));
  await expect(answerComment(at, status(shop), LOG)).rejects.toThrow();
  expect(shop.reporter.reactionsTo('77')).toEqual([]);
  expect(shop.reporter.comments).toEqual([]);
  await answerComment(workplace(shop), status(shop, true), LOG);
  expect(shop.reporter.reactionsTo('77')).toContain('eyes');
});

/** The shop as the other front works on it, which has just been started. */
function otherFront(shop: Shop): Workplace {
  const store = memoryStore(shop.branch, () => shop.now, { performer: 'action' });
  const { facts, reporter } = shop;
  return { engine: shop.newEngine('action', { store }), store, facts, reporter };
}

test.each([true, false])(
  'only the performer acknowledges a command, spelled in full: %s',
  async (explicit) => {
    const shop = new Shop();
    await shop.ship();
    const other = otherFront(shop);
    await answerComment(other, status(shop, explicit), LOG);
    await other.engine.settled();
    expect(shop.reporter.reactionsTo('77')).toEqual([]);
    await answerComment(workplace(shop), status(shop, explicit), LOG);
    await shop.engine.settled();
    expect(shop.reporter.reactionsTo('77')).toEqual(['eyes', '+1']);
  },
);

test('where nobody has begun yet, whoever takes a command in acknowledges it', async () => {
  const shop = new Shop();
  const other = otherFront(shop);
  await answerComment(other, status(shop), LOG);
  await other.engine.settled();
  expect(shop.reporter.reactionsTo('77')).toContain('eyes');
});

test('a command that moves the performer is acknowledged by the one it found, once', async () => {
  const shop = new Shop();
  await shop.ship();
  const config = 'signalbox: 1\nperformer: action\nenvironments: { staging: {}, production: {} }\n';
  shop.world.commit({ message: 'config', files: { '.github/signalbox.yml': config } });
  const other = otherFront(shop);
  const command = { name: 'lock', environment: 'staging', reason: 'audit' } as const;
  await answerComment(other, { ...status(shop), command }, LOG);
  expect(shop.reporter.reactionsTo('77')).toEqual([]);
  expect(await other.engine.performs()).toBe(true);
  expect((await shop.state()).meta.performer).toBe('action');
});
