import { describe, expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import { SIGNALBOX } from '../domain/actor.ts';
import type { Input } from '../domain/input.ts';
import type { Engine } from '../engine/engine.ts';
import { EngineUnavailable } from '../engine/engine.ts';
import { GitHubLimited, GitHubRefused, GitHubUnavailable } from '../github/client.ts';
import type { Workplace } from '../intake/workplace.ts';
import type { Place } from './repositories.ts';
import { Repositories } from './repositories.ts';

const PLACE: Place = { id: 1, owner: 'acme', repo: 'shop', installationId: 5 };
const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

function workplaceOf(shop: Shop): Workplace {
  const store = memoryStore(shop.branch, () => shop.now);
  return { engine: shop.engine, store, facts: shop.facts, reporter: shop.reporter };
}

/** @param trouble what keeps an input from being decided; null: nothing. */
function stumbling(shop: Shop, trouble: (input: Input) => Error | null): Workplace {
  const { engine, ...others } = workplaceOf(shop);
  const submit: Engine['submit'] = (input) => {
    const error = trouble(input);
    return error ? Promise.reject(error) : engine.submit(input);
  };
  return {
    ...others,
    engine: {
      submit,
      settled: () => engine.settled(),
      knows: (commit) => engine.knows(commit),
      performs: () => engine.performs(),
      isPolicyGone: () => engine.isPolicyGone(),
    },
  };
}

function repositoriesOf(shop: Shop): Repositories {
  return new Repositories(() => Promise.resolve(workplaceOf(shop)), SILENT);
}

/** A person locks an environment, from elsewhere than a comment. */
function lockOf(shop: Shop, id: string, environment: string): Input {
  const command = { name: 'lock', environment } as const;
  return { kind: 'command', id, command, actor: shop.actor('alice'), writtenAt: shop.now, comment: null };
}

/** Something happens there. */
function stir(repositories: Repositories, place: Place): Promise<void> {
  return repositories.submit(place, { kind: 'tick', id: 'tick', sweep: false });
}

/** Somebody writes a comment of which no webhook comes. @returns its id. */
function writes(shop: Shop, login: string, body: string): string {
  const author = { ...shop.actor(login), person: true };
  return shop.world.comment({ body, author, createdAt: shop.now });
}

async function outcomes(shop: Shop): Promise<Record<string, string>> {
  const { outcomes: all } = await shop.state();
  return Object.fromEntries(all.map(({ input, answer }) => [input, answer.code]));
}

describe('comments that no webhook brought', () => {
  test('are answered by the next sweep', async () => {
    const shop = new Shop();
    await shop.ship();
    const id = writes(shop, 'alice', '/lock staging --reason audit');
    await repositoriesOf(shop).sweep(PLACE);
    await shop.engine.settled();
    expect(await outcomes(shop)).toEqual({ [`comment:${id}`]: 'locked-now' });
  });

  test('are told to be said again after a long absence, since the cursor is kept', async () => {
    const shop = new Shop();
    await shop.ship();
    await repositoriesOf(shop).sweep(PLACE);
    shop.pass(60);
    const id = writes(shop, 'alice', '/lock staging --reason audit');
    shop.pass(3 * 3600);
    await repositoriesOf(shop).sweep(PLACE);
    await shop.engine.settled();
    expect(await outcomes(shop)).toEqual({ [`comment:${id}`]: 'say-it-again' });
  });

  test('of a process that was away longer than outcomes are remembered are not answered twice', async () => {
    const shop = new Shop();
    await shop.ship();
    await repositoriesOf(shop).sweep(PLACE);
    const comment = writes(shop, 'alice', '/lock staging --reason audit');
    await shop.says('alice', '/lock staging --reason audit', { id: `comment:${comment}` });
    const before = shop.reporter.comments.length;
    shop.pass(3 * 86_400);
    await repositoriesOf(shop).sweep(PLACE);
    await shop.engine.settled();
    expect(shop.reporter.comments).toHaveLength(before);
  });

  test('do not keep each other from being heard', async () => {
    const shop = new Shop();
    await shop.ship();
    const bad = writes(shop, 'alice', '/lock staging --reason one');
    const good = writes(shop, 'alice', '/lock production --reason two');
    const place = stumbling(shop, ({ id }) => (id === `comment:${bad}` ? new Error('stumbled') : null));
    await new Repositories(() => Promise.resolve(place), SILENT).sweep(PLACE);
    await shop.engine.settled();
    expect(await outcomes(shop)).toEqual({ [`comment:${good}`]: 'locked-now' });
    const { repository } = await shop.state();
    expect(repository).toMatchObject({ commentsSince: '2026-11-20T11:45:00Z', sweptAt: shop.now });
  });

  test('that were answered long ago are not looked at in every sweep', async () => {
    const shop = new Shop();
    await shop.ship();
    const repositories = repositoriesOf(shop);
    for (let sweeps = 0; sweeps < 3; sweeps += 1) {
      await repositories.sweep(PLACE);
      shop.pass(300);
    }
    const asked = shop.facts.asked.filter(({ kind }) => kind === 'comments').map(({ question }) => question);
    const since = (minutes: number): object => ({
      since: new Date(Date.parse(shop.now) - minutes * 60_000).toISOString().replace('.000', ''),
    });
    // Each looks back to the one before, and two minutes more.
    expect(asked.slice(1)).toEqual([since(17), since(12)]);
  });
});

test('sweeps of a quiet repository leave no commits behind', async () => {
  const shop = new Shop();
  await shop.ship();
  const repositories = repositoriesOf(shop);
  await repositories.sweep(PLACE);
  await shop.engine.settled();
  const before = shop.branch.commits.length;
  for (let sweeps = 0; sweeps < 30; sweeps += 1) {
    shop.pass(300);
    await repositories.sweep(PLACE);
  }
  expect(shop.branch.commits).toHaveLength(before);
});

describe('a repository in which nothing was ever released', () => {
  test('is left alone, whatever lies there, until a push to it goes unheard', async () => {
    const shop = new Shop();
    const repositories = repositoriesOf(shop);
    for (let sweeps = 0; sweeps < 3; sweeps += 1) await repositories.sweep(PLACE);
    expect(shop.branch.head).toBeNull();
    const sha = shop.world.commit({ message: 'unheard' });
    await repositories.sweep(PLACE);
    expect((await shop.release(1)).spec.sha).toBe(sha);
    for (let sweeps = 0; sweeps < 3; sweeps += 1) await repositories.sweep(PLACE);
    await expect(shop.release(2)).rejects.toThrow('there is no v2');
  });

  test('of several apps, only those are released that were pushed to since', async () => {
    const apps =
      'apps: { web: { paths: ["web/**"] }, api: { paths: ["api/**"] }, docs: { paths: ["docs/**"] } }';
    const config = `signalbox: 1\n${apps}\nenvironments: { production: {} }\n`;
    const shop = new Shop({ config, files: { 'web/a': '1', 'api/a': '1', 'docs/a': '1' } });
    const repositories = repositoriesOf(shop);
    await repositories.sweep(PLACE);
    shop.world.commit({ files: { 'web/a': '2' } });
    shop.world.commit({ files: { 'api/a': '2' } });
    await repositories.sweep(PLACE);
    expect(Object.keys((await shop.state()).apps)).toEqual(['api', 'web']);
  });

  test('without a config, or without a commit, leaves nothing behind', async () => {
    const shop = new Shop();
    const repositories = repositoriesOf(shop);
    for (let sweeps = 0; sweeps < 3; sweeps += 1) {
      shop.world.commit({ files: { '.github/signalbox.yml': null, '.github/workflows/deploy.yml': null } });
      await repositories.sweep(PLACE);
    }
    shop.facts.goAway('policy');
    await repositories.sweep(PLACE);
    expect(shop.branch.head).toBeNull();
  });
});

describe('which repositories the clock looks at', () => {
  test('one that is at work is, one where nothing can come up is not', async () => {
    const shop = new Shop();
    await shop.push();
    const repositories = repositoriesOf(shop);
    await repositories.sweep(PLACE);
    expect(repositories.awake).toEqual([PLACE]);
    await shop.succeed('staging');
    await shop.succeed('production');
    await repositories.sweep(PLACE);
    expect(repositories.awake).toEqual([]);
    await stir(repositories, PLACE);
    expect(repositories.awake).toEqual([PLACE]);
  });

  test('a lock that ends by itself keeps it awake', async () => {
    const shop = new Shop();
    await shop.ship();
    await shop.says('alice', '/lock staging --for 2h --reason audit');
    const repositories = repositoriesOf(shop);
    await repositories.sweep(PLACE);
    expect(repositories.awake).toEqual([PLACE]);
  });

  test('one that does not use Signalbox is not kept', async () => {
    const shop = new Shop();
    shop.world.commit({ files: { '.github/signalbox.yml': null, '.github/workflows/deploy.yml': null } });
    const repositories = repositoriesOf(shop);
    await repositories.sweep(PLACE);
    expect(repositories.places).toEqual([]);
  });
});

describe('a repository is known by its number', () => {
  function openings(fail: (place: Place) => boolean = () => false) {
    const opened: Place[] = [];
    const shop = new Shop();
    const repositories = new Repositories((place) => {
      opened.push(place);
      return fail(place) ? Promise.reject(new Error('gone')) : Promise.resolve(workplaceOf(shop));
    }, SILENT);
    return { opened, repositories };
  }

  test('a new name or a new installation opens it anew, the same place does not', async () => {
    const { opened, repositories } = openings();
    await stir(repositories, PLACE);
    await stir(repositories, { ...PLACE, owner: 'Acme' });
    await stir(repositories, { ...PLACE, repo: 'store' });
    await stir(repositories, { ...PLACE, repo: 'store', installationId: 6 });
    expect(opened.map(({ repo, installationId }) => `${repo} ${installationId}`)).toEqual([
      'shop 5',
      'store 5',
      'store 6',
    ]);
    expect(repositories.places).toHaveLength(1);
  });

  test('an old webhook of an installation that is gone does not lose the present one', async () => {
    const { repositories } = openings(({ installationId }) => installationId === 4);
    await stir(repositories, PLACE);
    await expect(stir(repositories, { ...PLACE, installationId: 4 })).rejects.toThrow('gone');
    expect(repositories.places).toEqual([PLACE]);
  });

  test('a failed opening leaves nothing behind, and the next is tried', async () => {
    let isAway = true;
    const { repositories } = openings(() => isAway);
    await expect(stir(repositories, PLACE)).rejects.toThrow('gone');
    expect(repositories.places).toEqual([]);
    await repositories.settled();
    isAway = false;
    await stir(repositories, PLACE);
    expect(repositories.places).toEqual([PLACE]);
  });

  test('an old webhook of a name that cannot be asked about is handed in at the present one', async () => {
    const shop = new Shop();
    await shop.ship();
    let isAway = false;
    const away = ({ kind }: Input): Error | null =>
      isAway && kind === 'command' ? new EngineUnavailable('GitHub is away') : null;
    const gone = new GitHubRefused('acme/boutique is another repository now', 404);
    const repositories = new Repositories(({ repo }) => {
      if (repo === 'shop') return Promise.resolve(stumbling(shop, away));
      return Promise.reject(isAway ? new GitHubUnavailable('GitHub is away') : gone);
    }, SILENT);
    const former = { ...PLACE, repo: 'boutique' };
    await repositories.sweep(PLACE);
    isAway = true;
    expect(repositories.awake).toEqual([]);
    await expect(repositories.submit(former, lockOf(shop, 'dispatched:2', 'production'))).rejects.toThrow();
    expect(repositories.awake).toEqual([PLACE]);
    await expect(repositories.submit(PLACE, lockOf(shop, 'dispatched:1', 'staging'))).rejects.toThrow();
    expect(repositories.places).toEqual([PLACE]);
    isAway = false;
    await repositories.tick(PLACE);
    expect(await outcomes(shop)).toEqual({ 'dispatched:1': 'locked-now', 'dispatched:2': 'locked-now' });
    await expect(stir(repositories, former)).rejects.toThrow('another repository');
    expect(repositories.places).toEqual([PLACE]);
  });

  test('an installation that ends takes its repositories along', async () => {
    const { repositories } = openings();
    await stir(repositories, PLACE);
    await stir(repositories, { ...PLACE, id: 2, repo: 'other', installationId: 6 });
    repositories.forgetInstallation(5);
    expect(repositories.places.map(({ id }) => id)).toEqual([2]);
  });
});

test('what GitHub kept from being decided is handed in again by the next tick, and no sweep puts it to sleep', async () => {
  const shop = new Shop();
  await shop.ship();
  let isAway = true;
  const away = ({ kind }: Input): Error | null =>
    isAway && kind === 'command' ? new EngineUnavailable('GitHub is away') : null;
  const repositories = new Repositories(() => Promise.resolve(stumbling(shop, away)), SILENT);
  const lock = lockOf(shop, 'dispatched:1', 'staging');
  await expect(repositories.submit(PLACE, lock)).rejects.toThrow('GitHub is away');
  await repositories.sweep(PLACE);
  expect(repositories.awake).toEqual([PLACE]);
  isAway = false;
  await repositories.tick(PLACE);
  expect(await outcomes(shop)).toEqual({ 'dispatched:1': 'locked-now' });
  await repositories.sweep(PLACE);
  expect(repositories.awake).toEqual([]);
});

describe('a repository that cannot be reached when something happens there', () => {
  const ref = 'refs/heads/main';
  const INPUT: Input = { kind: 'push', id: 'push:1', ref, sha: '', before: '', actor: SIGNALBOX };

  function away(shop: Shop, trouble: () => Error | null): Repositories {
    return new Repositories(() => {
      const error = trouble();
      return error ? Promise.reject(error) : Promise.resolve(workplaceOf(shop));
    }, SILENT);
  }

  test.each([
    ['an outage', new GitHubUnavailable('GitHub is away')],
    ['a limit', new GitHubLimited('too many requests', 60)],
  ])('for %s: the first push, which no sweep finds, is released all the same', async (_, error) => {
    const shop = new Shop();
    let trouble: Error | null = error;
    const repositories = away(shop, () => trouble);
    const before = shop.world.commit({ message: 'before' });
    const sha = shop.world.commit({ message: 'first of all' });
    const push: Input = { ...INPUT, sha, before };
    await expect(repositories.submit(PLACE, push)).rejects.toThrow(error.message);
    await repositories.tick(PLACE);
    await repositories.sweep(PLACE);
    expect(repositories.awake).toEqual([PLACE]);
    expect(shop.branch.head).toBeNull();
    trouble = null;
    await repositories.tick(PLACE);
    expect((await shop.release(1)).spec.sha).toBe(sha);
  });

  test('is forgotten with what happened there when it is not ours any more', async () => {
    let trouble = new GitHubUnavailable('GitHub is away') as Error;
    const repositories = away(new Shop(), () => trouble);
    await expect(repositories.submit(PLACE, INPUT)).rejects.toThrow('GitHub is away');
    expect(repositories.places).toEqual([PLACE]);
    trouble = new GitHubRefused('Not Found', 404);
    await repositories.tick(PLACE);
    expect(repositories.places).toEqual([]);
  });

  test('is left to sweeps after an hour of ticks', async () => {
    let tries = 0;
    const repositories = away(new Shop(), () => {
      tries += 1;
      return new GitHubUnavailable('GitHub is away');
    });
    await expect(repositories.submit(PLACE, INPUT)).rejects.toThrow('GitHub is away');
    for (let ticks = 0; ticks < 200; ticks += 1) {
      await Promise.all(repositories.awake.map((place) => repositories.tick(place)));
    }
    expect(repositories.places).toEqual([]);
    expect(tries).toBeLessThan(200);
  });
});
