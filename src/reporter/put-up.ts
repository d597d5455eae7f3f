import type { Board } from './board.ts';
import type {
  CommentProjection,
  DeploymentProjection,
  Projection,
  Remembered,
  ReplacedDeployment,
  StatusProjection,
} from './projection.ts';
import { digestOf } from './projection.ts';
import type { Shown } from './reporter.ts';

/** What is known of an earlier writing, and whether there may have been one that nobody noted. */
export interface Before {
  readonly remembered: Remembered | null;
  readonly doubtful: boolean;
}

/**
 * Puts a projection up where it is not up already: written on change only, looked up before created (invariant 8). What
 * differs from what is remembered is a change whoever else may have been here, and need not be looked at first.
 */
export async function putUp(board: Board, projection: Projection, before: Before): Promise<Shown> {
  const digest = digestOf(projection);
  const { remembered } = before;
  if (!before.doubtful && remembered?.digest === digest) return { kind: 'unchanged' };
  const isNews = remembered !== null && remembered.digest !== digest;
  return { kind: 'written', digest, ref: await writeByKind(board, projection, { ...before, isNews }) };
}

interface Known extends Before {
  readonly isNews: boolean;
}

function writeByKind(board: Board, projection: Projection, before: Known): Promise<string | null> {
  switch (projection.kind) {
    case 'status':
      return putUpStatus(board, projection, before);
    case 'deployment':
      return putUpDeployment(board, projection, before);
    case 'comment':
      return putUpComment(board, projection, before);
  }
}

async function putUpStatus(board: Board, status: StatusProjection, before: Known): Promise<null> {
  if (before.doubtful && !before.isNews && (await board.isStatusShown(status))) return null;
  await board.writeStatus(status);
  return null;
}

/**
 * A deployment that somebody may have made without noting its id is looked up first: one release makes one per
 * environment. Nobody else makes it while its effect belongs to us. One that somebody deleted is made anew.
 */
async function putUpDeployment(
  board: Board,
  deployment: DeploymentProjection,
  before: Known,
): Promise<string> {
  const { remembered, doubtful } = before;
  const known = remembered?.id ?? (doubtful ? await board.findDeployment(deployment) : null);
  const isShown =
    doubtful && known !== null && !before.isNews && (await board.isDeploymentShown(known, deployment));
  const isUp = isShown || (known !== null && (await board.writeDeploymentStatus(known, deployment)));
  const id = isUp ? known : await board.createDeployment(deployment);
  if (!isUp) await board.writeDeploymentStatus(id, deployment);
  if (deployment.replaces !== null) {
    await putUpReplaced(board, deployment.replaces, doubtful && !before.isNews);
  }
  return id;
}

/** A deployment that nobody finds was never shown as anything, so there is nothing to take back. */
async function putUpReplaced(board: Board, deployment: ReplacedDeployment, doubtful: boolean): Promise<void> {
  const id = deployment.id ?? (await board.findDeployment(deployment));
  if (id === null || (doubtful && (await board.isDeploymentShown(id, deployment)))) return;
  await board.writeDeploymentStatus(id, deployment);
}

function putUpComment(board: Board, comment: CommentProjection, before: Known): Promise<string> {
  return comment.live ? putUpLiveComment(board, comment, before) : putUpOnce(board, comment, before);
}

/** A live comment that somebody deleted is written anew: the pull request must say what the head says. */
async function putUpLiveComment(board: Board, comment: CommentProjection, before: Before): Promise<string> {
  const remembered = before.remembered?.id ?? null;
  if (remembered !== null && (await board.editComment(remembered, comment))) return remembered;
  const found = before.doubtful || remembered !== null ? await board.findComment(comment) : null;
  const isUp =
    found !== null && (found.body === comment.body || (await board.editComment(found.id, comment)));
  return isUp ? found.id : await board.createComment(comment);
}

/**
 * Replies and notices stay as they were first written. In doubt somebody else may write the same at this moment, since
 * answers to queries belong to no turn: whoever then finds an older one takes the own one back. Whoever never heard that
 * it had written one finds that beside the older, and takes it back when it looks again. The reaction goes with
 * the text that stands: a query that is decided again later may come out otherwise, and must not be marked with what
 * nobody was told. That it tells other ages is no other answer.
 */
async function putUpOnce(board: Board, comment: CommentProjection, before: Before): Promise<string> {
  const found = before.doubtful ? await board.findComment(comment) : null;
  for (const other of found?.others ?? []) await board.removeComment(other);
  const standing = found ?? (await createOnce(board, comment, before.doubtful));
  const { reaction } = comment;
  if (reaction !== null && headlineOf(standing.body) === headlineOf(comment.body)) {
    await board.react(reaction.comment, reaction.content);
  }
  return standing.id;
}

function headlineOf(body: string): string {
  return body.split('\n', 1)[0] ?? '';
}

async function createOnce(
  board: Board,
  comment: CommentProjection,
  doubtful: boolean,
): Promise<{ readonly id: string; readonly body: string }> {
  const own = { id: await board.createComment(comment), body: comment.body };
  const first = doubtful ? ((await board.findComment(comment)) ?? own) : own;
  if (first.id !== own.id) await board.removeComment(own.id);
  return first;
}
