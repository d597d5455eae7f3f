import { openAttempt } from '../attempts.ts';
import { done, refuse, tell } from '../answers.ts';
import type { Asked } from '../asked.ts';
import type { Command } from '../command.ts';
import type { Answer } from '../decision.ts';
import { isFinal } from '../derive.ts';
import type { JsonObject } from '../json.ts';
import type { AppName } from '../names.ts';
import type { Activity, Release, ReleaseStatus } from '../release.ts';
import type { DeploySpec } from '../release-spec.ts';
import { spellRelease } from '../names.ts';
import { appState } from '../state.ts';
import { activitySpec } from '../attempts.ts';
import { pickRelease, reachableApps } from '../targets.ts';

type Retry = Command & { name: 'retry' };

/** Ends that a retry reopens; `succeeded` and `superseded` stay (design, section 5; C-18). */
const REOPENED: readonly ReleaseStatus[] = ['failed', 'partially-succeeded', 'aborted'];

/**
 * `/retry [vN] [activity] [--set k=v]`: new attempts of what failed, under the same number; what succeeded is not run
 * again, and earlier attempts stay on record (OCU-S25, OCU-S26, C-17).
 */
export function commandRetry(asked: Asked, command: Retry): Answer {
  const picked = pickRelease(
    asked,
    command,
    (summary, app) => REOPENED.includes(summary.status) && isNewestBegun(asked, app, summary.number),
    () => nothingAlone(asked),
  );
  if (!picked.ok) return picked.answer;
  const release = picked.value;
  const name = spellRelease(release, asked.turn.severalApps);
  const failed = failedActivities(release);
  const wanted = failed.filter((each) => command.activity === undefined || each.name === command.activity);
  const objection = objectionTo(asked, { release, wanted, failed }, command);
  if (objection) return objection;
  reopen(asked, release, wanted, command.set);
  const detail = { release: name, activity: wanted.map((each) => each.name).join(', ') };
  const next = [asked.say('info', { app: release.app, release: release.number })];
  return done('retried', { ...detail, filled: picked.filled }, next);
}

/** @returns an environment that a later release was sent to since: a retry would take it backwards (invariant 7). */
function takenOver(asked: Asked, release: Release, environments: readonly string[]): string | undefined {
  const touchedLast = (environment: string): number =>
    asked.turn.environment(release.app, environment).lastTouch?.release ?? 0;
  return environments.find((environment) => touchedLast(environment) > release.number);
}

/** Releases that are looked into for a proposal. */
const PROPOSED = 5;

/** What failed before a later release has begun is not meant by a bare `/retry`, but may be by one with its number. */
function nothingAlone(asked: Asked): Answer {
  const failed = reachableApps(asked).flatMap((app) =>
    appState(asked.turn.state, app)
      .summaries.filter(({ status }) => REOPENED.includes(status))
      .map(({ number }) => ({ app, number })),
  );
  const candidates = failed.slice(0, PROPOSED).flatMap(({ app, number }) => {
    const release = asked.turn.release(app, number);
    if (release === null) return [];
    const environments = failedActivities(release).flatMap(
      (each) => deploySpec(release, each)?.environment ?? [],
    );
    return takenOver(asked, release, environments) === undefined
      ? [asked.again({ app, release: number })]
      : [];
  });
  if (candidates.length === 0) return tell('nothing-to-do', {}, ['/releases']);
  return refuse('which-release', { candidates }, candidates);
}

/** Whether no later release has begun: the one that people mean by a bare `/retry`. */
function isNewestBegun(asked: Asked, app: AppName, number: number): boolean {
  const later = appState(asked.turn.state, app).summaries.filter((each) => each.number > number);
  return later.every((each) => each.status === 'draft' || each.status === 'superseded');
}

function failedActivities(release: Release): Activity[] {
  return release.phases
    .flatMap((phase) => phase.activities)
    .filter((activity) => activity.status === 'failed' || activity.status === 'aborted');
}

function objectionTo(
  asked: Asked,
  at: { release: Release; wanted: readonly Activity[]; failed: readonly Activity[] },
  command: Retry,
): Answer | null {
  const { release, wanted, failed } = at;
  const name = spellRelease(release, asked.turn.severalApps);
  if (command.activity !== undefined && !activitySpec(release, command.activity)) {
    const candidates = failed.map((each) => each.name);
    return refuse('no-such-activity', { release: name, activity: command.activity, candidates });
  }
  const environments = wanted.flatMap((each) => deploySpec(release, each)?.environment ?? []);
  const refused = asked.permit(environments);
  if (refused) return refused;
  if (release.status === 'succeeded' || release.status === 'superseded') {
    return refuse('release-final', { release: name, found: release.status }, ['/releases']);
  }
  // A failed activity is retried while others of its phase still run; a release that only runs, or is just being
  // stopped, has nothing to retry. An aborted one goes on where it was, also when nothing of it had begun.
  const isStopping = !isFinal(release.status) && (release.abort ?? release.superseded) !== undefined;
  if (isStopping || (wanted.length === 0 && release.status !== 'aborted')) {
    return refuse('release-not-failed', { release: name, found: release.status }, ['/status']);
  }
  const newer = takenOver(asked, release, environments);
  if (newer === undefined) return null;
  const touch = asked.turn.environment(release.app, newer).lastTouch?.release ?? 0;
  const other = spellRelease({ app: release.app, number: touch }, asked.turn.severalApps);
  return refuse('newer-attempted', { release: name, other, environment: newer }, ['/status']);
}

function deploySpec(release: Release, activity: Activity): DeploySpec | undefined {
  const spec = activitySpec(release, activity.name);
  return spec?.kind === 'deploy' ? spec : undefined;
}

function reopen(asked: Asked, release: Release, wanted: readonly Activity[], set: JsonObject): void {
  const { turn } = asked;
  turn.changeRelease(release.app, release.number, ({ abort: _abort, ...each }) => each);
  const wish = { ...(Object.keys(set).length === 0 ? {} : { set }), asked: asked.mark() };
  for (const { name } of wanted) {
    openAttempt(turn, { app: release.app, release: release.number, activity: name }, wish);
  }
}
