import { expect, test } from 'vitest';
import { answeringClient } from '../../../test/support/answering-client.ts';
import { Comparisons } from './comparisons.ts';

test('a comparison is asked for once, and what nobody needs of it is not kept', async () => {
  const commit = { message: 'One', author: { name: 'Alice', email: 'alice@example.com' }, tree: {} };
  const file = { filename: 'new.txt', previous_filename: 'old.txt', patch: '+a line' };
  const client = answeringClient(() => ({
    status: 'ahead',
    total_commits: 2,
    base_commit: { sha: 'a' },
    commits: [
      { sha: 'b', commit, parents: [] },
      { sha: 'c', commit: { message: 'Two', author: null } },
    ],
    files: [file, { filename: 'other.txt', patch: '-a line' }],
  }));
  const comparisons = new Comparisons(client);
  const first = await comparisons.first('a', 'c');
  expect(first).toEqual({
    status: 'ahead',
    total_commits: 2,
    commits: [
      { sha: 'b', commit: { message: 'One', author: { name: 'Alice' } } },
      { sha: 'c', commit: { message: 'Two', author: null } },
    ],
    files: [{ filename: 'new.txt', previous_filename: 'old.txt' }, { filename: 'other.txt' }],
  });
  expect(await comparisons.first('a', 'c')).toBe(first);
  expect(client.asked).toHaveLength(1);
  expect(comparisons.commits.get('b')).toEqual({ sha: 'b', subject: 'One', author: 'Alice' });
});
