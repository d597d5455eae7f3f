import { releaseOutputs } from './activity-inputs.ts';
import type { Asked } from './asked.ts';
import { deployAttempts } from './occupancy.ts';
import type { EnvironmentName, ReleaseNumber } from './names.ts';
import type { Phase, Release } from './release.ts';
import type { ActivitySpec, ReleaseSpec } from './release-spec.ts';
import { spellRelease } from './names.ts';

/** Where a rollback goes and what it leaves. */
export interface RollbackOrder {
  readonly to: ReleaseNumber;
  readonly from: Readonly<Record<EnvironmentName, ReleaseNumber | null>>;
  readonly reason: string | undefined;
}

/**
 * @returns the spec of a rollback: the target's commit, config vars, inputs and process, with each deploy's inputs as
 * the values it ran with when it succeeded, and the outputs of the target's tasks (CVX-S15). The target's own record
 * is not touched; lineage is on the copy.
 */
export function copySpec(asked: Asked, target: Release, order: RollbackOrder): ReleaseSpec {
  const { reason } = order;
  return {
    ...target.spec,
    cause: { kind: 'rollback', input: asked.input.id },
    createdBy: asked.actor,
    createdAt: asked.turn.now,
    description: `rollback to ${spellRelease(target, asked.turn.severalApps)}`,
    policySha: asked.policy.sha,
    process: {
      ...target.spec.process,
      phases: target.spec.process.phases.map((phase) => ({
        ...phase,
        activities: phase.activities.map((spec) => withRunInputs(target, spec)),
      })),
    },
    pulls: [],
    rollback: {
      to: order.to,
      from: order.from,
      outputs: releaseOutputs(target).tasks,
      ...(reason === undefined ? {} : { reason }),
    },
  };
}

/** @returns the new release with tasks, and deploys to other environments, skipped. */
export function skippedFor(release: Release, environments: readonly EnvironmentName[]): Release {
  const specs = release.spec.process.phases.flatMap((phase) => phase.activities);
  const skip = (phase: Phase): Phase => ({
    ...phase,
    activities: phase.activities.map((activity) => {
      const spec = specs.find((each) => each.name === activity.name);
      if (spec?.kind === 'task') return { ...activity, skipped: { code: 'rollback-skips-tasks' } };
      if (spec && environments.includes(spec.environment)) return activity;
      return { ...activity, skipped: { code: 'not-in-rollback' } };
    }),
  });
  return { ...release, phases: release.phases.map(skip) };
}

function withRunInputs(target: Release, spec: ActivitySpec): ActivitySpec {
  if (spec.kind === 'task') return spec;
  const succeeded = deployAttempts(target).findLast(
    ({ ref, attempt }) => ref.activity === spec.name && attempt.status === 'succeeded',
  );
  return { ...spec, inputs: succeeded?.attempt.inputs ?? spec.inputs };
}
