import { happen, tellApps } from './events.ts';
import type { CheckRun, CheckSuite } from './model/check.ts';
import type { Actor, App } from './model/app.ts';
import type { Repository } from './model/repository.ts';
import { checkRunShape, checkSuiteShape, suiteState } from './shapes/check.ts';
import type { World } from './world.ts';
import { nowText } from './world.ts';

/** The suite of an App for a commit, made when it is not there yet. */
export function suiteOf(
  world: World,
  repository: Repository,
  app: App,
  head: { readonly sha: string; readonly branch: string | null },
): CheckSuite {
  for (const suite of repository.checkSuites.values()) {
    if (suite.app === app && suite.headSha === head.sha) return suite;
  }
  const suite: CheckSuite = {
    id: world.nextId('checkSuite'),
    app,
    headSha: head.sha,
    headBranch: head.branch,
    status: null,
    conclusion: null,
    createdAt: nowText(world),
    updatedAt: nowText(world),
  };
  repository.checkSuites.set(suite.id, suite);
  return suite;
}

/** What a check run shows; the newest of an App and a name is the one that counts (`filter=latest`). */
export function latestRuns(runs: readonly CheckRun[]): CheckRun[] {
  const newest = new Map<string, CheckRun>();
  for (const run of runs) newest.set(`${String(run.suite.id)} ${run.name}`, run);
  return [...newest.values()];
}

export function announceCheckRun(
  world: World,
  repository: Repository,
  actor: Actor,
  event: { readonly run: CheckRun; readonly action: 'created' | 'completed' },
): void {
  const shaped = checkRunShape(world, repository, event.run);
  const suite = checkSuiteShape(world, repository, event.run.suite);
  const payload = { action: event.action, check_run: { ...shaped, check_suite: suite } };
  announce(world, repository, actor, { name: 'check_run', payload, suite: event.run.suite });
}

/** Says that a suite is complete, if it is. */
export function announceSuiteIfComplete(
  world: World,
  repository: Repository,
  actor: Actor,
  suite: CheckSuite,
): void {
  suite.updatedAt = nowText(world);
  if (suiteState(repository, suite).status !== 'completed') return;
  const payload = { action: 'completed', check_suite: checkSuiteShape(world, repository, suite) };
  announce(world, repository, actor, { name: 'check_suite', payload, suite });
}

/**
 * Events of Actions' own suites reach the Apps, but start no workflow; nor do those of others for a commit that Actions
 * has a suite for (GitHub, "Events that trigger workflows", `check_run` and `check_suite`).
 */
function announce(
  world: World,
  repository: Repository,
  actor: Actor,
  event: {
    readonly name: string;
    readonly payload: Parameters<typeof tellApps>[1]['payload'];
    readonly suite: CheckSuite;
  },
): void {
  const happening = { repository, name: event.name, payload: event.payload, actor };
  const suites = [...repository.checkSuites.values(), event.suite];
  const recursive = suites.some(
    (suite) => suite.app === world.actionsApp && suite.headSha === event.suite.headSha,
  );
  if (recursive) tellApps(world, happening);
  else happen(world, happening);
}
