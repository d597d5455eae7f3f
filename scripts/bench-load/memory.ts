import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Engine } from '../../src/engine/engine.ts';
import type { FileMap } from '../../src/store/file-map.ts';
import type { MemoryCommit } from '../../src/store/memory/memory-branch.ts';
import { MemoryBranch } from '../../src/store/memory/memory-branch.ts';
import { memoryStore } from '../../src/store/memory/memory-store.ts';
import { isHotPath } from '../../src/store/paths.ts';
import { ModelRepository } from './model-repository.ts';

/**
 * What the App's engine and store of one repository hold on to after so many releases, in kilobytes: the heap with them
 * less the heap without. What they read comes to them as new text every time, as GitHub's answers do.
 */
export async function memoryKept(repositories: number, releases: number): Promise<number> {
  const all = Array.from({ length: repositories }, () => new ModelRepository(new FreshBranch()));
  const engines: Engine[] = [];
  for (const repository of all) {
    const engine = repository.engine({ store: memoryStore(repository.branch, () => repository.now) });
    engines.push(engine);
    for (let number = 1; number <= releases; number += 1) {
      await repository.release(`v${String(number)}`, async (input) => {
        await engine.submit(input);
        await engine.settled();
      });
    }
  }
  const withThem = heap();
  engines.length = 0;
  return (withThem - heap()) / 1024 / repositories;
}

/** Each who reads it gets text of its own, and, as of GitHub, only of what every turn reads. */
class FreshBranch extends MemoryBranch {
  override get head(): MemoryCommit | null {
    const head = super.head;
    return head && { ...head, files: copied(head.files) };
  }
}

function copied(files: FileMap): FileMap {
  const hot = [...files].filter(([path]) => isHotPath(path));
  return new Map(hot.map(([path, text]) => [path, Buffer.from(text).toString()]));
}

/** Bytes in use, when everything has gone that nobody holds. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
