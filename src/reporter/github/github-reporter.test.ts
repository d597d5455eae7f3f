import { expect, test } from 'vitest';
import { aRelease, aState } from '../../../test/contract/state-world.ts';
import type { Answering } from '../../../test/support/answering-client.ts';
import { answeringClient } from '../../../test/support/answering-client.ts';
import type { DeploymentEffect, LiveCommentEffect } from '../../domain/effect.ts';
import { GitHubLimited, GitHubRefused, GitHubUnavailable } from '../../github/client.ts';
import { withMarker } from '../../views/markers.ts';
import type { Head, ProjectionEffect, Shown } from '../reporter.ts';
import { ReporterUnavailable } from '../reporter.ts';
import { githubReporter } from './github-reporter.ts';

const HEAD: Head = { state: aState(aRelease({ number: 1 })), policy: null };
const ITS = { app: 'web', release: 1 };
const COMMENT: LiveCommentEffect = { kind: 'live-comment', id: 'comment:web/1/7', ...ITS, pull: 7 };
const DEPLOYMENT: DeploymentEffect = {
  kind: 'deployment',
  id: 'deployment:web/1/production',
  ...ITS,
  environment: 'production',
};

interface Showing {
  readonly shown: Promise<Shown>;
  /** Requests that write, as `POST …`. */
  readonly writes: () => readonly string[];
  readonly asked: ReturnType<typeof answeringClient>['asked'];
}

function show(effect: ProjectionEffect, answering: Answering, doubtful = false): Showing {
  const client = answeringClient(answering);
  return {
    shown: githubReporter(client).show(effect, HEAD, doubtful),
    writes: () => client.asked.map(({ what }) => what).filter((what) => /^(POST|PATCH|DELETE)/.test(what)),
    asked: client.asked,
  };
}

function throwing(error: Error): Answering {
  return () => {
    throw error;
  };
}

test('rejected credentials may be better next time', async () => {
  await expect(show(COMMENT, throwing(new GitHubRefused('no', 401))).shown).rejects.toThrow(
    ReporterUnavailable,
  );
});

test.each([403, 404, 410, 422])('a refusal with %i is for good: dropped, with its words', async (status) => {
  const { shown } = show(COMMENT, throwing(new GitHubRefused('This conversation is locked', status)));
  expect(await shown).toEqual({ kind: 'dropped', message: 'This conversation is locked' });
});

test.each<[ProjectionEffect, string]>([
  [COMMENT, 'issues: write'],
  [DEPLOYMENT, 'deployments: write'],
])('what the credentials lack, others may have: it is not dropped', async (effect, lacks) => {
  const { shown } = show(effect, throwing(new GitHubRefused('Resource not accessible by integration', 403)));
  await expect(shown).rejects.toMatchObject({ name: 'ReporterUnavailable', lacks });
});

test.each([
  ['a limit', new GitHubLimited('slow down', 60)],
  ['an outage', new GitHubUnavailable('502')],
])('%s is tried again later', async (_, error) => {
  await expect(show(COMMENT, throwing(error)).shown).rejects.toThrow(ReporterUnavailable);
});

test('a bug is not taken for an outage', async () => {
  await expect(show(COMMENT, throwing(new TypeError('oops'))).shown).rejects.toThrow(TypeError);
});

test('a deployment merges nothing and waits for nothing', async () => {
  const { shown, asked } = show(DEPLOYMENT, ({ what }) => (what.startsWith('GET') ? [] : { id: 5 }));
  expect(await shown).toMatchObject({ kind: 'written', ref: '5' });
  expect(asked.find(({ what }) => what.endsWith('/deployments') && what.startsWith('POST'))).toMatchObject({
    parameters: {
      auto_merge: false,
      required_contexts: [],
      transient_environment: false,
      production_environment: true,
      payload: { signalbox: { release: 'web/1', effect: DEPLOYMENT.id } },
    },
  });
});

test.each<[string, unknown, boolean]>([
  ['an object', { signalbox: { release: 'web/1', effect: DEPLOYMENT.id } }, true],
  ['text', JSON.stringify({ signalbox: { effect: DEPLOYMENT.id } }), true],
  ['of another environment', { signalbox: { release: 'web/1', effect: 'deployment:web/1/staging' } }, false],
  ['of another release', { signalbox: { release: 'web/11', effect: 'deployment:web/11/production' } }, false],
  ['of somebody else', { effect: DEPLOYMENT.id }, false],
  ['no JSON', '{oops', false],
  ['empty text', '', false],
  ['nothing', null, false],
])('in doubt, a deployment is looked up before it is created; payload: %s', async (_, payload, found) => {
  const answering: Answering = ({ what }) => {
    if (what.includes('/statuses')) return [];
    return what.startsWith('GET') ? [{ id: 4, payload }] : { id: 5 };
  };
  const { shown, writes } = show(DEPLOYMENT, answering, true);
  expect(await shown).toMatchObject({ ref: found ? '4' : '5' });
  expect(writes()).toHaveLength(found ? 1 : 2);
});

test('a deployment is found whatever its environment was called when the config named another number of apps', async () => {
  const { shown, asked } = show(DEPLOYMENT, () => [], true);
  await shown.catch(() => undefined);
  const [look] = asked;
  expect(look?.what).toBe('GET /repos/{owner}/{repo}/deployments');
  expect(look?.parameters).not.toHaveProperty('environment');
});

const SELF = { viewer: { databaseId: 41898282 } };

function comments(list: readonly object[]): Answering {
  return ({ what }) => (what.startsWith('query') ? SELF : what.startsWith('GET') ? list : { id: 99 });
}

test.each([
  ['ours', { id: 8, user: { id: 41898282 }, body: withMarker('old', COMMENT.id) }, '8'],
  ["somebody else's, copied (A16)", { id: 8, user: { id: 7 }, body: withMarker('old', COMMENT.id) }, '99'],
  ['signed otherwise', { id: 8, user: { id: 41898282 }, body: withMarker('old', 'comment:web/2/7') }, '99'],
  [
    'quoted in the middle',
    { id: 8, user: { id: 41898282 }, body: `${withMarker('old', COMMENT.id)}\n\nmore` },
    '99',
  ],
  ['of an account that is gone', { id: 8, user: null, body: withMarker('old', COMMENT.id) }, '99'],
])('in doubt, a comment with our marker: %s', async (_, comment, expected) => {
  expect(await show(COMMENT, comments([comment]), true).shown).toMatchObject({ ref: expected });
});

test('what nobody can have made before is made without looking', async () => {
  const asked = [DEPLOYMENT, COMMENT].map((effect) => show(effect, () => ({ id: 5 })));
  for (const { shown } of asked) expect(await shown).toMatchObject({ ref: '5' });
  expect(asked.flatMap((each) => each.asked).filter(({ what }) => !what.startsWith('POST'))).toEqual([]);
});

test('reactions never fail, and bugs in them are not hidden', async () => {
  const refusing = githubReporter(answeringClient(throwing(new GitHubRefused('no', 403))));
  await expect(refusing.acknowledge('1')).resolves.toBeUndefined();
  const broken = githubReporter(answeringClient(throwing(new TypeError('oops'))));
  await expect(broken.acknowledge('1')).rejects.toThrow(TypeError);
});

test('a reaction that a limit kept from being made is made after it, or given up', async () => {
  let refusals = 1;
  const client = answeringClient(() => {
    refusals -= 1;
    if (refusals >= 0) throw new GitHubLimited('slow down', 1);
    return {};
  });
  const reporter = githubReporter(client);
  await reporter.acknowledge('1');
  expect(client.asked).toHaveLength(2);
  refusals = 100;
  await reporter.acknowledge('1');
  expect(client.asked).toHaveLength(4);
});
