import { emptyState, STATE_BRANCH } from '../../../src/domain/state.ts';
import type { State } from '../../../src/domain/state.ts';
import type { StageAtWork } from '../../../src/sandbox/play/stage-at-work.ts';
import { stateOf } from '../../../src/store/files.ts';

/** A turn as it stands in git. */
export interface TurnSeen {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly message: string;
  readonly before: State;
  readonly after: State;
}

/** @returns every commit of the state branch, oldest first, with what its files say. */
export async function turnsOf(world: StageAtWork): Promise<readonly TurnSeen[]> {
  if ((await world.repository.head(STATE_BRANCH)) === null) return [];
  const log = await world.repository.git(
    'log',
    '--reverse',
    '--topo-order',
    '--format=%x01%H%x00%P%x00%an%x00%B%x02',
    '--name-only',
    '--no-renames',
    STATE_BRANCH,
  );
  const files = new Map<string, string>();
  const turns: TurnSeen[] = [];
  let before: State | null = null;
  for (const entry of log.split('\u0001').slice(1)) {
    const [head = '', names = ''] = entry.split('\u0002');
    const [sha = '', parents = '', author = '', message = ''] = head.split('\0');
    for (const path of names.split('\n').filter((each) => each !== '')) {
      const text = await world.repository.file(path, sha);
      if (text === null) files.delete(path);
      else files.set(path, text);
    }
    const after = stateOf(new Map(files));
    before ??= emptyState(after.meta.performer, after.meta.at);
    turns.push({ sha, parents: parents.split(' ').filter(Boolean), author, message, before, after });
    before = after;
  }
  return turns;
}
