import type { StageAtWork } from '../../src/sandbox/play/stage-at-work.ts';

/** What is looked at of a release's record. */
export interface ReleaseSeen {
  readonly app: string;
  readonly number: number;
  readonly status: string;
  readonly phases: readonly {
    readonly activities: readonly ActivitySeen[];
  }[];
}

interface ActivitySeen {
  readonly name: string;
  readonly status: string;
  readonly attempts: readonly { readonly reason?: string | null }[];
}

/** @returns the releases of all apps, each app's oldest first. */
export async function releasesOf(world: StageAtWork): Promise<readonly ReleaseSeen[]> {
  const apps = await world.records.apps();
  const found = apps.map(async ({ name }) => {
    const app = await world.record<{ nextNumber: number }>(`apps/${name}/app.json`);
    const numbers = Array.from({ length: (app?.nextNumber ?? 1) - 1 }, (_, index) => index + 1);
    return Promise.all(numbers.map((number) => world.releaseRecord<ReleaseSeen>(number, name)));
  });
  return (await Promise.all(found)).flat().filter((each) => each !== null);
}

/** @returns like `v1 succeeded, v2 running`, or with several apps `web@v1 succeeded`. */
export function progressOf(releases: readonly ReleaseSeen[]): string {
  return releases.map((release) => `${spelled(release, releases)} ${release.status}`).join(', ');
}

/** @returns what people write to unlock the environment that a run left without a word; null: none. */
export function unlockingOf(releases: readonly ReleaseSeen[]): string | null {
  const isAlone = isOfOneApp(releases);
  const found = releases.flatMap(({ app, phases }) =>
    phases
      .flatMap(({ activities }) => activities)
      .filter(({ status }) => status === 'unknown')
      .map(({ name }) => `/unlock ${name}${isAlone ? '' : ` --app ${app}`}`),
  );
  return found[0] ?? null;
}

/**
 * @param isMeant whether an attempt is meant to end for this reason, so that nobody repeats it.
 * @returns what people write to run again what failed or was left; null: nothing.
 */
export function retryingOf(
  releases: readonly ReleaseSeen[],
  isMeant: (reason: string) => boolean,
): string | null {
  const failed = releases.findLast(({ status }) => status === 'failed' || status === 'on-hold');
  if (failed === undefined) return null;
  const ended = endedIn(failed, 'failed', 'unknown');
  const wanted = ended.filter((each) => !isMeant(reasonOf(each)));
  const only = wanted.length < ended.length ? wanted[0] : undefined;
  return `/retry ${spelled(failed, releases)}${only ? ` ${only.name}` : ''}`;
}

/** @returns why the newest attempts of what has failed, or was left without a word, ended. */
export function failuresOf(releases: readonly ReleaseSeen[]): readonly string[] {
  return releases.flatMap((release) => endedIn(release, 'failed', 'unknown').map(reasonOf));
}

function reasonOf({ attempts }: ActivitySeen): string {
  return attempts.at(-1)?.reason ?? 'no reason';
}

/** Why an attempt failed whose run was cancelled. */
const CANCELLED = ['run-cancelled', 'unlocked-by-person'];

/** @returns how GitHub calls the ends of runs, by the runs' titles like `v2 production`. */
export function conclusionsOf(releases: readonly ReleaseSeen[]): ReadonlyMap<string, string> {
  return new Map(
    releases.flatMap((release) =>
      release.phases
        .flatMap(({ activities }) => activities)
        .map((each) => [`${spelled(release, releases)} ${each.name}`, conclusionOf(each)]),
    ),
  );
}

function conclusionOf(activity: ActivitySeen): string {
  if (activity.status === 'aborted' || CANCELLED.includes(reasonOf(activity))) return 'cancelled';
  return activity.status === 'failed' ? 'failure' : 'success';
}

function endedIn({ phases }: ReleaseSeen, ...statuses: readonly string[]): readonly ActivitySeen[] {
  return phases.flatMap(({ activities }) => activities.filter(({ status }) => statuses.includes(status)));
}

function isOfOneApp(releases: readonly ReleaseSeen[]): boolean {
  return new Set(releases.map(({ app }) => app)).size <= 1;
}

function spelled({ app, number }: ReleaseSeen, all: readonly ReleaseSeen[]): string {
  return `${isOfOneApp(all) ? '' : `${app}@`}v${String(number)}`;
}
