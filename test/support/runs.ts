import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ACTION_WORKFLOW } from './action-alone.ts';
import type { Play } from './play.ts';

/** Ids of all runs but those that only carry the Action's front, oldest first. */
export function runIds(play: Play): readonly number[] {
  const all = play.sandbox.actions.listRuns(play.stage.name);
  const runs = all.filter((run) => run['path'] !== ACTION_WORKFLOW);
  return runs.map((run) => Number(run['id'])).toReversed();
}

/** What the jobs of a run logged, of its newest attempt. */
export function logOf(play: Play, run: number): string {
  const { actions } = play.sandbox;
  const jobs = actions.listJobs(play.stage.name, run) ?? [];
  return jobs.map((job) => actions.jobLog(play.stage.name, Number(job['id'])) ?? '').join('\n');
}

/** Waits for a run's end. @returns `failure`, with the job's log. */
export async function endOf(play: Play, run: number): Promise<{ conclusion: string; log: string }> {
  const conclusion = await play.sandbox.runs.finished(run);
  return { conclusion, log: logOf(play, run) };
}

/** What is deployed in an environment's folder, and when it was written; null: nothing ever was. */
export async function deployed(
  play: Play,
  environment: string,
): Promise<{ release: string; writtenAt: number } | null> {
  const file = join(play.stage.deployRoot, environment, 'index.html');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  return { release: /This is <b>(v\d+)<\/b>/.exec(text)?.[1] ?? '?', writtenAt: (await stat(file)).mtimeMs };
}

/** The `signalbox` inputs of all dispatches that the App asked for, oldest first, as the text that was sent. */
export function dispatchedInputs(play: Play): readonly string[] {
  const asked = play.sandbox.requests.filter((request) => request.path.endsWith('/dispatches'));
  return asked.map((request) => {
    const { inputs } = JSON.parse(request.body) as { inputs: { signalbox: string } };
    return inputs.signalbox;
  });
}

/** Of all runs, those that were let through the fence: `v1 production attempt 1 by run 30000000001`. */
export async function admittedRuns(play: Play, upTo: number): Promise<readonly string[]> {
  const numbers = Array.from({ length: upTo }, (_, index) => index + 1);
  const releases = await Promise.all(numbers.map((number) => play.release(number)));
  return releases.flatMap((release) =>
    release.phases.flatMap(({ activities }) =>
      activities.flatMap(({ name, attempts }) =>
        attempts.flatMap(({ number, admitted }) =>
          admitted ? [`v${release.number} ${name} attempt ${number} by run ${admitted.run}`] : [],
        ),
      ),
    ),
  );
}
