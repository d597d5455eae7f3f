import type { CommandInput } from '../../../src/domain/input.ts';
import { instantOf } from '../../../src/domain/instant.ts';
import type { Release } from '../../../src/domain/release.ts';
import type { State } from '../../../src/domain/state.ts';
import type { GitHubModel } from '../github/model.ts';
import type { CheckerMaker } from '../watch.ts';

/** What a command left out is filled in with what was there when it was written. */
export const impliedTarget: CheckerMaker = ({ model, state, fail }) => {
  /** What a command made, and the environments as they were then. */
  const created = new Map<
    string,
    { readonly release: Release; readonly before: State; readonly then: State }
  >();
  return {
    invariant: '10 an implied target is what was newest when the comment was written',
    committed: ({ changed, before: earlier, after: then }) => {
      for (const { before, after } of changed) {
        const { cause } = after.spec;
        if (before === null && 'input' in cause) {
          created.set(cause.input, { release: after, before: earlier, then });
        }
      }
    },
    answered: ({ input, answer }) => {
      if (input.kind !== 'command' || answer?.kind !== 'done') return;
      const { command, writtenAt } = input;
      const said = `${input.id}, /${command.name} of ${writtenAt},`;
      if (command.name === 'release' && command.ref === undefined) {
        const made = created.get(input.id);
        const sha = made?.release.spec.sha;
        // Of a branch of which nothing was ever handled nobody knows when it came there.
        const isKnown = made?.before.repository.refs['refs/heads/main'] !== undefined;
        if (isKnown && sha !== undefined && !wasTip(model, sha, writtenAt)) {
          fail(`${said} released ${sha}, which came later`);
        }
      }
      // Who names the release says what the place is to run, whatever came there meanwhile.
      if (command.name === 'rollback' && command.release === undefined) {
        const made = created.get(input.id);
        const later = made && laterThan(made.then, made.release, writtenAt);
        if (later) fail(`${said} rolled back what came to ${later} later`);
      }
      const target = impliedRelease(input, answer.detail.release, state());
      if (target && target.spec.createdAt > writtenAt) {
        fail(`${said} meant ${target.app} v${target.number}, which was made at ${target.spec.createdAt}`);
      }
    },
  };
};

/** Whether the default branch was there at some moment of that second. */
function wasTip({ tips }: GitHubModel, sha: string, writtenAt: string): boolean {
  return tips.some(({ at, sha: tip }, index) => {
    const until = tips[index + 1]?.at;
    const isBefore = instantOf(new Date(at)) <= writtenAt;
    return tip === sha && isBefore && (until === undefined || instantOf(new Date(until)) >= writtenAt);
  });
}

/** @returns the first environment that the rollback takes something from that was not there yet. */
function laterThan(state: State, { app, spec }: Release, writtenAt: string): string | undefined {
  return Object.entries(spec.rollback?.from ?? {}).find(([environment, number]) => {
    const successes = state.apps[app]?.environments[environment]?.successes ?? [];
    const at = successes.findLast((each) => each.release === number)?.at;
    return at !== undefined && at > writtenAt;
  })?.[0];
}

const IMPLYING = ['promote', 'retry', 'hold', 'resume', 'abort'];

function impliedRelease(
  { command }: CommandInput,
  spelled: string | undefined,
  state: State | null,
): Release | undefined {
  const isNamed = 'release' in command;
  if (isNamed || spelled === undefined || !IMPLYING.includes(command.name)) return undefined;
  return Object.values(state?.releases ?? {}).find(
    ({ app, number }) => spelled === `${app}@v${number}` || spelled === `v${number}`,
  );
}
