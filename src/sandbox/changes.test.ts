import { expect, test } from 'vitest';
import { WaitedTooLong, startChanges } from './changes.ts';

test('a look that itself is told of as a change does not keep everybody else from acting', async () => {
  const changes = startChanges();
  const look = (): boolean => {
    changes.notify();
    return false;
  };
  await expect(changes.waitFor(look, { timeout: 50 })).rejects.toThrow(WaitedTooLong);
  changes.close();
});

test('a change wakes who waits', async () => {
  const changes = startChanges();
  let value: string | null = null;
  const found = changes.waitFor(() => value);
  value = 'here';
  changes.notify();
  expect(await found).toBe('here');
});
