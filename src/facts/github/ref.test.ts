import { expect, test } from 'vitest';
import { answeringClient } from '../../../test/support/answering-client.ts';
import { GitHubRefused } from '../../github/client.ts';
import { resolveRef } from './ref.ts';

const MAIN = 'a'.repeat(40);
const TAGGED = 'b'.repeat(40);
const LOST = 'c0ffee'.padEnd(40, '0');

const REFS: Readonly<Record<string, readonly [type: string, sha: string]>> = {
  'heads/main': ['commit', MAIN],
  'heads/v1': ['commit', MAIN],
  'tags/v1': ['commit', TAGGED],
  'tags/v2': ['tag', 't1'],
  'tags/photo': ['blob', 'f1'],
  'heads/c0ffee': ['commit', MAIN],
};

const TAG_OBJECTS: Readonly<Record<string, readonly [type: string, sha: string]>> = {
  t1: ['tag', 't2'],
  t2: ['commit', TAGGED],
};

/** Knows the refs above and the three commits, by any beginning of their ids. */
const client = answeringClient(({ what, parameters }) => {
  const ref = String(parameters['ref']);
  const object = what.includes('git/tags/') ? TAG_OBJECTS[String(parameters['tag_sha'])] : REFS[ref];
  if (what.includes('/commits/')) {
    const sha = [MAIN, TAGGED, LOST].find((each) => each.startsWith(ref));
    if (sha !== undefined) return { sha };
  } else if (object !== undefined) {
    return { ref: `refs/${ref}`, object: { type: object[0], sha: object[1] } };
  }
  throw new GitHubRefused('Not Found', 404);
});

test.each([
  ['a branch', 'main', { sha: MAIN, ref: 'refs/heads/main' }],
  ['a branch before a tag of the same name', 'v1', { sha: MAIN, ref: 'refs/heads/v1' }],
  ['a tag by its full name', 'refs/tags/v1', { sha: TAGGED, ref: 'refs/tags/v1' }],
  ['an annotated tag of a tag', 'v2', { sha: TAGGED, ref: 'refs/tags/v2' }],
  ['a tag of a file', 'photo', null],
  ['a branch that looks like a short id', 'c0ffee', { sha: MAIN, ref: 'refs/heads/c0ffee' }],
  ['a short id', 'c0ffee0', { sha: LOST, ref: null }],
  ['a full id', LOST, { sha: LOST, ref: null }],
  ['a full id in capitals', LOST.toUpperCase(), { sha: LOST, ref: null }],
  ['too short an id', 'c0f', null],
  ['nothing there', 'nowhere', null],
  ['a pull request', 'refs/pull/1/head', null],
])('%s', async (_, ref, expected) => {
  expect(await resolveRef(client, ref)).toEqual(expected);
});
