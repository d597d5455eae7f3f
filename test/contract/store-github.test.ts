import { afterAll, beforeAll, expect } from 'vitest';
import { type GitHubWorld, startGitHubWorld } from './store-github-world.ts';
import { storeContract } from './store-contract.ts';

let world: GitHubWorld;

beforeAll(async () => {
  world = await startGitHubWorld();
});

afterAll(async () => {
  expect(world.sandbox.problems).toEqual([]);
  await world.sandbox.close();
});

storeContract('github', () => world.repository());
