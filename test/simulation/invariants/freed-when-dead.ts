import type { Attempt } from '../../../src/domain/attempt.ts';
import { isFinal, isLive } from '../../../src/domain/derive.ts';
import type { Run } from '../github/runs.ts';
import type { CheckerMaker } from '../watch.ts';
import { attemptsOf, nameOf } from './attempts-of.ts';

/** An environment is freed, and a release final, only when no admitted run can still live; in the end, then it is. */
export const freedWhenDead: CheckerMaker = ({ model, fail }) => {
  const working = new Map<number, Run>();
  const forced = new Set<number>();
  const workOf = (attempt: Attempt): Run | undefined =>
    attempt.admitted && !forced.has(Number(attempt.admitted.run))
      ? working.get(Number(attempt.admitted.run))
      : undefined;
  /** A person said `--force`: from then on it is theirs. */
  const isForced = (message: string): boolean =>
    [...message.matchAll(/^Cause: comment (\d+)$/gm)].some(([, id]) =>
      model.world.comments.some((comment) => comment.id === id && comment.body.includes('--force')),
    );
  return {
    invariant: '5 freed only when no admitted run can live',
    committed: ({ changed, message }) => {
      for (const { before, after } of changed) {
        const earlier = new Map(
          before ? attemptsOf(before).map((each) => [each.attempt.nonce, each.attempt]) : [],
        );
        for (const found of attemptsOf(after)) {
          const was = earlier.get(found.attempt.nonce);
          const run = workOf(found.attempt);
          if (!run || (was && !isLive(was)) || isLive(found.attempt)) continue;
          if (isForced(message)) forced.add(run.id);
          else fail(`${run.title} is ${found.attempt.status}, and its run ${run.id} still works`);
        }
        const alive = isFinal(after.status) ? attemptsOf(after).map(({ attempt }) => workOf(attempt)) : [];
        const first = alive.find((run) => run !== undefined);
        if (first) fail(`${after.app} v${after.number} is ${after.status}, and ${first.title} still works`);
      }
    },
    admitted: (run) => {
      const { app, environment } = run.input;
      const others = [...working.values()].filter(
        ({ id, input }) =>
          input.app === app && input.environment?.name === environment?.name && !forced.has(id),
      );
      working.set(run.id, run);
      const [other] = others;
      if (other && environment) fail(`${run.title} and ${other.title} work in ${environment.name} at once`);
    },
    left: ({ id }) => void working.delete(id),
    settled: ({ releases }) => {
      for (const found of Object.values(releases).flatMap(attemptsOf)) {
        const { status, run, admitted } = found.attempt;
        const id = admitted?.run ?? run?.id;
        // What nobody can know is unknown, and waits for a person.
        if (!isLive(found.attempt) || status === 'unknown' || id === undefined) continue;
        if (isOver(model.runs.ever(id))) fail(`${nameOf(found)} is ${status}, and its run ${id} is over`);
      }
    },
  };
};

function isOver(run: Run | null): boolean {
  return run === null || run.isDeleted || run.status === 'completed';
}
