import { lastChange, resolveRef, type BlobReference } from './bare-git.ts';
import { createRun } from './create-run.ts';
import { isDue } from './cron.ts';
import type { HostRepository } from './host.ts';
import type { Machine } from './machine.ts';
import type { WorkflowFile } from './workflow-file.ts';
import { isList, mapping, text, type Written } from './written.ts';

/** A stretch of GitHub's time: after `from`, up to `to`. */
export interface Stretch {
  readonly from: Date;
  readonly to: Date;
}

/**
 * Starts the scheduled workflows of the default branch (GitHub, "Events that trigger workflows", `schedule`): those
 * that were due in a stretch, each once however often it was due, as GitHub does not catch up; `all` of them when a
 * test says so.
 */
export function runSchedules(
  machine: Machine,
  repository: string,
  due: Stretch | 'all',
): Promise<readonly number[]> {
  return machine.work(async () => {
    const found = machine.host.repository(repository);
    const head =
      found === null ? null : await resolveRef(found.gitDirectory, `refs/heads/${found.defaultBranch}`);
    if (found === null || head === null) return [];
    const runs: number[] = [];
    for (const blob of await machine.registry.files(found, head.sha)) {
      const parsed = await machine.registry.parse(found, blob);
      if (parsed.kind === 'invalid') continue;
      const cron = crons(parsed.file.events.get('schedule')).find(
        (each) => due === 'all' || isDue(each, due.from, due.to),
      );
      if (cron !== undefined) runs.push(await start(machine, found, head, { blob, file: parsed.file, cron }));
    }
    return runs;
  });
}

async function start(
  machine: Machine,
  repository: HostRepository,
  head: { readonly ref: string; readonly sha: string },
  scheduled: { readonly blob: BlobReference; readonly file: WorkflowFile; readonly cron: string },
): Promise<number> {
  const { blob, file, cron } = scheduled;
  const workflow = await machine.registry.register(repository, blob);
  const run = await createRun(machine, {
    ...{ repository, workflow, file, ...head },
    event: 'schedule',
    actor: await actorOf(machine, repository, head.sha, blob.path),
    payload: {
      schedule: cron,
      workflow: workflow.path,
      repository: machine.host.renderRepository(repository.fullName),
    },
    inputs: {},
    title: workflow.name,
    byWorkflowToken: false,
  });
  return run.id;
}

/** Whoever changed the workflow file last; the owner when that is nobody whom GitHub knows (assumptions.md). */
async function actorOf(
  machine: Machine,
  repository: HostRepository,
  sha: string,
  path: string,
): Promise<string> {
  const author = await lastChange(repository.gitDirectory, sha, path);
  return (author === null ? null : machine.host.loginOf(author.email)) ?? repository.owner;
}

function crons(schedule: Written | undefined): readonly string[] {
  const entries = isList(schedule) ? schedule : [];
  return entries.flatMap((entry) => text(mapping(entry).get('cron')) ?? []);
}
