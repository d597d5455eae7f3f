import { expect, test } from 'vitest';
import { answeringClient } from '../../../test/support/answering-client.ts';
import { AssociatedPulls } from './associated-pulls.ts';

/** A repository in which the commit `c7` was brought by the pull request 7. */
function repository() {
  return answeringClient(({ parameters }) => {
    const asked = Object.values(parameters).map((sha, index) => {
      const number = Number(String(sha).slice(1));
      const url = `https://github.example/acme/shop/pull/${String(number)}`;
      const nodes = [{ number, merged: true, mergedAt: '2026-11-20T12:00:00Z', url }];
      return [`c${String(index)}`, { associatedPullRequests: { nodes } }];
    });
    return { repository: Object.fromEntries(asked) as unknown };
  });
}

const numbersOf = async (pulls: AssociatedPulls, ...commits: readonly string[]) =>
  (await pulls.of(commits)).map(({ number }) => number);

test('what is expected is asked for when the turn begins, and answers for each of its commits', async () => {
  const client = repository();
  const pulls = new AssociatedPulls(client);
  pulls.expect(['c1', 'c2']);
  expect(client.asked).toHaveLength(0);
  pulls.begin();
  expect(await numbersOf(pulls, 'c1', 'c2')).toEqual([1, 2]);
  expect(await numbersOf(pulls, 'c2')).toEqual([2]);
  expect(client.asked).toHaveLength(1);
});

test('what nobody expected, or another turn did, is asked for', async () => {
  const client = repository();
  const pulls = new AssociatedPulls(client);
  pulls.expect(['c1']);
  pulls.begin();
  expect(await numbersOf(pulls, 'c1', 'c3')).toEqual([1, 3]);
  expect(client.asked).toHaveLength(2);
  pulls.begin();
  expect(await numbersOf(pulls, 'c1')).toEqual([1]);
  expect(client.asked).toHaveLength(3);
});

test('a question that failed ahead is asked again', async () => {
  const client = repository();
  let isAway = true;
  const pulls = new AssociatedPulls({
    ...client,
    readRepository: (read) => (isAway ? Promise.reject(new Error('502')) : client.readRepository(read)),
  });
  pulls.expect(['c1']);
  pulls.begin();
  isAway = false;
  expect(await numbersOf(pulls, 'c1')).toEqual([1]);
});
