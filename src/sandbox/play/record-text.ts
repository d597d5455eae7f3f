import type { Block } from './layout.ts';
import type { ActivityRecord, ReleaseRecord } from './records.ts';
import { activitiesOf, environmentOf } from './records.ts';
import { oneLine } from './plain-text.ts';

/** A release for people: what it is of, and each try of each activity with its run. */
export function recordText(release: ReleaseRecord): readonly Block[] {
  const { number, status, spec } = release;
  const name = `v${String(number)}`;
  return [
    `${name} ${status.replaceAll('-', ' ')}: ${oneLine(spec.description)}`,
    `Commit ${spec.sha.slice(0, 8)}, made by ${oneLine(spec.createdBy.login)} (${spec.cause.kind})`,
    { rows: activitiesOf(release).flatMap((activity) => activityRows(release, activity)) },
    `As it stands on the state branch: log ${name} --json`,
  ];
}

function activityRows(release: ReleaseRecord, { name, status, attempts }: ActivityRecord): string[][] {
  const environment = environmentOf(release, name);
  const what = environment === null || environment === name ? name : `${name} in ${environment}`;
  if (attempts.length === 0) return [[what, status, '', '']];
  return attempts.map((attempt, at) => [
    at === 0 ? what : '',
    attempt.status,
    attempt.reason ??
      (attempt.waiting === undefined ? '' : `for ${attempt.waiting.for.replaceAll('-', ' ')}`),
    attempt.run?.url ?? '',
  ]);
}
