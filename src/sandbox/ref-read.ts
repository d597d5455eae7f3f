import type { Ref } from './git/refs.ts';
import { readRef } from './git/refs.ts';
import type { Repository } from './model/repository.ts';
import { fullName } from './model/repository.ts';
import type { World } from './world.ts';

/** What a ref (full name) points to, as the API shows it: a moment late when a test says so. */
export async function showRef(world: World, repository: Repository, name: string): Promise<Ref | null> {
  const late = world.faults.takeLag(fullName(repository), name);
  if (late === null) return null;
  if (late === undefined) return readRef(repository.objects, name);
  const object = await repository.objects.read(late);
  return object === null ? null : { name, oid: object.oid, type: object.type };
}
