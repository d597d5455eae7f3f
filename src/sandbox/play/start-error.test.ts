import { expect, onTestFinished, test } from 'vitest';
import { listen } from '../server.ts';
import { startError } from './start-error.ts';

test('a port that is in use is named, with what to do', async () => {
  const server = await listen(0);
  onTestFinished(() => server.close());
  const { port } = server;
  const error: unknown = await listen(port).catch((reason: unknown) => reason);
  expect(startError(error, port)).toBe(
    `port ${String(port)} is in use; take another, or leave --port out for any free one.`,
  );
});

test('what is somebody else’s port, and anything else, says so itself', () => {
  expect(startError(new Error('no room'), 4711)).toBe('no room');
  expect(startError('no room', null)).toBe('no room');
});
