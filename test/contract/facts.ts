import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ancestry } from '../../src/domain/fact.ts';
import type { Sha } from '../../src/domain/names.ts';
import type { Permission } from '../../src/domain/role.ts';
import type { CommentFact } from '../../src/facts/facts.ts';
import type { FactsRepository } from './facts-repository.ts';

const NOWHERE = 'f'.repeat(40);

/** What every `FactSource` must answer, whatever it asks. */
export function factsContract(name: string, open: () => Promise<FactsRepository>): void {
  describe(`facts: ${name}`, () => {
    let repository: FactsRepository;
    let first: Sha;
    let second: Sha;
    let side: Sha;
    let released: Sha;

    beforeAll(async () => {
      repository = await open();
      first = await repository.commit({ branch: 'main', files: { 'web/a': '1', 'api/b': '1' } });
      released = await repository.commit({ branch: 'release/1', from: first, files: { 'web/a': '2' } });
      side = await repository.commit({ branch: 'side', from: first, files: { side: '1' } });
      second = await repository.commit({
        branch: 'main',
        message: 'Second\n\nwith a body',
        files: { 'web/a': '3', 'api/b': null, 'web/new': '1', '.github/workflows/deploy.yml': 'on: push\n' },
      });
      await repository.tag('v1', first);
      await repository.tag('v2', second, true);
    });
    afterAll(() => repository.close());

    const named: Readonly<Record<string, () => Sha>> = {
      first: () => first,
      second: () => second,
      side: () => side,
      nowhere: () => NOWHERE,
    };
    const shaOf = (word: string): Sha => named[word]?.() ?? word;

    test.each<[string, string, Ancestry]>([
      ['first', 'first', 'identical'],
      ['first', 'second', 'ahead'],
      ['second', 'first', 'behind'],
      ['second', 'side', 'diverged'],
      ['first', 'nowhere', 'unknown'],
      ['nowhere', 'first', 'unknown'],
    ])('seen from %s, %s is: %s', async (base, head, expected) => {
      const question = { base: shaOf(base), head: shaOf(head) };
      expect(await repository.facts.answer('ancestry', question)).toBe(expected);
      expect(await repository.facts.answer('ancestry', question)).toBe(expected);
    });

    test.each<[string | null, string, readonly string[]]>([
      ['first', 'second', ['.github/workflows/deploy.yml', 'api/b', 'web/a', 'web/new']],
      ['second', 'first', ['.github/workflows/deploy.yml', 'api/b', 'web/a', 'web/new']],
      ['second', 'side', ['.github/workflows/deploy.yml', 'api/b', 'side', 'web/a', 'web/new']],
      ['first', 'first', []],
      [null, 'side', ['api/b', 'side', 'web/a']],
    ])('files between %s and %s', async (base, head, expected) => {
      const question = { base: base === null ? null : shaOf(base), head: shaOf(head) };
      expect((await repository.facts.answer('files', question)).toSorted()).toEqual(expected);
    });

    test.each<[string, readonly string[]]>([
      ['first', ['refs/heads/main', 'refs/tags/v1', 'refs/tags/v2']],
      ['second', ['refs/heads/main', 'refs/tags/v2']],
      ['side', []],
      ['nowhere', []],
    ])('refs that contain %s', async (word, expected) => {
      const refs = ['refs/heads/main', 'refs/heads/gone', 'refs/tags/v1', 'refs/tags/v2'];
      expect(await repository.facts.answer('containing', { sha: shaOf(word), refs })).toEqual(expected);
    });

    test.each<[string, readonly string[], readonly string[], readonly string[]]>([
      ['branches by name', ['main'], [], ['refs/heads/main second']],
      ['tags by glob, annotated ones peeled', [], ['v*'], ['refs/tags/v1 first', 'refs/tags/v2 second']],
      ['a glob that crosses no slash', ['release*'], [], []],
      ['a kind without globs', ['v*'], [], []],
      [
        'globs with an exception',
        ['**', '!release/**'],
        [],
        ['refs/heads/main second', 'refs/heads/side side'],
      ],
    ])('refs: %s', async (_, push, tag, expected) => {
      const found = await repository.facts.answer('refs', { push, tag });
      const wanted = expected
        .map((line) => line.split(' '))
        .map(([ref, word = '']) => ({ ref, sha: shaOf(word) }));
      expect(found.toSorted((a, b) => (a.ref < b.ref ? -1 : 1))).toEqual(wanted);
    });

    test.each<[string, string, string | null]>([
      ['main', 'second', 'refs/heads/main'],
      ['refs/heads/main', 'second', 'refs/heads/main'],
      ['release/1', 'released', 'refs/heads/release/1'],
      ['v1', 'first', 'refs/tags/v1'],
      ['v2', 'second', 'refs/tags/v2'],
    ])('the ref %s', async (ref, word, full) => {
      const sha = word === 'released' ? released : shaOf(word);
      expect(await repository.facts.answer('ref', { ref })).toEqual({ sha, ref: full });
    });

    test('a commit by its full and short id, and refs that do not exist', async () => {
      const ask = (ref: string): Promise<unknown> => repository.facts.answer('ref', { ref });
      expect(await ask(first)).toEqual({ sha: first, ref: null });
      expect(await ask(first.slice(0, 10))).toEqual({ sha: first, ref: null });
      expect(await ask('nowhere')).toBeNull();
      expect(await ask('fffffff')).toBeNull();
      expect(await ask(NOWHERE)).toBeNull();
    });

    test('a commit with the first line of its message, and one that does not exist', async () => {
      expect(await repository.facts.answer('commit', { sha: second })).toMatchObject({
        sha: second,
        subject: 'Second',
      });
      expect(await repository.facts.answer('commit', { sha: NOWHERE })).toBeNull();
    });

    test('what a commit was put on', async () => {
      expect(await repository.facts.answer('parent', { sha: second })).toBe(first);
      expect(await repository.facts.answer('parent', { sha: NOWHERE })).toBeNull();
    });

    test('checks: none, then each of them, then changed', async () => {
      const states = async (): Promise<readonly string[]> => {
        const answer = await repository.facts.answer('checks', { sha: side });
        if (answer.status !== 'ok') throw new Error(answer.message);
        return answer.checks.map(({ name: check, state }) => `${check} ${state}`).toSorted();
      };
      expect(await states()).toEqual([]);
      await repository.check(side, 'ci/test', 'pending');
      await repository.check(side, 'ci/lint', 'failure');
      expect(await states()).toEqual(['ci/lint failure', 'ci/test pending']);
      await repository.check(side, 'ci/test', 'success');
      expect(await states()).toEqual(['ci/lint failure', 'ci/test success']);
    });

    test('checks of a commit are not checks of another', async () => {
      expect(await repository.facts.answer('checks', { sha: first })).toEqual({ status: 'ok', checks: [] });
    });

    test.each<Permission>(['read', 'triage', 'write', 'maintain', 'admin'])(
      'the access of somebody with %s',
      async (permission) => {
        const actor = await repository.person(`${permission}er`, permission);
        expect(await repository.facts.answer('access', { actor, teams: [] })).toEqual({
          permission,
          teams: [],
          unreadableTeams: [],
        });
      },
    );

    test('[A10] the login is not the person', async () => {
      const actor = await repository.person('renamed', 'admin');
      const impostor = { login: 'renamed', id: actor.id + 1 };
      const access = await repository.facts.answer('access', { actor: impostor, teams: [] });
      expect(access.permission).toBe('none');
    });

    test('teams: a member, somebody else, and a team that nobody can see', async () => {
      const { team } = repository;
      const member = await repository.person('member', 'write', true);
      const other = await repository.person('other', 'write');
      const hidden = `${team}-hidden`;
      expect(await repository.facts.answer('access', { actor: member, teams: [team, hidden] })).toMatchObject(
        {
          teams: [team],
          unreadableTeams: [hidden],
        },
      );
      expect(await repository.facts.answer('access', { actor: other, teams: [team] })).toMatchObject({
        teams: [],
        unreadableTeams: [],
      });
    });

    test('policy: the files of the default branch, read again after a push', async () => {
      const before = await repository.facts.policySource();
      expect(before).toMatchObject({
        sha: second,
        defaultBranch: 'main',
        config: null,
        workflows: { 'deploy.yml': 'on: push\n' },
      });
      expect(await repository.facts.policySource()).toEqual(before);
    });

    test('comments: by whom, where, and none from before', async () => {
      const author = await repository.person('writer', 'write');
      const one = await repository.comment(author, '/rollback');
      const two = await repository.comment(author, 'and thanks');
      const since = await repository.facts.commentsSince(one.createdAt);
      const own = since.filter((comment: CommentFact) => comment.author.id === author.id);
      expect(own.map(({ id, body }) => [id, body])).toEqual([
        [one.id, '/rollback'],
        [two.id, 'and thanks'],
      ]);
      expect(own[0]).toMatchObject({
        pull: expect.any(Boolean) as boolean,
        author: { ...author, person: true },
        isMarked: false,
      });
      await repository.react(one.id, 'eyes');
      await repository.react(two.id, '+1');
      const again = await repository.facts.commentsSince(one.createdAt);
      expect(again.flatMap(({ id, isMarked }) => (isMarked ? [id] : []))).toEqual([two.id]);
      expect(await repository.facts.commentsSince('2199-01-01T00:00:00Z')).toEqual([]);
    });

    test('pull requests that were merged between two commits, and after a push the policy with them', async () => {
      const before = await repository.facts.policySource();
      await repository.commit({ branch: 'topic', from: second, files: { topic: '1' } });
      const merged = await repository.merge('topic');
      const config = 'signalbox: 1\n';
      const head = await repository.commit({ branch: 'main', files: { '.github/signalbox.yml': config } });
      const pulls = (base: Sha | null, to: Sha): Promise<readonly number[]> =>
        repository.facts.answer('pulls', { base, head: to });
      expect(await pulls(second, head)).toEqual([merged.number]);
      expect(await pulls(merged.sha, head)).toEqual([]);
      expect(await pulls(null, merged.sha)).toEqual([merged.number]);
      expect(await repository.facts.policySource()).toMatchObject({
        sha: head,
        config: { path: '.github/signalbox.yml', text: config },
      });
      // What it was before can be had as well, as long as the commit is there.
      expect(await repository.facts.policySourceAt(second)).toEqual(before);
      expect(await repository.facts.policySourceAt('f'.repeat(40))).toBeNull();
    });

    test('runs that GitHub does not know', async () => {
      expect(await repository.facts.answer('run', { id: '1' })).toBeNull();
      const nonce = { nonce: 'n0where', since: '2026-01-01T00:00:00Z' };
      expect(await repository.facts.answer('runByNonce', nonce)).toBeNull();
    });
  });
}
