import { describe, expect, test } from 'vitest';
import { aRelease, aState, EPOCH } from '../../test/contract/state-world.ts';
import { Shop } from '../../test/support/shop.ts';
import type { Answer } from '../domain/decision.ts';
import type { ReplyEffect, StatusEffect } from '../domain/effect.ts';
import type { Projections, Release } from '../domain/release.ts';
import { project } from './project.ts';
import { digestOf } from './projection.ts';
import type { ProjectionEffect } from './reporter.ts';

const WEB = 'https://github.example/acme/shop';
const ITS = { app: 'web', release: 1 };
const STATUS: StatusEffect = {
  kind: 'status',
  id: 'status:web/1/production',
  ...ITS,
  environment: 'production',
};
const REPLY: ReplyEffect = {
  kind: 'reply',
  id: 'reply:comment:5',
  input: 'comment:5',
  issue: 7,
  comment: '5',
};

function ofRelease(effect: ProjectionEffect, release: Release): ReturnType<typeof project> {
  return project(effect, { state: aState(release), policy: null }, WEB);
}

describe('the link of a status', () => {
  const projections: Projections = {
    statuses: {},
    deployments: {},
    comments: { 3: { id: '33', digest: 'd' } },
  };
  const waiting = aRelease({
    phases: [
      {
        name: 'production',
        status: 'pending',
        activities: [{ name: 'production', status: 'pending', attempts: [] }],
      },
    ],
    projections,
  });
  const withPulls = { ...waiting, spec: { ...waiting.spec, pulls: [4, 3] } };

  test.each<[string, Release, string | null]>([
    ['the run, once there is one', aRelease(), 'https://github.example/runs/33000000001'],
    ['before that the first live comment there is', withPulls, `${WEB}/pull/3#issuecomment-33`],
    ['nothing without either', waiting, null],
  ])('%s', (_, release, targetUrl) => {
    expect(ofRelease(STATUS, release)).toMatchObject({
      projection: { context: 'signalbox/web/production', targetUrl },
    });
  });
});

test('what is remembered comes with the projection', () => {
  const remembered = { id: '5', digest: 'abc' };
  const projections = {
    statuses: { production: 'def' },
    deployments: { production: remembered },
    comments: {},
  };
  const release = aRelease({ projections });
  expect(ofRelease({ ...STATUS, kind: 'deployment' }, release)).toMatchObject({ remembered });
  expect(ofRelease(STATUS, release)).toMatchObject({ remembered: { id: null, digest: 'def' } });
  expect(ofRelease({ ...STATUS, environment: 'staging' }, release)).toMatchObject({ remembered: null });
});

describe('the deployment of an environment', () => {
  const at = (effect: StatusEffect, apps: readonly string[]) => {
    const [app] = Object.values(aState(aRelease()).apps);
    const named = Object.fromEntries(
      apps.map((name) => [name, { ...app, nextNumber: 2, environments: {}, tasks: {}, summaries: [], name }]),
    );
    const head = { state: { ...aState(aRelease()), apps: named }, policy: null };
    return project({ ...effect, kind: 'deployment' }, head, WEB);
  };

  test('is named like it, and with several apps like the app as well: they do not replace each other', () => {
    expect(at(STATUS, ['web'])).toMatchObject({ projection: { environment: 'production' } });
    expect(at(STATUS, ['web', 'api'])).toMatchObject({ projection: { environment: 'web/production' } });
  });

  test('counts as production by its type, or without one by its name', () => {
    expect(at(STATUS, ['web'])).toMatchObject({ projection: { production: true } });
    expect(at({ ...STATUS, environment: 'staging' }, ['web'])).toMatchObject({
      projection: { production: false },
    });
  });
});

test('what a release replaced is told also when it is replaced itself by then, or its environment is gone', async () => {
  const shop = new Shop();
  for (const message of ['one', 'two', 'three']) await shop.ship(message);
  const head = { state: await shop.state(), policy: null };
  const replaced = (environment: string) => {
    const at = { app: 'shop', release: 2, environment };
    return project({ kind: 'deployment', id: `deployment:shop/2/${environment}`, ...at }, head, WEB);
  };
  for (const environment of ['production', 'staging']) {
    expect(replaced(environment)).toMatchObject({
      projection: {
        state: 'inactive',
        replaces: { state: 'inactive', description: 'v1 was replaced by v2', marker: { release: 'shop/1' } },
      },
    });
  }
});

test('a release that is not on the branch is dropped', () => {
  expect(ofRelease({ ...STATUS, release: 9 }, aRelease())).toMatchObject({ kind: 'dropped' });
});

test.each<[Answer['kind'], Answer['code'], string]>([
  ['done', 'release-created', 'rocket'],
  ['done', 'release-activated', 'rocket'],
  ['done', 'promoted', 'rocket'],
  ['done', 'rollback-created', 'rocket'],
  ['done', 'retried', 'rocket'],
  ['done', 'unlocked', '+1'],
  ['done', 'held', '+1'],
  ['told', 'nothing-to-unlock', '+1'],
  ['told', 'release-shown', '+1'],
  ['refused', 'not-permitted', '-1'],
])('an answer that is %s with %s gets %s', (kind, code, content) => {
  const outcomes = [{ input: REPLY.input, at: EPOCH, answer: { kind, code, detail: {}, next: [] } }];
  const head = { state: { ...aState(aRelease()), outcomes }, policy: null };
  expect(project(REPLY, head, WEB)).toMatchObject({ projection: { reaction: { comment: '5', content } } });
});

test('a reply whose outcome is forgotten is dropped', () => {
  expect(ofRelease(REPLY, aRelease())).toMatchObject({ kind: 'dropped' });
});

test('the digest says what is shown, and not who owed it', () => {
  const marker = { release: 'web/1', effect: 'one' };
  const deployment = {
    kind: 'deployment',
    sha: 'a',
    environment: 'production',
    production: true,
    description: 'v1 deployed',
    state: 'success',
    logUrl: null,
    environmentUrl: null,
    replaces: null,
    marker,
  } as const;
  const same = { ...deployment, marker: { ...marker, effect: 'two' } };
  expect(digestOf(same)).toBe(digestOf(deployment));
  expect(digestOf({ ...deployment, state: 'failure' })).not.toBe(digestOf(deployment));
});
