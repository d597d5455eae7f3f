import { isFinal } from './derive.ts';
import { assertMove } from './transitions.ts';
import type { Release, ReleaseSummary } from './release.ts';
import { releaseKey, spellRelease } from './names.ts';
import { runIdsOf } from './checks-gate.ts';
import { OPEN_SUMMARIES_KEPT, RUNS_KEPT, SUMMARIES_KEPT, appState, withApp } from './state.ts';
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
  const others = app.summaries.filter((each) => each.number !== release.number);
  const all = [...others, summaryOf(release)].sort((a, b) => b.number - a.number);
  turn.replace(withApp(turn.state, { ...app, summaries: worthKeeping(all) }));
}

/**
 * What is not over must be known however much was released since: a command that names nothing would else take the one
 * that is left for the only one, and nobody would miss its record (attack A20).
 */
function worthKeeping(summaries: readonly ReleaseSummary[]): readonly ReleaseSummary[] {
  const older = summaries.slice(SUMMARIES_KEPT).filter(({ status }) => !isFinal(status));
  return [...summaries.slice(0, SUMMARIES_KEPT), ...older.slice(0, OPEN_SUMMARIES_KEPT)];
}

function keepRuns(turn: Turn, release: Release): void {
  const app = appState(turn.state, release.app);
  const known = app.runs ?? [];
  const fresh = runIdsOf(release).filter((run) => !known.includes(run));
  if (fresh.length === 0) return;
  turn.replace(withApp(turn.state, { ...app, runs: [...fresh.reverse(), ...known].slice(0, RUNS_KEPT) }));
}
