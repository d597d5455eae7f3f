import { readCommit } from '../git/commit.ts';
import { isAncestor } from '../git/history.ts';
import { isValidRefName, listRefs, readRef, ZERO } from '../git/refs.ts';
import { moveRefs } from '../ref-moves.ts';
import { showRef } from '../ref-read.ts';
import { refShape } from '../shapes/git.ts';
import type { Answer } from './answer.ts';
import { created, HttpError, noContent, notFound, ok } from './answer.ts';
import { flag, text } from './fields.ts';
import type { ActorRequest, RepoRequest, Route } from './route.ts';
import { pageAnswer, param, repoRead, repoWrite } from './route.ts';

const WRITE = { grants: ['contents:write'], role: 'write' } as const;

export const gitRefRoutes: readonly Route[] = [
  repoRead('GET /repos/{owner}/{repo}/git/ref/{ref}', ['contents:read'], getRef),
  repoRead('GET /repos/{owner}/{repo}/git/matching-refs/{ref}', ['contents:read'], matchingRefs),
  repoWrite('POST /repos/{owner}/{repo}/git/refs', WRITE, createRef),
  repoWrite('PATCH /repos/{owner}/{repo}/git/refs/{ref}', WRITE, updateRef),
  repoWrite('DELETE /repos/{owner}/{repo}/git/refs/{ref}', WRITE, deleteRef),
];

async function getRef(request: RepoRequest): Promise<Answer> {
  const { world, repository } = request;
  await refuseEmpty(request);
  const ref = await showRef(world, repository, `refs/${param(request, 'ref')}`);
  if (ref === null) throw notFound();
  return ok(refShape(world, repository, ref));
}

async function matchingRefs(request: RepoRequest): Promise<Answer> {
  const { world, repository } = request;
  const refs = await listRefs(repository.directory, `refs/${param(request, 'ref')}`);
  return pageAnswer(request, refs, (ref) => refShape(world, repository, ref));
}

async function createRef(request: ActorRequest): Promise<Answer> {
  const { world, repository, caller, body } = request;
  await refuseEmpty(request);
  const name = text(body, 'ref') ?? '';
  const after = text(body, 'sha') ?? '';
  if (!/^refs\/[^/]+\/./.test(name) || !(await isValidRefName(repository.directory, name))) {
    throw new HttpError(422, `${name} is not a valid ref name`);
  }
  const object = await repository.objects.read(after);
  if (object === null) throw new HttpError(422, 'Object does not exist');
  if (!(await moveRefs(world, repository, caller, [{ name, before: ZERO, after }]))) {
    const isThere = (await readRef(repository.objects, name)) !== null;
    // A branch that another's name lies within: googleapis/release-please#1024.
    throw new HttpError(422, isThere ? 'Reference already exists' : 'Reference update failed');
  }
  return created(refShape(world, repository, { name, oid: after, type: object.type }));
}

/** Without `force` this is a compare-and-swap for whoever made the new commit on top of what they read. */
async function updateRef(request: ActorRequest): Promise<Answer> {
  const { world, repository, caller, body } = request;
  const name = `refs/${param(request, 'ref')}`;
  const after = text(body, 'sha') ?? '';
  const [old, object] = await Promise.all([
    readRef(repository.objects, name),
    repository.objects.read(after),
  ]);
  if (old === null) throw new HttpError(422, 'Reference does not exist');
  if (object === null) throw new HttpError(422, 'Object does not exist');
  const force = flag(body, 'force') ?? false;
  if (!force && !(await isAncestor(repository.directory, old.oid, after))) {
    throw new HttpError(422, 'Update is not a fast forward');
  }
  const moved = await moveRefs(world, repository, caller, [{ name, before: force ? null : old.oid, after }]);
  if (!moved) throw new HttpError(422, 'Reference cannot be updated');
  return ok(refShape(world, repository, { name, oid: after, type: object.type }));
}

async function deleteRef(request: ActorRequest): Promise<Answer> {
  const { world, repository, caller } = request;
  const name = `refs/${param(request, 'ref')}`;
  const old = await readRef(repository.objects, name);
  const update = { name, before: old?.oid ?? ZERO, after: ZERO };
  if (old === null || !(await moveRefs(world, repository, caller, [update]))) {
    throw new HttpError(422, 'Reference does not exist');
  }
  return noContent();
}

/** GitHub's git database answers 409 until the repository has its first commit. */
export async function refuseEmpty(request: RepoRequest): Promise<void> {
  const { repository } = request;
  if ((await readCommit(repository.objects, `refs/heads/${repository.defaultBranch}`)) !== null) return;
  if ((await listRefs(repository.directory)).length > 0) return;
  throw new HttpError(409, 'Git Repository is empty.');
}
