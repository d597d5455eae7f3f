import { instantOf } from '../../src/domain/instant.ts';
import { MemoryBranch } from '../../src/store/memory/memory-branch.ts';
import { memoryStore } from '../../src/store/memory/memory-store.ts';
import { EPOCH } from './state-world.ts';
import { storeContract, type StoreWorld } from './store-contract.ts';

storeContract('memory', () => Promise.resolve(memoryWorld()));

function memoryWorld(): StoreWorld {
  const branch = new MemoryBranch();
  let seconds = 0;
  const clock = (): string => instantOf(new Date(Date.parse(EPOCH) + 1000 * seconds++));
  return {
    client: () => memoryStore(branch, clock),
    file: (path) => Promise.resolve(branch.head?.files.get(path) ?? null),
    touched: () => Promise.resolve(touched(branch)),
    write: (path, text) => {
      const files = new Map([...(branch.head?.files ?? []), [path, text] as const]);
      branch.append(branch.head?.oid ?? null, { files, message: `edit ${path}`, at: clock() });
      return Promise.resolve();
    },
    takeBack: () => {
      branch.reset(branch.commits[1]?.oid ?? null);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

function touched(branch: MemoryBranch): string[] {
  const [after, before] = branch.commits;
  const paths = new Set([...(after?.files.keys() ?? []), ...(before?.files.keys() ?? [])]);
  return [...paths].filter((path) => after?.files.get(path) !== before?.files.get(path));
}
