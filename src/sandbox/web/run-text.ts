import { fullName } from '../model/repository.ts';
import type { JsonObject } from '../actions/host.ts';
import { objects, text } from '../rest/fields.ts';
import type { PagePlace } from './page.ts';

/** All runs, newest first, one a line. */
export function runsText({ world, repository }: PagePlace): string {
  const runs = world.actions.listRuns(fullName(repository));
  const lines = runs.map((run) => `${text(run, 'html_url') ?? ''}  ${stateOf(run)}  ${titleOf(run)}`);
  return ['Workflow runs, newest first', '', ...lines].join('\n');
}

/** A run with its steps and the log of each job. */
export function runText({ world, repository }: PagePlace, id: number): string | null {
  const name = fullName(repository);
  const run = world.actions.getRun(name, id);
  if (run === null) return null;
  const jobs = world.actions.listJobs(name, id) ?? [];
  return [
    titleOf(run),
    `${stateOf(run)}, attempt ${String(Number(run['run_attempt']))}, ${text(run, 'path') ?? ''}, started ${text(run, 'run_started_at') ?? ''}`,
    ...jobs.flatMap((job) => [
      '',
      `Job ${text(job, 'name') ?? ''}: ${stateOf(job)}`,
      ...objects(job, 'steps').map((step) => `  ${stateOf(step).padEnd(12)}${text(step, 'name') ?? ''}`),
      '',
      world.actions.jobLog(name, Number(job['id'])) ?? '',
    ]),
  ].join('\n');
}

function titleOf(run: JsonObject): string {
  return text(run, 'display_title') ?? text(run, 'name') ?? '';
}

/** A conclusion once there is one. */
function stateOf(it: JsonObject): string {
  return text(it, 'conclusion') ?? text(it, 'status') ?? '';
}
