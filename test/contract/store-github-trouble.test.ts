import { describe, expect, test } from 'vitest';
import type { Release } from '../../src/domain/release.ts';
import { STATE_BRANCH, type State } from '../../src/domain/state.ts';
import { type GitHubClient, GitHubRefused } from '../../src/github/client.ts';
import { createGitHubClient } from '../../src/github/octokit-client.ts';
import type { RepairStep } from '../../src/domain/repair.ts';
import type { RequestFault, RequestMatch } from '../../src/sandbox/faults.ts';
import { githubStore } from '../../src/store/github/github-store.ts';
import {
  type CommitOutcome,
  type StateStore,
  StateUnreadable,
  StoreRefused,
  StoreUnavailable,
} from '../../src/store/store.ts';
import { type GitHubPlace, worldOfFile, STATE_REF } from './store-github-world.ts';
import { aChange, aRelease, aState, ended, releasedIn } from './state-world.ts';

/** What only this store can go through: unclear answers, late ones, foreign heads, and what a turn costs. */

const world = worldOfFile();

const commits: RequestMatch = ({ fields }) => fields.includes('createCommitOnBranch');
const creations: RequestMatch = ({ route }) => route === 'POST /repos/{owner}/{repo}/git/refs';

/** Strikes the requests of this test's place only. */
function strike(place: GitHubPlace, match: RequestMatch, fault: RequestFault, times = 1): void {
  const name = place.git.fullName.split('/')[1] ?? '';
  const ours: RequestMatch = (request) => request.path.includes(name) || request.body.includes(`${name}"`);
  world().sandbox.faults.request((request) => ours(request) && match(request), fault, { times });
}

async function begun(place: GitHubPlace, ...releases: readonly Release[]): Promise<void> {
  const store = place.client();
  const { state } = await store.load();
  const after = aState(...(releases.length > 0 ? releases : [aRelease()]));
  expect((await store.commit(aChange(null, state, after))).kind).toBe('committed');
  place.asked();
}

async function addRelease(store: StateStore, number: number): Promise<CommitOutcome> {
  const { head, state } = await store.load();
  return store.commit(aChange(head, state, next(state, number)));
}

function next(state: State, number: number): State {
  return releasedIn(state, aRelease({ number }));
}

describe('what a turn costs', () => {
  test('one query and one mutation, however many releases there were', async () => {
    const place = await world().repository();
    await begun(place, ...Array.from({ length: 30 }, (_, i) => ended(aRelease({ number: i + 1 }))));
    const store = place.client();
    await store.load();
    place.asked();
    const { head, state } = await store.load();
    expect(state.releases).toEqual({});
    expect((await store.commit(aChange(head, state, next(state, 31)))).kind).toBe('committed');
    expect(place.asked()).toEqual(['repository', 'createCommitOnBranch']);
    await store.load({ mayBeCached: true });
    expect(place.asked()).toEqual([]);
  });

  test('an app that was not known costs one more query, once', async () => {
    const place = await world().repository();
    await begun(place);
    const store = place.client();
    await store.load();
    expect(place.asked()).toEqual(['repository', 'repository']);
    await store.load({ want: [{ app: 'web', number: 7 }] });
    expect(place.asked()).toEqual(['repository']);
  });

  test('a cached head is good for seconds, and time goes on meanwhile', async () => {
    const place = await world().repository();
    await begun(place);
    let elapsed = 0;
    const store = place.client({ elapsed: () => elapsed });
    const outcome = await addRelease(store, 2);
    const committedAt = outcome.kind === 'committed' ? Date.parse(outcome.now) : Number.NaN;
    elapsed = 7_900;
    const cached = await store.load({ mayBeCached: true });
    expect(cached.cached).toBe(true);
    expect(Date.parse(cached.now) - committedAt).toBe(7_000);
    elapsed = 10_001;
    expect((await store.load({ mayBeCached: true })).cached).toBe(false);
  });
});

describe('an unclear answer', () => {
  const unclear: readonly (readonly [string, RequestFault])[] = [
    ['502 after it was made', { kind: 'act-then-answer', status: 502 }],
    ['a connection cut after it was made', { kind: 'cut', acted: true }],
    ['502 before it was made', { kind: 'answer', status: 502 }],
    ['a connection cut before it was made', { kind: 'cut', acted: false }],
  ];

  test.each(unclear)('to a commit: %s', async (_, fault) => {
    const place = await world().repository();
    await begun(place);
    strike(place, commits, fault);
    const outcome = await addRelease(place.client(), 2);
    expect(outcome).toMatchObject({ kind: 'committed', head: await place.git.head(STATE_REF) });
    expect(await place.client().log(9)).toHaveLength(2);
  });

  test.each(unclear)('to the creation of the branch: %s', async (_, fault) => {
    const place = await world().repository();
    strike(place, creations, fault);
    const store = place.client();
    const { state } = await store.load();
    const outcome = await store.commit(aChange(null, state, aState(aRelease())));
    expect(outcome).toMatchObject({ kind: 'committed', head: await place.git.head(STATE_REF) });
    expect(await place.client().log(9)).toHaveLength(1);
  });

  test('and somebody else was faster: a conflict', async () => {
    const place = await world().repository();
    await begun(place);
    const store = place.client();
    const { head, state } = await store.load();
    await addRelease(place.client(), 6);
    strike(place, commits, { kind: 'answer', status: 504 });
    expect(await store.commit(aChange(head, state, next(state, 2)))).toEqual({ kind: 'conflict' });
  });

  test('and somebody went on from it before it was looked for: committed all the same', async () => {
    const place = await world().repository();
    await begun(place);
    const other = place.client();
    let moved = false;
    const store = place.client({
      wait: async () => {
        if (!moved) await addRelease(other, 3);
        moved = true;
      },
    });
    strike(place, commits, { kind: 'act-then-answer', status: 502 });
    expect((await addRelease(store, 2)).kind).toBe('committed');
    expect(moved).toBe(true);
    expect(Object.keys((await place.client().load()).state.releases)).toEqual(['web/1', 'web/2', 'web/3']);
  });

  test('again and again: nobody knows, and the branch may be read at once', async () => {
    const place = await world().repository();
    await begun(place);
    strike(place, commits, { kind: 'answer', status: 502 }, 3);
    const store = place.client();
    await expect(addRelease(store, 2)).rejects.toThrow(StoreUnavailable);
    expect((await store.load({ mayBeCached: true })).cached).toBe(false);
    expect((await addRelease(store, 2)).kind).toBe('committed');
  });

  test('a limit is no unclear answer: nothing is sent again', async () => {
    const place = await world().repository();
    await begun(place);
    strike(place, commits, { kind: 'secondary-limit', retryAfterSeconds: 60 });
    const store = place.client();
    const { head, state } = await store.load();
    place.asked();
    await expect(store.commit(aChange(head, state, next(state, 2)))).rejects.toThrow(StoreUnavailable);
    expect(place.asked()).toEqual(['createCommitOnBranch']);
  });
});

describe('late answers', () => {
  test('an older head than one’s own commit is not believed', async () => {
    const place = await world().repository();
    await begun(place);
    const store = place.client();
    await addRelease(store, 2);
    const lag = world().sandbox.faults.lagRef(place.git.fullName, STATE_REF, 3);
    const { state } = await store.load();
    expect(lag.struck).toBe(3);
    expect(state.releases).toHaveProperty('web/2');
  });

  test('nor for ever waited for', async () => {
    const place = await world().repository();
    await begun(place);
    const store = place.client();
    await addRelease(store, 2);
    const lag = world().sandbox.faults.lagRef(place.git.fullName, STATE_REF, 99);
    await expect(store.load()).rejects.toThrow(StoreUnavailable);
    lag.remove();
    expect((await store.load()).state.releases).toHaveProperty('web/2');
  });

  test('a branch that was just created may not show yet', async () => {
    const place = await world().repository();
    const store = place.client();
    const { state } = await store.load();
    await store.commit(aChange(null, state, aState(aRelease())));
    world().sandbox.faults.lagRef(place.git.fullName, STATE_REF, 2);
    expect((await store.load()).state.releases).toHaveProperty('web/1');
  });

  test('a branch that was there and is gone is no new beginning', async () => {
    const place = await world().repository();
    await begun(place);
    const store = place.client();
    await store.load();
    await place.git.git('update-ref', '-d', STATE_REF);
    await expect(store.load()).rejects.toThrow(StateUnreadable);
    await expect(store.load()).rejects.toThrow(/the branch is gone/);
  });
});

test('a branch that somebody took back is never believed, and refused in words once it can be no lag', async () => {
  const place = await world().repository();
  await begun(place);
  let elapsed = 0;
  const store = place.client({ elapsed: () => elapsed });
  await addRelease(store, 2);
  const lost = await place.git.head(STATE_REF);
  await place.git.git('update-ref', STATE_REF, `${STATE_REF}~1`);
  await expect(store.load()).rejects.toThrow(StoreUnavailable);
  elapsed = 30_001;
  await expect(store.load()).rejects.toMatchObject({ code: 'state-behind-trace', file: STATE_BRANCH });
  await expect(store.load()).rejects.toThrow(/is at turn 1; it was at turn 2 in commit [0-9a-f]{12}/);
  // Put back, it goes on at once.
  await place.git.git('update-ref', STATE_REF, lost ?? '');
  expect((await store.load()).state.releases).toHaveProperty('web/2');
});

describe('heads that are not ours', () => {
  test('made by somebody else', async () => {
    const place = await world().repository();
    await begun(place);
    await world()
      .sandbox.as('alice')
      .commit(place.git.fullName, {
        branch: STATE_BRANCH,
        message: 'a quick fix',
        files: { 'note.txt': 'hi' },
      });
    const reading = place.client().load();
    await expect(reading).rejects.toThrow(StateUnreadable);
    await expect(reading).rejects.toMatchObject({ code: 'state-unreadable', file: STATE_BRANCH });
    await expect(reading).rejects.toThrow(/made by "alice", not by signalbox\[bot\]/);
    await expect(place.client({ authors: [] }).load()).resolves.toBeDefined();
  });

  test('a merge', async () => {
    const place = await world().repository();
    await begun(place);
    const [head, main] = [await place.git.head(STATE_REF), await place.git.head('main')];
    const identity = ['-c', `user.name=${world().app.botLogin}`, '-c', 'user.email=bot@example'];
    const tree = `${STATE_REF}^{tree}`;
    const merge = await place.git.git(
      ...[...identity, 'commit-tree', tree, '-p', head ?? '', '-p', main ?? '', '-m', 'merge'],
    );
    await place.git.git('update-ref', STATE_REF, merge.trim());
    await expect(place.client().load()).rejects.toThrow(/is a merge/);
    const { steps } = await place.client().examine();
    expect(steps).toMatchObject([{ file: STATE_BRANCH, remedy: 'take-over', commit: merge.trim() }]);
  });

  test('can be taken over by a repair, but for what they lowered', async () => {
    const place = await world().repository();
    await begun(place);
    await addRelease(place.client(), 2);
    const turns = (await place.client().load()).state.meta.turn;
    const meta = (await place.file('signalbox.json')) ?? '';
    await world()
      .sandbox.as('alice')
      .commit(place.git.fullName, {
        branch: STATE_BRANCH,
        message: 'a quick fix',
        files: { 'note.txt': 'hi', 'signalbox.json': meta.replace(/"turn": \d+/, '"turn": 1') },
      });
    const store = place.client();
    await expect(store.load()).rejects.toThrow(/made by "alice"/);
    await mended(store);
    const read = await place.client().load();
    expect(read.state.meta.turn).toBeGreaterThan(turns);
    expect(await place.file('note.txt')).toBe('hi');
  });
});

describe('a repair', () => {
  test('puts back what was taken back, ended releases included, on top of the head', async () => {
    const place = await world().repository();
    await begun(place);
    let elapsed = 0;
    const store = place.client({ elapsed: () => elapsed });
    const first = await place.git.head(STATE_REF);
    const { head, state } = await store.load();
    await store.commit(aChange(head, state, releasedIn(state, ended(aRelease({ number: 2 })))));
    const ref = (await place.git.head(STATE_REF)) ?? '';
    const files = async (at: string): Promise<string> => place.git.git('ls-tree', '-r', at, 'apps');
    await place.git.git('update-ref', STATE_REF, first ?? '');
    elapsed = 60_000;
    const steps = await mended(store);
    expect(steps).toMatchObject([{ remedy: 'put-back', commit: ref }]);
    expect(await files(STATE_REF)).toBe(await files(ref));
    expect(await place.git.git('rev-parse', `${STATE_REF}~1`)).toBe(`${first}\n`);
  });

  test('makes a deleted branch again from the newest commit that was seen', async () => {
    const place = await world().repository();
    await begun(place);
    const store = place.client();
    await addRelease(store, 2);
    const { state } = await store.load();
    const tree = (await place.git.git('ls-tree', '-r', STATE_REF, 'apps')).trim();
    await place.git.git('update-ref', '-d', STATE_REF);
    await expect(store.load()).rejects.toMatchObject({ code: 'state-behind-trace' });
    await mended(store);
    expect((await place.git.git('ls-tree', '-r', STATE_REF, 'apps')).trim()).toBe(tree);
    expect((await place.client().load()).state).toMatchObject({ apps: state.apps, releases: state.releases });
  });
});

describe('credentials that may only read', () => {
  /** A store as a workflow without `contents: write` would have it. */
  function reading(place: GitHubPlace): StateStore {
    const { sandbox } = world();
    const permissions = { contents: 'read' } as const;
    const app = sandbox.createApp({ name: 'Reader', owner: 'alice', permissions, events: [] });
    const [owner = '', repo = ''] = place.git.fullName.split('/');
    const token = sandbox.install(app, 'alice').token();
    const auth = { kind: 'token', token } as const;
    return githubStore(createGitHubClient({ owner, repo, auth, baseUrl: sandbox.apiUrl }));
  }

  test('are refused at once, be it a commit or the branch itself: trying again would not help', async () => {
    const place = await world().repository();
    const store = reading(place);
    const { state } = await store.load();
    const creation = store.commit(aChange(null, state, aState(aRelease())));
    await expect(creation).rejects.toThrow(StoreRefused);
    await begun(place);
    await expect(addRelease(store, 2)).rejects.toThrow(StoreRefused);
    await expect(addRelease(store, 2)).rejects.toThrow('Resource not accessible by integration');
  });
});

describe('what GitHub will not have', () => {
  test('a branch in the way is named, at once: git can have no branch below another', async () => {
    const place = await world().repository();
    await place.git.git('branch', 'signalbox', 'main');
    const store = place.client();
    const { state } = await store.load();
    place.asked();
    const creation = store.commit(aChange(null, state, aState(aRelease())));
    await expect(creation).rejects.toMatchObject({
      name: 'StoreRefused',
      code: 'state-branch-refused',
      message:
        'there is a branch signalbox, and git can have no branch signalbox/releases beside it: rename or delete signalbox. GitHub says: Reference update failed',
    });
    expect(place.asked().filter((each) => each.startsWith('POST') && each.endsWith('/refs'))).toHaveLength(1);
  });

  test('a ruleset is named, with its rules; where it cannot be read, GitHub’s own words remain', async () => {
    const said = 'Repository rule violations found\n\nChanges must be made through a pull request.';
    const withRules = ruled(
      { 'GET /repos/{owner}/{repo}/rulesets/{ruleset_id}': { name: 'Guard all' } },
      said,
    );
    await expect(withRules).rejects.toMatchObject({
      code: 'state-branch-refused',
      message: `the ruleset "Guard all" holds signalbox/releases to rules (pull_request): let Signalbox bypass them, or leave the branch out. GitHub says: ${said.replaceAll(/\s+/g, ' ')}`,
    });
    await expect(ruled({}, said)).rejects.toThrow('the ruleset 7 holds signalbox/releases to rules');
    const unreadable = ruled(null, 'protected branch check failed', 'BRANCH_PROTECTION_RULE_VIOLATION');
    await expect(unreadable).rejects.toMatchObject({
      code: 'state-branch-refused',
      message: 'protected branch check failed',
    });
  });

  test.each([
    [422, null, 'Object does not exist'],
    [404, null, 'Not Found'],
    [409, null, 'Conflict'],
    [200, 'NOT_FOUND', 'Could not resolve to a Ref'],
    [200, 'UNPROCESSABLE', 'is at 1234567 but expected 7654321'],
  ] as const)('%d %s %s may pass, and is tried again', async (status, type, message) => {
    const client = saying(new GitHubRefused(message, status, type), null);
    const commit = githubStore(client).commit(aChange('a'.repeat(40), aState(), aState(aRelease())));
    await expect(commit).rejects.toThrow(StoreUnavailable);
  });

  function ruled(answers: Readonly<Record<string, object>> | null, message: string, type = 'UNPROCESSABLE') {
    const client = saying(new GitHubRefused(message, 200, type), answers);
    return githubStore(client).commit(aChange('a'.repeat(40), aState(), aState(aRelease())));
  }

  /** A GitHub that refuses every commit; without answers it shows nothing of its rules either. */
  function saying(error: Error, answers: Readonly<Record<string, object>> | null): GitHubClient {
    const date = new Date();
    const no = () => Promise.reject(new GitHubRefused('Not Found', 404));
    const list = (route: string) =>
      route.includes('/rules/') ? [{ type: 'pull_request', ruleset_id: 7 }] : [];
    return {
      owner: 'acme',
      repo: 'shop',
      rest: (route) =>
        answers !== null && route.includes('matching-refs')
          ? Promise.resolve({ status: 200, date, data: [] as never })
          : answers?.[route]
            ? Promise.resolve({ status: 200, date, data: answers[route] as never })
            : no(),
      restPages: (route) =>
        answers === null ? no() : Promise.resolve({ status: 200, date, data: list(route) as never }),
      graphql: () => Promise.reject(error),
      readRepository: no,
    };
  }
});

describe('the edges', () => {
  test('an empty repository says what it needs', async () => {
    const place = await world().repository(null);
    const store = place.client();
    const { head, state } = await store.load();
    expect(head).toBeNull();
    await expect(store.commit(aChange(null, state, aState(aRelease())))).rejects.toThrow(
      /no commit yet: push a first one/,
    );
  });

  test('a file that GraphQL cuts is read whole', async () => {
    const place = await world().repository();
    await begun(place);
    const text = (await place.file('apps/web/open/1.json')) ?? '';
    await place.write('apps/web/open/1.json', `${' '.repeat(600_000)}${text}`);
    place.asked();
    expect((await place.client().load()).state.releases).toEqual({ 'web/1': aRelease() });
    expect(place.asked()).toContain('GET /repos/{owner}/{repo}/git/blobs/{file_sha}');
  });

  test('a repository that may not be seen is unavailable, not empty', async () => {
    const place = await world().repository();
    await begun(place);
    strike(place, () => true, { kind: 'answer', status: 404, message: 'Not Found' });
    await expect(place.client().load()).rejects.toThrow(StoreUnavailable);
  });

  test('the log goes over its pages', async () => {
    const place = await world().repository();
    await begun(place);
    await place.git.git('update-ref', STATE_REF, await chain(place, 120));
    expect(await place.client().log(110)).toHaveLength(110);
    expect(await place.client().log(500)).toHaveLength(121);
  });
});

/** Does what an examination says, in one commit. @returns its steps. */
async function mended(store: StateStore): Promise<readonly RepairStep[]> {
  const { head, state, steps, repairs } = await store.examine();
  const outcome = await store.commit({ ...aChange(head, state, state, 'repair'), repairs });
  expect(outcome.kind).toBe('committed');
  return steps;
}

/** @returns the last of so many empty commits on top of the branch. */
async function chain(place: GitHubPlace, length: number): Promise<string> {
  let parent = (await place.git.head(STATE_REF)) ?? '';
  const identity = ['-c', 'user.name=someone', '-c', 'user.email=someone@example'];
  for (let i = 0; i < length; i += 1) {
    const made = await place.git.git(
      ...[...identity, 'commit-tree', `${parent}^{tree}`, '-p', parent, '-m', `turn ${i}`],
    );
    parent = made.trim();
  }
  return parent;
}
