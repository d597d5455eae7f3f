import { expect, test } from 'vitest';
import { publishedApi } from './openapi.ts';

const DISPATCH = 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches';

test.each([
  ['a required field is missing', {}, /ref/],
  ['a field is of the wrong type', { ref: 1 }, /ref must be string/],
  ['a field is unknown', { ref: 'main', input: {} }, /"input" is not a permitted key/],
] as const)('a request is refused when %s', (_what, body, said) => {
  expect(publishedApi().requestProblem(DISPATCH, {}, body)).toMatch(said);
});

test('a good request and a good answer pass', () => {
  const api = publishedApi();
  const body = { ref: 'main', inputs: { a: 'b' }, return_run_details: true };
  expect(api.requestProblem(DISPATCH, {}, body)).toBeNull();
  const details = { workflow_run_id: 30_000_000_001, run_url: 'http://a/b', html_url: 'http://a/c' };
  expect(api.answerProblem(DISPATCH, 200, details)).toBeNull();
});

test('numbers of a query come as text', () => {
  const route = 'GET /repos/{owner}/{repo}/pulls';
  expect(publishedApi().requestProblem(route, { per_page: '100' }, {})).toBeNull();
  expect(publishedApi().requestProblem(route, { per_page: 'many' }, {})).toMatch(/per_page/);
});

test('what is sent in an answer or a webhook has to be right', () => {
  const api = publishedApi();
  const route = 'GET /repos/{owner}/{repo}/git/ref/{ref}';
  expect(api.answerProblem(route, 200, { ref: 'refs/heads/main' })).toMatch(/required/);
  expect(api.webhookProblem('push', { ref: 1 })).toMatch(/ref/);
  expect(api.webhookProblem('issue-comment-created', { action: 'edited' })).toMatch(/action/);
});
