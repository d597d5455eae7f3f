import { assertMove } from './transitions.ts';
import type { Release, ReleaseSummary } from './release.ts';
import { releaseKey, spellRelease } from './names.ts';
import { runIdsOf } from './checks-gate.ts';
import { RUNS_KEPT, SUMMARIES_KEPT, appState, withApp } from './state.ts';
import type { Turn } from './turn.ts';

/** Keeps the newest summaries and runs of each app in step with its releases, and every move within the table. */
export function keepSummaries(turn: Turn): void {
  for (const release of turn.loadedReleases()) {
    const before = turn.before.releases[releaseKey(release.app, release.number)];
    if (before === release) continue;
    if (before) assertMove(spellRelease(release, true), before.status, release.status);
    keepSummary(turn, release);
    keepRuns(turn, release);
  }
}

/** @returns what lists show of a release. */
export function summaryOf(release: Release): ReleaseSummary {
  return {
    number: release.number,
    status: release.status,
    sha: release.spec.sha,
    ref: release.spec.ref,
    cause: release.spec.cause.kind,
    description: release.spec.description,
    createdBy: release.spec.createdBy,
    createdAt: release.spec.createdAt,
  };
}

function keepSummary(turn: Turn, release: Release): void {
  const app = appState(turn.state, release.app);
  const summary = summaryOf(release);
  const isKnown = app.summaries.some((each) => each.number === release.number);
  const isNewer = release.number > (app.summaries[0]?.number ?? 0);
  if (!isKnown && !isNewer) return;
  const summaries = isKnown
    ? app.summaries.map((each) => (each.number === release.number ? summary : each))
    : [summary, ...app.summaries].slice(0, SUMMARIES_KEPT);
  turn.replace(withApp(turn.state, { ...app, summaries }));
}

function keepRuns(turn: Turn, release: Release): void {
  const app = appState(turn.state, release.app);
  const known = app.runs ?? [];
  const fresh = runIdsOf(release).filter((run) => !known.includes(run));
  if (fresh.length === 0) return;
  turn.replace(withApp(turn.state, { ...app, runs: [...fresh.reverse(), ...known].slice(0, RUNS_KEPT) }));
}
