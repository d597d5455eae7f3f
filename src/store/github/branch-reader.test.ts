import { expect, test } from 'vitest';
import { answeringClient } from '../../../test/support/answering-client.ts';
import { BranchReader } from './branch-reader.ts';

const APP = 'apps/web/app.json';
const blob = { object: { oid: 'b10b', text: '{}', isTruncated: false } };

test('what one read learns of apps takes nothing from another that was asked before', async () => {
  const held = deferred();
  let heads = 0;
  const client = answeringClient(async ({ what }) => {
    if (what.includes('object(oid')) return { repository: { object: { f0: blob } } };
    // The second read's answer comes when the first read is through.
    if ((heads += 1) === 2) await held.promise;
    const names = { object: { entries: [{ name: 'web', type: 'tree' }] } };
    const target = { oid: 'c0ffee', parents: { totalCount: 1 }, author: null, names };
    return { repository: { ref: { target } } };
  });
  const reader = new BranchReader(client, 'signalbox/releases', []);
  const [first, second] = [reader.read(), reader.read()];
  expect((await first).snapshot?.files.has(APP)).toBe(true);
  held.resolve();
  expect((await second).snapshot?.files.has(APP)).toBe(true);
});

function deferred() {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}
