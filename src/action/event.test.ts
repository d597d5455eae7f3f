import { describe, expect, test } from 'vitest';
import { readEvent } from './event.ts';

const SHA = 'a'.repeat(40);
const HEAD = 'b'.repeat(40);
const ZERO = '0'.repeat(40);
const sender = { login: 'alice', id: 7, type: 'User' };
const BOT = { login: 'github-actions[bot]', id: 41_898_282, type: 'Bot' };

const push = { ref: 'refs/heads/main', before: ZERO, after: SHA, deleted: false, sender };
const comment = {
  action: 'created',
  comment: { id: 99, body: '/rollback', created_at: '2026-11-20T12:00:00Z', user: sender },
  issue: { number: 3 },
  sender,
};
const run = {
  id: 5,
  html_url: 'https://github.com/acme/shop/actions/runs/5',
  run_attempt: 1,
  display_title: 'v1 staging [n1]',
  conclusion: 'success',
  event: 'workflow_dispatch',
  head_sha: SHA,
};

/** Payloads hold what is read of them; GitHub sends more. */
test.each<[string, string, object, object]>([
  ['a push', 'push', push, { kind: 'input', input: { kind: 'push', id: `push:refs/heads/main:${SHA}` } }],
  [
    'a tag by a push',
    'push',
    { ...push, ref: 'refs/tags/v1', head_commit: { id: HEAD } },
    { kind: 'input', input: { kind: 'tag', sha: HEAD } },
  ],
  ['a deletion', 'push', { ...push, after: ZERO, deleted: true }, { kind: 'nothing' }],
  [
    'a push of the state branch',
    'push',
    { ...push, ref: 'refs/heads/signalbox/releases' },
    { kind: 'input', input: { kind: 'tick', sweep: false } },
  ],
  ['a new tag', 'create', { ref_type: 'tag', ref: 'v1', sender }, { input: { kind: 'tag', id: 'tag:v1' } }],
  ['a new branch', 'create', { ref_type: 'branch', ref: 'x', sender }, { kind: 'nothing' }],
  ['a comment', 'issue_comment', comment, { kind: 'comment', input: { id: 'comment:99' } }],
  [
    'words that are nearly a command',
    'issue_comment',
    { ...comment, comment: { ...comment.comment, body: '/signalbox rolback' } },
    { kind: 'comment', input: { kind: 'misspelt' } },
  ],
  ['an edited comment', 'issue_comment', { ...comment, action: 'edited' }, { kind: 'nothing' }],
  [
    'our own comment',
    'issue_comment',
    { ...comment, comment: { ...comment.comment, user: BOT }, sender: BOT },
    { kind: 'nothing' },
  ],
  [
    'a run that was dispatched',
    'workflow_run',
    { action: 'completed', workflow_run: run },
    { kind: 'input', input: { kind: 'run', id: 'run:5:1' } },
  ],
  [
    'the end of a CI workflow',
    'workflow_run',
    { action: 'completed', workflow_run: { ...run, event: 'push' } },
    { kind: 'input', input: { kind: 'checks', sha: SHA, id: 'workflow-run:5:1' } },
  ],
  [
    'a CI workflow that begins',
    'workflow_run',
    { action: 'requested', workflow_run: { ...run, event: 'push', conclusion: null } },
    { kind: 'nothing' },
  ],
  ['a status', 'status', { id: 1, context: 'ci/test', sha: SHA }, { input: { kind: 'checks', sha: SHA } }],
  [
    'our own status',
    'status',
    { id: 1, context: 'signalbox/shop/production', sha: SHA },
    { kind: 'nothing' },
  ],
  [
    'a check run',
    'check_run',
    { action: 'completed', check_run: { id: 8, head_sha: SHA } },
    { input: { kind: 'checks', sha: SHA } },
  ],
  [
    'a check suite',
    'check_suite',
    { action: 'completed', check_suite: { id: 8, head_sha: SHA } },
    { input: { kind: 'checks', sha: SHA } },
  ],
  ['the schedule', 'schedule', { schedule: '*/10 * * * *' }, { kind: 'sweep' }],
  [
    'a command by hand',
    'workflow_dispatch',
    { inputs: { command: 'promote v3 production' }, sender },
    { kind: 'command', text: 'promote v3 production', sender: { login: 'alice', id: 7, isPerson: true } },
  ],
  ['an empty command', 'workflow_dispatch', { inputs: { command: ' ' }, sender }, { kind: 'sweep' }],
  ['no inputs at all', 'workflow_dispatch', { inputs: null, sender }, { kind: 'sweep' }],
  [
    'a command of another system',
    'repository_dispatch',
    { action: 'signalbox', client_payload: { command: '/status' }, sender: BOT },
    { kind: 'command', text: '/status', sender: { isPerson: false } },
  ],
  [
    'an empty payload',
    'repository_dispatch',
    { action: 'signalbox', client_payload: {}, sender },
    { kind: 'sweep' },
  ],
  ['what we do not know', 'pull_request', {}, { kind: 'unknown' }],
  ['what no object should answer to', 'constructor', {}, { kind: 'unknown' }],
])('%s', async (_, name, payload, expected) => {
  expect(await readEvent(name, payload)).toMatchObject(expected);
});

describe('a payload that lacks what it should have is named', () => {
  test.each<[string, object | undefined, string]>([
    ['push', undefined, 'The event push is not as GitHub sends it: the payload: '],
    ['push', { ...push, after: 'main' }, 'after: '],
    ['issue_comment', { ...comment, comment: { ...comment.comment, body: null } }, 'comment.body: '],
    ['workflow_run', { action: 'completed', workflow_run: { id: 1 } }, 'workflow_run.html_url: '],
    ['workflow_dispatch', { inputs: { command: 3 }, sender }, 'inputs.command: '],
    ['workflow_dispatch', { inputs: {} }, 'sender: '],
    ['create', { ref_type: 'tag', ref: '', sender }, 'ref: '],
    ['push', { ...push, ref: '' }, 'ref: '],
    ['repository_dispatch', { client_payload: { command: ['x'] }, sender }, 'client_payload.command: '],
  ])('%s %j', async (name, payload, words) => {
    await expect(readEvent(name, payload)).rejects.toThrow(words);
  });
});

test.each([
  [
    'pull_request_target',
    { action: 'opened', pull_request: { head: { ref: 'main', sha: SHA }, base: { ref: 'main' } }, sender },
  ],
  [
    'pull_request',
    { action: 'synchronize', after: SHA, pull_request: { head: { ref: 'main', sha: SHA } }, sender },
  ],
  ['pull_request_review', { action: 'submitted', review: { body: '/rollback', user: sender }, sender }],
  [
    'merge_group',
    { action: 'checks_requested', merge_group: { head_sha: SHA, head_ref: 'refs/heads/main' }, sender },
  ],
])('[A30] %s moves nothing, whatever its payload looks like', async (name, payload) => {
  expect(await readEvent(name, payload)).toEqual({ kind: 'unknown' });
});

test('[A30] a push that a merge queue makes is of its sender, a program: nobody’s right is borrowed', async () => {
  const queue = { login: 'github-merge-queue[bot]', id: 9_919, type: 'Bot' };
  const made = { ...push, ref: 'refs/heads/gh-readonly-queue/main/pr-7-aaaa', sender: queue };
  expect(await readEvent('push', made)).toMatchObject({ input: { kind: 'push', actor: { id: queue.id } } });
});
