import { StateUnreadable } from './store.ts';

/** The newest commit of the state branch that a process has seen. */
export interface Newest {
  readonly oid: string;
  readonly turn: number;
}

/** @returns the refusal to go on where the branch is not there any more. */
export function branchGone(branch: string, newest: Newest): StateUnreadable {
  return new StateUnreadable(
    'state-behind-trace',
    branch,
    `the branch is gone; it was at ${spelled(newest)}`,
  );
}

/** @returns the refusal to go on where the branch shows an older turn than before. */
export function takenBack(branch: string, turn: number, newest: Newest | null): StateUnreadable {
  const was = newest === null ? 'a later one' : spelled(newest);
  return new StateUnreadable('state-behind-trace', branch, `is at turn ${turn}; it was at ${was}`);
}

/** @returns the refusal to go on where others have gone on from an older commit than the newest that was seen. */
export function branchedOff(branch: string, head: string, newest: Newest): StateUnreadable {
  const why = `its head ${head.slice(0, 12)} does not follow ${spelled(newest)}, where it was`;
  return new StateUnreadable('state-behind-trace', branch, why);
}

function spelled({ oid, turn }: Newest): string {
  return `turn ${turn} in commit ${oid.slice(0, 12)}`;
}
