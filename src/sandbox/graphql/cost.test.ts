import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { documentCost } from './cost.ts';

test.each([
  ['without a connection', '{ viewer { login } }', {}, 1],
  [
    'the example of the documentation',
    '{ viewer { repositories(first: 100) { nodes { issues(first: 50) { nodes { labels(first: 60) { nodes { id } } } } } } } }',
    {},
    51,
  ],
  [
    'with a variable and a fragment',
    'query ($n: Int!) { viewer { repositories(last: $n) { nodes { ...R } } } } fragment R on Repository { a: issues(first: 1) { totalCount } b: issues(first: 1) { totalCount } }',
    { n: 100 },
    2,
  ],
  ['a mutation', 'mutation { updateRefs(input: {}) { clientMutationId } }', {}, 1],
])('%s', (_what, query, variables, points) => {
  expect(documentCost(parse(query), variables)).toBe(points);
});
