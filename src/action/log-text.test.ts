import { expect, test } from 'vitest';
import { inertText } from './log-text.ts';

test.each([
  ['v12 runs in production: 3 checks', 'v12 runs in production: 3 checks'],
  ['::stop-commands::x is no release', '\\::stop-commands::x is no release'],
  ['first\n  ::add-mask::v1\nlast', 'first\n  \\::add-mask::v1\nlast'],
  ['\u0085 ::add-mask::v1', '\u0085 \\::add-mask::v1'],
  ['reason: ##[add-mask]v1', 'reason: ##\\[add-mask]v1'],
])('%j is shown as %j', (text, expected) => {
  expect(inertText(text)).toBe(expected);
});
