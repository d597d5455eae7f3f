import type { TriggerEvent } from './actions.ts';
import { changedFiles } from './bare-git.ts';
import { createRun } from './create-run.ts';
import { matchesFilter } from './filter-pattern.ts';
import type { HostRepository, JsonValue } from './host.ts';
import type { Machine } from './machine.ts';
import { shortRef } from './run.ts';
import { mapping, texts, type Written } from './written.ts';

/** What an event needs to start workflows. A dispatch names its workflow and does not come this way. */
interface Trigger {
  /** Whether the event can start anything at all. */
  readonly counts: (event: TriggerEvent) => boolean;
  /** Whether what stands under `on.<event>` lets it through. */
  readonly passes: (filter: Written, event: TriggerEvent, repository: HostRepository) => Promise<boolean>;
  /** Title of a run without `run-name:`; null: the workflow's name. */
  readonly title: (event: TriggerEvent) => string | null;
  /** Whether a workflow file that cannot be read shows as a failed run. */
  readonly showsInvalid: boolean;
}

const TRIGGERS: Readonly<Record<string, Trigger>> = {
  push: {
    counts: (event) => event.payload['deleted'] !== true && !skipsRuns(headMessage(event)),
    passes: passesPush,
    title: (event) => headMessage(event).split('\n')[0] ?? null,
    showsInvalid: true,
  },
};

/** Starts the workflows that are on the event's commit and ask for the event; answers their runs. */
export async function trigger(machine: Machine, event: TriggerEvent): Promise<readonly number[]> {
  const kind = TRIGGERS[event.name];
  const repository = machine.host.repository(event.repository);
  if (kind === undefined || repository === null || event.byWorkflowToken || !kind.counts(event)) return [];
  const runs: number[] = [];
  for (const blob of await machine.registry.files(repository, event.sha)) {
    const parsed = await machine.registry.parse(repository, blob);
    const file = parsed.kind === 'valid' ? parsed.file : null;
    const filter = file?.events.get(event.name);
    const starts = file === null ? kind.showsInvalid : filter !== undefined;
    if (!starts || (filter !== undefined && !(await kind.passes(filter, event, repository)))) continue;
    const workflow = await machine.registry.register(repository, blob);
    const run = await createRun(machine, {
      ...{ repository, workflow, file },
      event: event.name,
      ref: event.ref,
      sha: event.sha,
      actor: event.actor,
      payload: event.payload,
      inputs: {},
      title: kind.title(event) ?? workflow.name,
    });
    runs.push(run.id);
  }
  return runs;
}

/** `branches`, `tags`, `paths` and their `-ignore` (GitHub, "Workflow syntax", `on.push`). */
async function passesPush(
  written: Written,
  event: TriggerEvent,
  repository: HostRepository,
): Promise<boolean> {
  const filter = mapping(written);
  const isTag = event.ref.startsWith('refs/tags/');
  const [own, other] = isTag ? (['tags', 'branches'] as const) : (['branches', 'tags'] as const);
  const named = (key: string): boolean => filter.has(key) || filter.has(`${key}-ignore`);
  if (!named(own) && named(other)) return false;
  if (!passesNames(filter, own, [shortRef(event.ref)])) return false;
  if (isTag || !named('paths')) return true;
  const before = event.payload['before'];
  const changed = await changedFiles(
    repository.gitDirectory,
    typeof before === 'string' ? before : '0',
    event.sha,
  );
  return passesNames(filter, 'paths', changed);
}

function passesNames(filter: ReadonlyMap<string, Written>, key: string, values: readonly string[]): boolean {
  const wanted = filter.get(key);
  const ignored = filter.get(`${key}-ignore`);
  if (wanted !== undefined) return values.some((value) => matchesFilter(texts(wanted), value));
  if (ignored !== undefined) return values.some((value) => !matchesFilter(texts(ignored), value));
  return true;
}

/** GitHub, "Skip workflow runs". */
function skipsRuns(message: string): boolean {
  return /\[(?:skip ci|ci skip|no ci|skip actions|actions skip)\]/.test(message);
}

function headMessage(event: TriggerEvent): string {
  const commit: JsonValue = event.payload['head_commit'] ?? null;
  if (typeof commit !== 'object' || commit === null || !('message' in commit)) return '';
  return typeof commit.message === 'string' ? commit.message : '';
}
