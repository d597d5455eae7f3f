import { describe, expect, test } from 'vitest';
import { newCommentInput } from './comment-event.ts';
import { createInput, pushInput, runInput, statusInput } from './event-inputs.ts';

/** A part of a webhook as GitHub sends it; what the App does not read is left out. */
function payload<T>(part: object): T {
  return part as T;
}

const ALICE = { login: 'alice', id: 7, type: 'User' };

describe('a new comment', () => {
  interface Change {
    readonly sender?: object;
    readonly comment?: object;
    readonly issue?: object;
  }
  const read = ({ sender, comment, issue }: Change = {}) =>
    newCommentInput(
      payload({
        action: 'created',
        sender: { ...ALICE, ...sender },
        issue: { number: 3, ...issue },
        comment: {
          id: 99,
          body: '/rollback',
          created_at: '2026-11-20T12:00:00Z',
          user: ALICE,
          performed_via_github_app: null,
          author_association: 'NONE',
          ...comment,
        },
      }),
    );

  test('of a person is a command of the account that GitHub signed for, whatever the association says [A10]', () => {
    expect(read()).toMatchObject({
      kind: 'command',
      id: 'comment:99',
      actor: { login: 'alice', id: 7 },
      writtenAt: '2026-11-20T12:00:00Z',
      comment: { id: '99', issue: 3, pull: false, explicit: false },
    });
    expect(read({ issue: { pull_request: {} } })).toMatchObject({ comment: { pull: true } });
    expect(read({ comment: { author_association: 'OWNER' } })).toEqual(read());
  });

  test.each([
    ['a bot', { sender: { type: 'Bot', login: 'x[bot]' }, comment: { user: { ...ALICE, type: 'Bot' } } }],
    ['an organisation', { sender: { type: 'Organization' } }],
    ['an app in somebody’s name', { comment: { performed_via_github_app: { id: 1 } } }],
    ['somebody else than the sender', { sender: { id: 8 } }],
    ['an account that is gone', { comment: { user: null } }],
  ])('of %s commands nothing (A8, A17)', (_, change) => {
    expect(read(change)).toBeNull();
  });
});

describe('a push', () => {
  const SHA = 'a'.repeat(40);
  const read = (part: object) =>
    pushInput(payload({ after: SHA, before: '0'.repeat(40), deleted: false, sender: ALICE, ...part }));

  test('of a branch is by its sender, not by the commit’s author [A30]', () => {
    const head = { id: SHA, author: { username: 'mallory' } };
    expect(read({ ref: 'refs/heads/main', head_commit: head })).toMatchObject({
      kind: 'push',
      id: `push:refs/heads/main:${SHA}`,
      actor: { login: 'alice', id: 7 },
    });
  });

  test('of an annotated tag is of its commit', () => {
    const head = { id: 'b'.repeat(40) };
    expect(read({ ref: 'refs/tags/v1', head_commit: head })).toMatchObject({ sha: 'b'.repeat(40) });
  });

  test('of the state branch is only a look; a deletion is nothing', () => {
    expect(read({ ref: 'refs/heads/signalbox/releases' })).toMatchObject({ kind: 'tick', sweep: false });
    expect(read({ ref: 'refs/heads/main', deleted: true })).toBeNull();
  });

  test.each([
    ['a run was admitted', 'Cause: claim 5:1\nAdmitted: 5\nTurn: 9', false],
    ['a run was refused: its attempt has ended', 'Cause: claim 5:1\nTurn: 9', true],
    ['something else was done besides', 'Cause: claim 5:1\nCause: report 4:1\nAdmitted: 5\nTurn: 9', true],
    ['a job has reported', 'Cause: report 5:1\nTurn: 9', true],
  ])(
    'of the state branch is looked at unless all it says is that a run may begin: %s',
    (_, trailers, isNews) => {
      const head = { id: SHA, message: `v1: staging running\n\nRelease: shop@v1\n${trailers}` };
      const input = read({ ref: 'refs/heads/signalbox/releases', head_commit: head });
      expect(input !== null).toBe(isNews);
    },
  );
});

test('a branch that is created comes as a push, a tag also as such', () => {
  expect(createInput(payload({ ref_type: 'branch', ref: 'x', sender: ALICE }))).toBeNull();
  expect(createInput(payload({ ref_type: 'tag', ref: 'v1', sender: ALICE }))).toMatchObject({ id: 'tag:v1' });
});

test('runs that nobody dispatched, and our own statuses, are no news', () => {
  const run = { id: 5, html_url: '', run_attempt: 1, conclusion: 'success' };
  const read = (event: string) => runInput(payload({ workflow_run: { ...run, event } }));
  expect(read('push')).toBeNull();
  expect(read('workflow_dispatch')).toMatchObject({ id: 'run:5:1' });
  expect(statusInput(payload({ context: 'signalbox/shop/production', id: 1, sha: 'a' }))).toBeNull();
  expect(statusInput(payload({ context: 'ci/test', id: 1, sha: 'a' }))).toMatchObject({ sha: 'a' });
});
