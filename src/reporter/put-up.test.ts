import { expect, test } from 'vitest';
import type { Board } from './board.ts';
import type { CommentProjection } from './projection.ts';
import { putUp } from './put-up.ts';

/** A board on which this reply stands, and nobody has reacted to what it answers. */
function boardWith(body: string): { board: Board; reactions: string[] } {
  const reactions: string[] = [];
  const unwanted = (): never => {
    throw new Error('nobody asks for that');
  };
  const board: Board = {
    writeStatus: unwanted,
    isStatusShown: unwanted,
    findDeployment: unwanted,
    createDeployment: unwanted,
    writeDeploymentStatus: unwanted,
    isDeploymentShown: unwanted,
    findComment: () => Promise.resolve({ id: '7', body }),
    createComment: unwanted,
    removeComment: unwanted,
    editComment: unwanted,
    react: (comment, content) => {
      reactions.push(`${comment} ${content}`);
      return Promise.resolve();
    },
  };
  return { board, reactions };
}

const REPLY: CommentProjection = {
  kind: 'comment',
  issue: 1,
  marker: 'reply:comment:3',
  body: '**production**\n\nv2 since just now',
  live: false,
  reaction: { comment: '3', content: '+1', writtenAt: null },
};

test.each([
  ['that tells other ages is the same answer', '**production**\n\nv2 since 3 min ago', ['3 +1']],
  ['that comes out otherwise marks nothing', '**Say it again**\n\nThat was long ago', []],
])('a reply %s', async (_, standing, marked) => {
  const { board, reactions } = boardWith(standing);
  const shown = await putUp(board, REPLY, { remembered: null, doubtful: true });
  expect(shown).toMatchObject({ kind: 'written', ref: '7' });
  expect(reactions).toEqual(marked);
});

test('a reply that was written twice by somebody who never heard of the first stays once', async () => {
  const { board } = boardWith(REPLY.body);
  const removed: string[] = [];
  const twice: Board = {
    ...board,
    findComment: () => Promise.resolve({ id: '7', body: REPLY.body, others: ['8', '9'] }),
    removeComment: (id) => {
      removed.push(id);
      return Promise.resolve();
    },
  };
  await putUp(twice, REPLY, { remembered: null, doubtful: true });
  expect(removed).toEqual(['8', '9']);
});
