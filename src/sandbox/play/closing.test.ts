import { expect, test } from 'vitest';
import { opened } from './closing.ts';

test('the last is closed first, and one that fails keeps no other back', async () => {
  const closed: string[] = [];
  const it = await opened(async (closing) => {
    closing.add(async () => void closed.push('first'));
    closing.add(async () => Promise.reject(new Error('stuck')));
    closing.add(async () => void closed.push('third'));
    return { name: 'it' };
  });
  expect(it.name).toBe('it');
  await expect(it.close()).rejects.toThrow('stuck');
  expect(closed).toEqual(['third', 'first']);
});

test('what fails half way leaves nothing open, and says why', async () => {
  const closed: string[] = [];
  const opening = opened(async (closing) => {
    closing.add(async () => void closed.push('first'));
    closing.add(async () => Promise.reject(new Error('in its wake')));
    throw new Error('no room');
  });
  await expect(opening).rejects.toThrow('no room');
  expect(closed).toEqual(['first']);
});
