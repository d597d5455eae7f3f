import { expect, test } from 'vitest';
import { nodeTooOld } from './node-version.ts';

test.each([
  ['v20.18.1', null],
  ['v20.18.2', null],
  ['v20.20.0', null],
  ['v24.0.0', null],
  ['v20.18.0', 'Signalbox needs Node 20.18.1 or newer; this is 20.18.0.'],
  ['v20.9.9', 'Signalbox needs Node 20.18.1 or newer; this is 20.9.9.'],
  ['v18.20.8', 'Signalbox needs Node 20.18.1 or newer; this is 18.20.8.'],
])('%s', (version, answer) => {
  expect(nodeTooOld(version, '>=20.18.1')).toBe(answer);
});
