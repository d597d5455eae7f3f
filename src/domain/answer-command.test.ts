import { describe, expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import { COMMAND_RULES } from './command.ts';
import { DAY, HOUR, MINUTE, plus } from './instant.ts';
import { OUTCOMES_OF_ALL } from './outcomes.ts';
import { OUTCOMES_KEPT } from './state.ts';

describe('who may', () => {
  test.each([
    ['rita', '/rollback', 'not-permitted'],
    ['rita', '/unlock production', 'not-permitted'],
    ['rita', '/status', 'status-listed'],
    ['stranger', '/status', 'not-permitted'],
    ['stranger', '/lock production --reason mine', 'not-permitted'],
    ['alice', '/status', 'status-listed'],
  ])('%s: %s → %s', async (login, command, code) => {
    const shop = new Shop();
    await shop.push();
    const before = (await shop.state()).apps;
    expect(await shop.says(login, command)).toMatchObject({ code });
    expect((await shop.state()).apps).toEqual(before);
  });

  test('a refusal names what was needed and what was found', async () => {
    const shop = new Shop();
    expect((await shop.says('rita', '/release')).detail).toEqual({
      by: 'rita',
      needed: 'operator (write)',
      found: 'read',
    });
  });

  test('an environment may ask for more, and its people may do nothing elsewhere', async () => {
    const config = `signalbox: 1
environments:
  staging: {}
  production: { roles: { operator: ["@acme/ops"] } }
`;
    const shop = new Shop({ config });
    shop.person('otto', 'read', ['acme/ops']);
    await shop.ship();
    expect(await shop.says('alice', '/lock production --reason x')).toMatchObject({
      code: 'not-permitted',
      detail: { needed: 'operator (team acme/ops)' },
    });
    expect(await shop.says('otto', '/lock production --reason x')).toMatchObject({ code: 'locked-now' });
    expect(await shop.says('otto', '/lock staging --reason x')).toMatchObject({ code: 'not-permitted' });
  });

  test('a login that changed hands is somebody else [A10]', async () => {
    const shop = new Shop();
    const { login } = shop.actor('alice');
    shop.world.person({ login, id: 4711, permission: 'write', teams: [] });
    expect(await shop.says('alice', '/release')).toMatchObject({
      code: 'not-permitted',
      detail: { found: 'none' },
    });
  });
});

describe('once is once', () => {
  test('a command told twice is carried out once and answered the same', async () => {
    const shop = new Shop();
    const first = await shop.says('alice', '/release', { id: 'comment:7' });
    const second = await shop.says('alice', '/release', { id: 'comment:7' });
    expect(second).toEqual(first);
    expect(Object.keys((await shop.state()).releases)).toEqual(['shop/1']);
    expect(shop.reporter.comments).toHaveLength(1);
  });

  test('a refusal is remembered, too, even when it would no longer be one', async () => {
    const shop = new Shop();
    await shop.push();
    const first = await shop.says('rita', '/hold v1', { id: 'comment:8' });
    shop.person('rita', 'write');
    expect(await shop.says('rita', '/hold v1', { id: 'comment:8' })).toEqual(first);
    expect(await shop.says('rita', '/hold v1')).toMatchObject({ code: 'held' });
  });

  test('after a day it is forgotten, but then the command is too old', async () => {
    const shop = new Shop();
    await shop.push();
    const writtenAt = shop.now;
    await shop.says('alice', '/hold v1', { id: 'comment:9' });
    shop.pass(DAY + 1);
    await shop.says('alice', '/resume v1');
    expect((await shop.state()).outcomes.map((each) => each.input)).not.toContain('comment:9');
    expect(await shop.says('alice', '/hold v1', { id: 'comment:9', writtenAt })).toMatchObject({
      code: 'say-it-again',
    });
  });

  test('a question is answered whenever it is seen', async () => {
    const shop = new Shop();
    await shop.push();
    const writtenAt = plus(shop.now, -HOUR);
    expect(await shop.says('alice', '/info v1', { writtenAt })).toMatchObject({ kind: 'told' });
  });

  test('one first seen later than a quarter of an hour is to be said again', async () => {
    const shop = new Shop();
    await shop.push();
    const writtenAt = plus(shop.now, -15 * MINUTE - 1);
    expect(await shop.says('alice', '/hold v1', { writtenAt })).toMatchObject({
      kind: 'refused',
      code: 'say-it-again',
      detail: { since: writtenAt },
    });
    expect(await shop.says('alice', '/hold v1', { writtenAt: plus(shop.now, -15 * MINUTE) })).toMatchObject({
      code: 'held',
    });
  });

  test('a query takes no place among what is remembered, and makes no commit', async () => {
    const shop = new Shop();
    await shop.push();
    const { head } = shop.branch;
    for (const query of ['/status', '/releases', '/info v1', '/help']) await shop.says('alice', query);
    expect(shop.branch.head).toEqual(head);
    expect(shop.reporter.comments).toHaveLength(4);
  });

  test('a full list refuses and never forgets', async () => {
    const shop = new Shop();
    await shop.push();
    for (let index = 0; index < 20; index += 1) shop.person(`s${index}`, 'write');
    const said = Array.from({ length: OUTCOMES_KEPT }, (_, index) =>
      shop.submitSaying(`s${index % 20}`, '/hold v1', { id: `comment:${10_000 + index}` }),
    );
    await Promise.all(said);
    await shop.engine.settled();
    expect(await shop.says('alice', '/hold v1')).toMatchObject({ kind: 'refused', code: 'busy' });
    expect(await shop.says('alice', '/status')).toMatchObject({ code: 'status-listed' });
    expect((await shop.state()).outcomes).toHaveLength(OUTCOMES_KEPT);
    shop.pass(DAY);
    expect(await shop.says('alice', '/hold v1')).toMatchObject({ code: 'already-held' });
  });
});

describe('[A28] a flood', () => {
  const flood = (shop: Shop, login: string, count: number, from: number) =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        shop.submitSaying(login, '/lock production --reason flood', { id: `comment:${from + index}` }),
      ),
    );

  test('of one person is answered up to a limit, said once to be over it, and then left alone', async () => {
    const shop = new Shop();
    await shop.push();
    const answers = await flood(shop, 'alice', 40, 1000);
    await shop.engine.settled();
    expect(answers.slice(0, 30).every((answer) => answer !== null && answer.code !== 'busy')).toBe(true);
    expect(answers[30]).toMatchObject({
      kind: 'refused',
      code: 'too-many-commands',
      detail: { by: 'alice', until: plus(shop.now, 10 * MINUTE) },
    });
    expect(answers.slice(31)).toEqual(Array.from({ length: 9 }, () => null));
    expect((await shop.state()).outcomes).toHaveLength(31);
    expect(shop.reporter.comments).toHaveLength(31);
    // Questions are free, others are not held up, and ten minutes later it is forgotten.
    expect(await shop.says('alice', '/status')).toMatchObject({ code: 'status-listed' });
    expect(await shop.says('mona', '/unlock production')).toMatchObject({ code: 'lock-removed' });
    shop.pass(10 * MINUTE);
    expect(await shop.says('alice', '/hold v1')).toMatchObject({ code: 'held' });
  });

  test('of a stranger, spread over a day, leaves room for the others', async () => {
    const shop = new Shop();
    await shop.push();
    for (let round = 0; round < 12; round += 1) {
      await flood(shop, 'stranger', 31, 1000 * (round + 1));
      shop.pass(20 * MINUTE);
    }
    await shop.engine.settled();
    expect((await shop.state()).outcomes.length).toBeLessThan(160);
    expect(await shop.says('alice', '/hold v1')).toMatchObject({ code: 'held' });
  });
});

test('[A28] strangers who flood together leave a place in the list for those who may command', async () => {
  const shop = new Shop();
  await shop.push();
  const strangers = Array.from({ length: 30 }, (_, index) => `stranger${index}`);
  const said = strangers.flatMap((login, who) =>
    Array.from({ length: 20 }, (_, index) =>
      shop.submitSaying(login, '/abort v1', { id: `comment:${1000 * (who + 1) + index}` }),
    ),
  );
  const answers = await Promise.all(said);
  await shop.engine.settled();
  // The attempt: they are more than the list has places, and the first of them were answered.
  expect(answers.length).toBeGreaterThan(OUTCOMES_KEPT);
  const answered = answers.filter((answer) => answer !== null);
  expect(answered).toHaveLength(OUTCOMES_OF_ALL);
  expect(new Set(answered.map(({ code }) => code))).toEqual(new Set(['not-permitted']));
  expect(await shop.says('alice', '/hold v1')).toMatchObject({ code: 'held' });
});

describe('a repository that is not set up', () => {
  const bare = (): Shop =>
    new Shop({ files: {}, config: 'signalbox: 1\nenvironments: { production: {} }\n' });

  test('is left alone by short commands, and told about by the long form, without a state branch', async () => {
    const shop = bare();
    shop.world.commit({ files: { '.github/signalbox.yml': null, '.github/workflows/deploy.yml': null } });
    expect(await shop.submitSaying('alice', '/release')).toBeNull();
    const answer = await shop.engine.submit({
      kind: 'command',
      id: 'comment:1',
      command: { name: 'release', force: false },
      actor: shop.actor('alice'),
      writtenAt: shop.now,
      comment: { id: '1', issue: 1, pull: false, explicit: true },
    });
    expect(answer).toMatchObject({ kind: 'refused', code: 'no-config' });
    await shop.tick();
    expect(shop.branch.head).toBeNull();
  });

  test('words that are no command are answered with what was found', async () => {
    const shop = bare();
    const answer = await shop.engine.submit({
      kind: 'misspelt',
      id: 'comment:2',
      actor: shop.actor('alice'),
      writtenAt: shop.now,
      code: 'unknown-command',
      detail: { name: 'rolback', candidates: ['/rollback'] },
      comment: { id: '2', issue: 1, pull: false, explicit: false },
    });
    expect(answer).toMatchObject({ kind: 'refused', code: 'unknown-command', detail: { name: 'rolback' } });
  });
});

describe('several apps', () => {
  const config = `signalbox: 1
apps:
  web: { paths: [web/**] }
  api: { paths: [api/**] }
environments: { production: {} }
`;

  test('a command that may mean both asks which, with commands to paste', async () => {
    const shop = new Shop({ config });
    await shop.push('both', { 'web/a': '1', 'api/a': '1' });
    expect(await shop.says('alice', '/release')).toMatchObject({
      code: 'which-app',
      detail: { candidates: ['/release --app web', '/release --app api'] },
    });
    expect(await shop.says('alice', '/hold')).toMatchObject({
      code: 'which-release',
      detail: { candidates: ['/hold web@v1', '/hold api@v1'] },
    });
    expect(await shop.says('alice', '/lock --reason x')).toMatchObject({
      code: 'which-environment',
      detail: {
        candidates: ['/lock production --app web --reason x', '/lock production --app api --reason x'],
      },
    });
    expect(await shop.says('alice', '/info v1')).toMatchObject({
      code: 'which-app',
      detail: { candidates: ['/info web@v1', '/info api@v1'] },
    });
    expect(await shop.says('alice', '/rollback v1 production --cancel --reason too slow')).toMatchObject({
      detail: {
        candidates: [
          '/rollback web@v1 production --cancel --reason too slow',
          '/rollback api@v1 production --cancel --reason too slow',
        ],
      },
    });
    expect(await shop.says('alice', '/unlock production')).toMatchObject({
      detail: { candidates: ['/unlock production --app web', '/unlock production --app api'] },
    });
    expect(await shop.says('alice', '/hold web@v1')).toMatchObject({
      code: 'held',
      detail: { release: 'web@v1' },
    });
    expect(await shop.says('alice', '/resume')).toMatchObject({
      code: 'resumed',
      detail: { release: 'web@v1', filled: ['release web@v1'] },
    });
  });

  test.each([
    '/hold v1 --app shoes',
    '/lock production --app shoes --reason x',
    '/lock --app shoes --reason x',
    '/hold --app shoes',
    '/release --app shoes',
    '/status --app shoes',
  ])('%s: there is no such app', async (command) => {
    const shop = new Shop({ config });
    await shop.push('both', { 'web/a': '1', 'api/a': '1' });
    expect(await shop.says('alice', command)).toMatchObject({
      kind: 'refused',
      code: 'no-such-app',
      detail: { app: 'shoes', candidates: ['web', 'api'] },
    });
  });

  test('a pull request narrows the app and nothing else', async () => {
    const shop = new Shop({ config });
    const sha = shop.world.commit({ files: { 'web/a': '1' } });
    shop.world.mergedPull({ number: 5, commits: [sha], mergedAt: '2026-11-20T11:00:00Z' });
    await shop.pushed(sha, '0'.repeat(40));
    await shop.push('api', { 'api/a': '1' });
    const answer = await shop.engine.submit({
      kind: 'command',
      id: 'comment:1',
      command: { name: 'hold' },
      actor: shop.actor('alice'),
      writtenAt: shop.now,
      comment: { id: '1', issue: 5, pull: true, explicit: false },
    });
    expect(answer).toMatchObject({ code: 'held', detail: { release: 'web@v1' } });
  });
});

test('names that every object has are nobody’s environments', async () => {
  const shop = new Shop();
  await shop.ship();
  for (const name of ['constructor', '__proto__', 'toString']) {
    for (const command of ['lock', 'unlock', 'rollback', 'unpin', 'pin', 'promote v1']) {
      const answer = await shop.says('alice', `/${command} ${name}`);
      expect([command, answer.code]).toEqual([command, 'no-such-environment']);
    }
  }
});

test('queries ask for a viewer, /repair for an admin, and all else that changes something for an operator', () => {
  const { repair, ...others } = COMMAND_RULES;
  expect(repair.role).toBe('admin');
  for (const rule of Object.values(others)) expect(rule.role).toBe(rule.query ? 'viewer' : 'operator');
});
