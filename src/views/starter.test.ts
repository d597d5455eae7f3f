import { expect, test } from 'vitest';
import { readPolicy } from '../config/read-policy.ts';
import { STARTER_CONFIG, starterWorkflow } from './starter.ts';

test('the starter is a config without errors, for the workflow beside it', () => {
  const answer = readPolicy({
    sha: 'a'.repeat(40),
    defaultBranch: 'main',
    repository: 'shop',
    config: { path: '.github/signalbox.yml', text: STARTER_CONFIG },
    workflows: { 'deploy.yml': starterWorkflow('acme/signalbox@v1') },
  });
  expect(answer).toMatchObject({ status: 'ok', policy: { environments: { staging: {}, production: {} } } });
});
