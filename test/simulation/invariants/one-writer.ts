import { commentInput } from '../../../src/commands/comment-input.ts';
import { COMMAND_RULES } from '../../../src/domain/command.ts';
import { rememberedAnswer } from '../../../src/domain/outcomes.ts';
import type { GitHubModel } from '../github/model.ts';
import type { CheckerMaker } from '../watch.ts';
import { attemptOf } from './attempts-of.ts';

/** Every turn is one commit on the head that was read; what is answered as done is in the branch. */
export const oneWriter: CheckerMaker = ({ model, state, fail }) => {
  let last: string | null = null;
  let turn = 0;
  const thanked = new Set<number>();
  /** What people put on the branch in between is theirs to answer for. */
  const ownBefore = (oid: string | null): string | null =>
    oid !== null && model.personal.has(oid) ? ownBefore(model.branch.at(oid)?.parent ?? null) : oid;
  return {
    invariant: '2 one writer protocol',
    committed: ({ by, parent, before, after }) => {
      for (const id of newlyThanked(model, thanked)) {
        if (rememberedAnswer(before, id)?.kind === 'done') continue;
        fail(`${id} was told that it is done, which is not in the branch`);
      }
      if (ownBefore(parent) !== last) {
        fail(`${by.name} put turn ${after.meta.turn} on ${parent}, not on the head ${last}`);
      }
      if (after.meta.turn !== turn + 1) fail(`turn ${after.meta.turn} follows turn ${turn}`);
      last = model.branch.head?.oid ?? null;
      turn = after.meta.turn;
    },
    refused: ({ run, code }) => {
      if (code !== 'claim-unknown' && code !== 'claim-stale') return;
      // Nobody can know what is wanted.
      if (model.branch.head === null) return;
      const { app, release, nonce, title } = run.input;
      const attempt = attemptOf(state(), app, release, nonce)?.attempt;
      const isWanted = attempt?.status === 'pending' || attempt?.status === 'running';
      if (isWanted && !attempt.admitted && run.attempt === 1) {
        fail(`${title} was refused (${code}) by what was read before it was sent`);
      }
    },
    answered: ({ by, input, answer }) => {
      if (input.kind !== 'command' || answer?.kind !== 'done') return;
      const now = state();
      if (now && rememberedAnswer(now, input.id)?.code === answer.code) return;
      fail(`${by.name} answered ${input.id} with ${answer.code}, which is not in the branch`);
    },
  };
};

/** @returns the commands whose comments have got their 🚀 since the last call. */
function newlyThanked({ shown, world }: GitHubModel, seen: Set<number>): string[] {
  return [...shown.reactions].flatMap(([id, contents]) => {
    if (!contents.has('rocket') || seen.has(id)) return [];
    seen.add(id);
    const comment = world.comments.find((each) => each.id === String(id));
    const input = comment === undefined ? null : commentInput(comment);
    return input?.kind === 'command' && !COMMAND_RULES[input.command.name].query ? [input.id] : [];
  });
}
