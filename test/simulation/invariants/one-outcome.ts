import { COMMAND_RULES } from '../../../src/domain/command.ts';
import type { Answer } from '../../../src/domain/decision.ts';
import type { Input } from '../../../src/domain/input.ts';
import { isRepair } from '../../../src/domain/repair.ts';
import { commentInput } from '../../../src/commands/comment-input.ts';
import { markerOf } from '../../../src/views/markers.ts';
import type { GitHubModel } from '../github/model.ts';
import { OWN_ACCOUNT } from '../github/model.ts';
import type { CheckerMaker } from '../watch.ts';

/** One input, one outcome; whatever was missed is found. */
export const oneOutcome: CheckerMaker = ({ model, setup, fail }) => {
  const answers = new Map<string, Answer>();
  let since = Infinity;
  return {
    invariant: '9 one input, one outcome',
    committed: () => {
      since = Math.min(since, model.time.now);
    },
    answered: ({ by, input, answer }) => {
      if (answer === null || !isWord(input)) return;
      const first = answers.get(input.id);
      answers.set(input.id, first ?? answer);
      if (first === undefined || isQuery(input) || first.code === answer.code) return;
      // Of a branch that nobody can vouch for nothing is remembered but that it was mended.
      if (isRepair(input) && first.kind !== 'done' && answer.kind !== 'done') return;
      fail(`${input.id} was answered with ${first.code}, and by ${by.name} with ${answer.code}`);
    },
    settled: (state) => {
      for (const comment of model.world.comments) {
        const input = commentInput(comment);
        if (input === null) continue;
        const marker = `reply:${input.id}`;
        const told = model.shown.comments.flatMap((each) => {
          const found = each.author === OWN_ACCOUNT ? (markerOf(each.bodies.at(-1) ?? '') ?? '') : '';
          return found === marker || found.startsWith(`${marker}:`) ? [{ ...each, found }] : [];
        });
        // Where nothing can be remembered it is said once, and who was not told will not be later.
        const at = Date.parse(comment.createdAt);
        if (told.length === 0 && !isHarmed(model, at) && at >= since - UNHEARD) {
          fail(`${input.id}, ${JSON.stringify(comment.body)}, got no reply`);
        }
        // That the branch cannot be read is told beside the answer that may still come.
        const up = told.filter(({ found, isDeleted }) => found === marker && !isDeleted);
        if (up.length > 1) fail(`${input.id} got ${up.length} replies`);
        const read = new Set(
          told.filter(({ found }) => found === marker).flatMap(({ bodies }) => bodies.map(firstLine)),
        );
        if (read.size > 1) fail(`whoever wrote ${input.id} could read ${[...read].join(' and ')}`);
      }
      const tip = model.tip();
      const handled = state.repository.refs['refs/heads/main'];
      if (handled !== tip) fail(`the branch main is at ${tip}, and ${handled} was handled last`);
      const isReleased = Object.values(state.releases).some(({ spec }) => spec.sha === tip);
      if (setup.apps.length === 1 && !isReleased) fail(`the commit ${tip} of main never became a release`);
    },
  };
};

/** The rest of an answer says how long ago things were. */
function firstLine(body: string): string {
  return body.split('\n', 1)[0] ?? '';
}

/** Before the branch was there nobody looked for what was missed, but for so long; milliseconds. */
const UNHEARD = 14 * 60_000;

/** Sweeps are rarer the longer nothing happens, and look back a day. */
const BETWEEN_SWEEPS = 3 * 3_600_000;
const LOOK_BACK = 24 * 3_600_000;

/** Whether the state branch could not be read when, or just after, that was written; or not before a sweep, for a day. */
function isHarmed({ harmed }: GitHubModel, at: number): boolean {
  return harmed.some(({ from, until }) => {
    const wasLong = until - at >= LOOK_BACK - BETWEEN_SWEEPS;
    return at >= from - (wasLong ? BETWEEN_SWEEPS : 60_000) && at <= until;
  });
}

function isWord(input: Input): boolean {
  return input.kind === 'command' || input.kind === 'misspelt';
}

function isQuery(input: Input): boolean {
  return input.kind === 'command' && COMMAND_RULES[input.command.name].query;
}
