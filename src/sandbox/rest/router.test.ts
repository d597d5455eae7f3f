import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SmallSandbox } from '../../../test/support/small-sandbox.ts';
import { refusal, startSmallSandbox } from '../../../test/support/small-sandbox.ts';
import { publishedApi } from '../openapi.ts';
import { servedRoutes } from './router.ts';

let small: SmallSandbox;

beforeAll(async () => {
  small = await startSmallSandbox();
});

afterAll(() => small.close());

const WEB = { owner: 'alice', repo: 'web' };

test('what is served is what the committed OpenAPI describes', () => {
  expect(servedRoutes.map((each) => each.name).sort()).toEqual([...publishedApi().routes].sort());
});

describe('refusals', () => {
  test.each([
    ['a route that is not built', 'GET /repos/{owner}/{repo}/hooks', WEB, 501],
    ['a repository that is not there', 'GET /repos/{owner}/{repo}', { ...WEB, repo: 'none' }, 404],
    ['a misspelled field', 'POST /repos/{owner}/{repo}/issues', { ...WEB, titel: 'x' }, 422],
    ['a field of the wrong type', 'POST /repos/{owner}/{repo}/issues', { ...WEB, title: ['x'] }, 422],
    ['a filter that does not exist', 'GET /repos/{owner}/{repo}/actions/runs', { ...WEB, ref: 'x' }, 422],
  ] as const)('%s', async (_, route, parameters, status) => {
    const request = small.octokit(small.alice.token).request(route, parameters);
    expect((await refusal(request)).status).toBe(status);
  });

  test('an unknown token is 401, whatever is asked', async () => {
    const request = small.octokit('ghp_nonsense').request('GET /repos/{owner}/{repo}', WEB);
    expect((await refusal(request)).status).toBe(401);
  });

  test('a private repository is not there for a stranger, and there for a reader', async () => {
    await small.sandbox.createRepository({ owner: 'alice', name: 'secret', private: true });
    const mallory = small.octokit(small.sandbox.createUser('mallory').token);
    const secret = { owner: 'alice', repo: 'secret' };
    expect((await refusal(mallory.request('GET /repos/{owner}/{repo}', secret))).status).toBe(404);
    const { data } = await small.octokit(small.alice.token).request('GET /repos/{owner}/{repo}', secret);
    expect(data.private).toBe(true);
  });

  test('a missing permission is 403 and names what was needed', async () => {
    const app = small.sandbox.createApp({ name: 'Poor', owner: 'alice', permissions: {}, events: [] });
    const poor = small.octokit(small.sandbox.install(app, 'alice').token());
    const sha = (await small.web.head()) ?? '';
    const request = poor.request('POST /repos/{owner}/{repo}/statuses/{sha}', {
      ...WEB,
      sha,
      state: 'success',
    });
    expect(await refusal(request)).toMatchObject({ status: 403 });
    expect((await refusal(request)).message).toContain('Resource not accessible by integration');
  });
});

describe('protocol', () => {
  test('names are compared without case', async () => {
    const { data } = await small.asApp.request('GET /repos/{owner}/{repo}', { owner: 'ALICE', repo: 'Web' });
    expect(data.full_name).toBe('alice/web');
  });

  test('an ETag that still holds is 304', async () => {
    const first = await small.asApp.request('GET /repos/{owner}/{repo}', WEB);
    const again = small.asApp.request('GET /repos/{owner}/{repo}', {
      ...WEB,
      headers: { 'if-none-match': first.headers.etag ?? '' },
    });
    expect((await refusal(again)).status).toBe(304);
  });

  test('the date is the sandbox clock, and no limits are told where there are none', async () => {
    small.sandbox.advance(3 * 3600);
    const { headers } = await small.asApp.request('GET /repos/{owner}/{repo}', WEB);
    expect(Date.parse(headers.date ?? '')).toBeGreaterThan(Date.now() + 2.9 * 3_600_000);
    expect(headers['x-ratelimit-remaining']).toBeUndefined();
    expect(headers['x-github-request-id']).toMatch(/^[0-9A-F]+$/);
  });

  test('long lists come in pages with links', async () => {
    const alice = small.sandbox.as('alice');
    const issue = await alice.openIssue('alice/web', 'long');
    for (let at = 0; at < 5; at += 1) await alice.comment('alice/web', issue, `comment ${String(at)}`);
    const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
    const page = (number: number) =>
      small.asApp.request(route, { ...WEB, issue_number: issue, per_page: 2, page: number });
    expect((await page(1)).headers.link).toMatch(/page=2>; rel="next", <.*page=3>; rel="last"/);
    const last = await page(3);
    expect(last.data.map((comment) => comment.body)).toEqual(['comment 4']);
    expect(last.headers.link).not.toContain('rel="next"');
  });
});
