import { isAncestor } from '../git/history.ts';
import type { RefUpdate } from '../git/refs.ts';
import { isValidRefName, readRef, ZERO } from '../git/refs.ts';
import { parseNodeId } from '../ids.ts';
import { isActor } from '../model/app.ts';
import type { Repository } from '../model/repository.ts';
import { canSee } from '../permissions.ts';
import { moveRefs } from '../ref-moves.ts';
import type { Args, GraphContext, GraphNode } from './node.ts';
import { demandAccess, forbidden, graphError, listArg, textArg } from './node.ts';

/** `updateRefs`: several refs or none; a zero oid before asks for absence, after deletes. */
export async function updateRefsMutation(context: GraphContext, input: Args): Promise<GraphNode> {
  const id = parseNodeId(textArg(input, 'repositoryId') ?? '');
  const repository = id?.type === 'R' ? context.world.repositories.get(Number(id.id)) : undefined;
  if (repository === undefined || !canSee(context.world, context.caller, repository)) {
    const given = textArg(input, 'repositoryId') ?? '';
    throw graphError('NOT_FOUND', `Could not resolve to a node with the global id of '${given}'`);
  }
  demandAccess({ ...context, repository }, { grants: ['contents:write'], role: 'write' });
  if (!isActor(context.caller)) throw forbidden();
  const updates: RefUpdate[] = [];
  for (const each of listArg(input, 'refUpdates')) updates.push(await checked(repository, each));
  if (!(await moveRefs(context.world, repository, context.caller, updates))) {
    throw graphError('STALE_DATA', 'At least one ref did not point to what was expected.');
  }
  return { __typename: 'UpdateRefsPayload', clientMutationId: textArg(input, 'clientMutationId') ?? null };
}

async function checked(repository: Repository, each: Args): Promise<RefUpdate> {
  const name = textArg(each, 'name') ?? '';
  const after = textArg(each, 'afterOid') ?? '';
  const before = textArg(each, 'beforeOid') ?? null;
  if (!name.startsWith('refs/') || !(await isValidRefName(repository.directory, name))) {
    throw graphError('UNPROCESSABLE', `${name} is not a valid ref name`);
  }
  if (after === ZERO) return { name, before, after };
  if ((await repository.objects.read(after)) === null) {
    throw graphError('UNPROCESSABLE', `Object ${after} does not exist`);
  }
  const old = await readRef(repository.objects, name);
  const forced = each['force'] === true;
  if (old !== null && !forced && !(await isAncestor(repository.directory, old.oid, after))) {
    throw graphError('UNPROCESSABLE', `Update of ${name} is not a fast forward`);
  }
  return { name, before: before ?? (forced ? null : (old?.oid ?? null)), after };
}
