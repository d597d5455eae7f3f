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

/** When the branch was as a person left it; milliseconds. */
export interface HarmSeen {
  readonly from: number;
  until: number;
}

export interface History {
  readonly turns: readonly TurnSeen[];
  readonly harmed: readonly HarmSeen[];
}

/**
 * @param personal commits that people put there; what follows on them is taken for following on the turn before.
 * @returns every turn of the state branch, oldest first, with what its files say.
 */
export async function historyOf(world: StageAtWork, personal: ReadonlySet<string>): Promise<History> {
  if ((await world.repository.head(STATE_BRANCH)) === null) return { turns: [], harmed: [] };
  const log = await world.repository.git(
    'log',
    '--reverse',
    '--topo-order',
    '--format=%x01%H%x00%P%x00%an%x00%ct%x00%B%x02',
    '--name-only',
    '--no-renames',
    STATE_BRANCH,
  );
  const files = new Map<string, string>();
  const turns: TurnSeen[] = [];
  const harmed: HarmSeen[] = [];
  let before: State | null = null;
  for (const entry of log.split('\u0001').slice(1)) {
    const [head = '', names = ''] = entry.split('\u0002');
    const [sha = '', parents = '', author = '', seconds = '', message = ''] = head.split('\0');
    const at = Number(seconds) * 1000;
    for (const path of names.split('\n').filter((each) => each !== '')) {
      const text = await world.repository.file(path, sha);
      if (text === null) files.delete(path);
      else files.set(path, text);
    }
    const open = harmed.at(-1)?.until === Infinity ? harmed.at(-1) : undefined;
    if (personal.has(sha)) {
      if (!open) harmed.push({ from: at, until: Infinity });
      continue;
    }
    if (open) open.until = at;
    const after = stateOf(new Map(files));
    before ??= emptyState(after.meta.performer, after.meta.at);
    const own = parents
      .split(' ')
      .filter(Boolean)
      .flatMap((parent) => (personal.has(parent) ? (turns.at(-1)?.sha ?? []) : parent));
    turns.push({ sha, parents: own, author, message, before, after });
    before = after;
  }
  return { turns, harmed };
}
