import { expect, test } from 'vitest';
import { environmentsIn, withUrls } from './config-text.ts';

const CONFIG = `signalbox: 1
environments:
  # first
  staging: {}
  production: { gates: { checks: [ci/test] } }
`;

test('environments come in the order of the file', () => {
  expect(environmentsIn(CONFIG)).toEqual(['staging', 'production']);
  expect(environmentsIn('signalbox: 1\n')).toEqual([]);
});

test('addresses are added, the rest stays as it was written', () => {
  expect(withUrls(CONFIG, { staging: 'http://a/', production: 'http://b/' })).toBe(`signalbox: 1
environments:
  # first
  staging: { url: http://a/ }
  production: { gates: { checks: [ ci/test ] }, url: http://b/ }
`);
});
