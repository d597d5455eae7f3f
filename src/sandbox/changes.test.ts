import { expect, test } from 'vitest';
import { startChanges, WaitedTooLong } from './changes.ts';

test('a waiter is asked at once, and again after each change', async () => {
  const changes = startChanges();
  let value: string | null = null;
  const waiting = changes.waitFor(() => value);
  value = 'there';
  changes.notify();
  expect(await waiting).toBe('there');
  expect(await changes.waitFor(() => value)).toBe('there');
});

test('a change during a slow look is not missed', async () => {
  const changes = startChanges();
  let seen = 0;
  let ready = false;
  const waiting = changes.waitFor(async () => {
    seen += 1;
    const answer = ready;
    await Promise.resolve();
    if (seen === 1) {
      ready = true;
      changes.notify();
    }
    return answer;
  });
  expect(await waiting).toBe(true);
});

test('it gives up, says what it waited for, and ends when the sandbox ends', async () => {
  const changes = startChanges();
  const late = changes.waitFor(() => null, { timeout: 1, what: 'the impossible' });
  await expect(late).rejects.toThrow('the impossible');
  const ended = changes.waitFor(() => false);
  changes.close();
  await expect(ended).rejects.toThrow(WaitedTooLong);
});

test('a look that itself is told of as a change does not keep everybody else from acting', async () => {
  const changes = startChanges();
  const look = (): boolean => {
    changes.notify();
    return false;
  };
  await expect(changes.waitFor(look, { timeout: 50 })).rejects.toThrow(WaitedTooLong);
  changes.close();
});
