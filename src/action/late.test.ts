import { expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import { lateEngine, lateReporter } from './late.ts';

test('an engine is made once, for its first input, and settles like any other', async () => {
  const shop = new Shop();
  let made = 0;
  const engine = lateEngine(() => {
    made += 1;
    return Promise.resolve(shop.engine);
  });
  await engine.settled();
  expect(made).toBe(0);
  expect(engine.knows('')).toBe(false);
  await Promise.all(['1', '2'].map((id) => engine.submit({ kind: 'tick', id, sweep: true })));
  await shop.push();
  await engine.settled();
  expect(made).toBe(1);
  expect(engine.knows(shop.branch.head?.oid ?? '')).toBe(true);
});

test('a reporter is made for the first thing to be shown', async () => {
  const shop = new Shop();
  let made = 0;
  const reporter = lateReporter(() => {
    made += 1;
    return Promise.resolve(shop.reporter);
  });
  expect(made).toBe(0);
  await reporter.acknowledge('1');
  await reporter.acknowledge('2');
  expect(made).toBe(1);
});
