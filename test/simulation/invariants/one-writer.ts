import { rememberedAnswer } from '../../../src/domain/outcomes.ts';
import type { CheckerMaker } from '../watch.ts';

/** Every turn is one commit on the head that was read; what is answered as done is in the branch. */
export const oneWriter: CheckerMaker = ({ model, state, fail }) => {
  let last: string | null = null;
  let turn = 0;
  return {
    invariant: '2 one writer protocol',
    committed: ({ by, parent, after }) => {
      if (parent !== last)
        fail(`${by.name} put turn ${after.meta.turn} on ${parent}, not on the head ${last}`);
      if (after.meta.turn !== turn + 1) fail(`turn ${after.meta.turn} follows turn ${turn}`);
      last = model.branch.head?.oid ?? null;
      turn = after.meta.turn;
    },
    answered: ({ by, input, answer }) => {
      if (input.kind !== 'command' || answer?.kind !== 'done') return;
      const now = state();
      if (now && rememberedAnswer(now, input.id)?.code === answer.code) return;
      fail(`${by.name} answered ${input.id} with ${answer.code}, which is not in the branch`);
    },
  };
};
