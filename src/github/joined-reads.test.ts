import { expect, test } from 'vitest';
import { GitHubUnavailable } from './client.ts';
import type { GitHubAnswer } from './client.ts';
import { joinedQuery, JoinedReads } from './joined-reads.ts';

const DATE = new Date('2026-11-20T12:00:00Z');

function answered(data: unknown): Promise<GitHubAnswer<unknown>> {
  return Promise.resolve({ status: 200, data, date: DATE });
}

test('what is asked in the same breath is one request, and each gets its own answer', async () => {
  const sent: string[] = [];
  const reads = new JoinedReads((query) => {
    sent.push(query);
    return answered({ repository: { name: 'shop' }, repository1: null });
  });
  const [first, second] = await Promise.all([reads.ask({ fields: 'name' }), reads.ask({ fields: 'id' })]);
  expect([first.data, second.data]).toEqual([{ name: 'shop' }, null]);
  expect(sent).toHaveLength(1);
  await reads.ask({ fields: 'name' });
  expect(sent).toHaveLength(2);
});

test('variables of the same name stay apart, and a shared fragment is sent once', () => {
  const read = (value: string) => ({
    fields: 'ref(qualifiedName: $ref) { ...Oid }',
    variables: { ref: { type: 'String!', value } },
    fragments: ['fragment Oid on Ref { id }'],
  });
  const { query, variables } = joinedQuery([read('a'), read('b')]);
  expect(variables).toEqual({ repository_ref: 'a', repository1_ref: 'b' });
  expect(query.match(/fragment Oid/g)).toHaveLength(1);
  expect(query).toContain('ref(qualifiedName: $repository1_ref)');
});

test('a failure is told to each who asked', async () => {
  const reads = new JoinedReads(() => Promise.reject(new GitHubUnavailable('away')));
  const outcomes = await Promise.allSettled([reads.ask({ fields: 'name' }), reads.ask({ fields: 'id' })]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
