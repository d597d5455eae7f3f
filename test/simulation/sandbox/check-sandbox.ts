import { attemptsOf } from '../invariants/attempts-of.ts';
import { branchIsTruth } from '../invariants/branch-is-truth.ts';
import { decideThenDo } from '../invariants/decide-then-do.ts';
import { defaultBranchPolicy } from '../invariants/default-branch-policy.ts';
import { neverBackwards } from '../invariants/never-backwards.ts';
import { nothingForeign } from '../invariants/nothing-foreign.ts';
import { numbersAndWakers } from '../invariants/numbers-and-wakers.ts';
import { oneOutcome } from '../invariants/one-outcome.ts';
import type { Setup } from '../setup.ts';
import type { Checker, Committed, Violation } from '../watch.ts';
import type { TurnSeen } from './branch-history.ts';
import { historyOf } from './branch-history.ts';
import type { SandboxWorld } from './sandbox-world.ts';
import { SeenModel } from './seen-model.ts';

/** Those that need nothing but what stands on the branch and at GitHub. */
const CHECKERS = [
  decideThenDo,
  neverBackwards,
  branchIsTruth,
  oneOutcome,
  defaultBranchPolicy,
  numbersAndWakers,
  nothingForeign,
];

export interface Checked {
  readonly turns: number;
  readonly violations: readonly Violation[];
}

/** Reads the whole branch and all that GitHub shows, when everything had time to settle. */
export async function checkSandbox(world: SandboxWorld, setup: Setup): Promise<Checked> {
  const model = new SeenModel(setup.name);
  await model.look(world, world.people.tips);
  const { turns, harmed } = await historyOf(world, world.people.harm.commits);
  model.harmed.push(...harmed);
  const violations: Violation[] = [];
  let state: Committed['after'] | null = null;
  const checkers = CHECKERS.map((make) => {
    const checker: Checker = make({
      setup,
      model,
      state: () => state,
      fail: (what) => violations.push({ invariant: checker.invariant, what }),
    });
    return checker;
  });
  for (const turn of turns) {
    model.time.at = Date.parse(turn.after.meta.at);
    for (const checker of checkers) checker.committed?.(committedBy(turn, world.stage.app.botLogin));
    state = turn.after;
  }
  model.time.at = world.sandbox.now().getTime();
  if (state) for (const checker of checkers) checker.settled?.(state);
  const own = [...oneWriter(turns, world), ...admissions(turns), ...world.sandbox.problems];
  return {
    turns: turns.length,
    violations: [...violations, ...own.map((what) => ({ invariant: 'real git and real runs', what }))],
  };
}

function committedBy({ before, after, author, message, parents }: TurnSeen, app: string): Committed {
  const changed = Object.entries(after.releases).map(([key, release]) => ({
    before: before.releases[key] ?? null,
    after: release,
  }));
  const front = author === app ? 'app' : 'action';
  return { by: { name: author }, front, parent: parents[0] ?? null, before, after, message, changed };
}

/** One line of commits, a turn each, by none but Signalbox. */
function oneWriter(turns: readonly TurnSeen[], { stage }: SandboxWorld): readonly string[] {
  return turns.flatMap(({ sha, parents, author, after }, index) => {
    const isOurs = author === stage.app.botLogin || author === 'github-actions[bot]';
    return [
      ...(parents.length > 1 ? [`${sha} is a merge`] : []),
      ...((parents[0] ?? null) === (turns[index - 1]?.sha ?? null) ? [] : [`${sha} is on no other turn`]),
      ...(after.meta.turn === index + 1 ? [] : [`${sha} is turn ${after.meta.turn}, not ${index + 1}`]),
      ...(isOurs ? [] : [`${sha} is by ${author}`]),
    ];
  });
}

/** Once a run is admitted to an attempt, no other ever is. */
function admissions(turns: readonly TurnSeen[]): readonly string[] {
  const first = new Map<string, string>();
  const faults: string[] = [];
  for (const { after } of turns) {
    for (const { attempt } of Object.values(after.releases).flatMap(attemptsOf)) {
      if (!attempt.admitted) continue;
      const run = first.get(attempt.nonce) ?? attempt.admitted.run;
      first.set(attempt.nonce, run);
      if (run !== attempt.admitted.run) faults.push(`${attempt.nonce}: ${run} and ${attempt.admitted.run}`);
    }
  }
  return [...new Set(faults)].map((what) => `two runs were admitted to one attempt: ${what}`);
}
