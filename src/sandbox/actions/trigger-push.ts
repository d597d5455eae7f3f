import type { TriggerEvent } from './actions.ts';
import { changedFiles } from './bare-git.ts';
import type { HostRepository } from './host.ts';
import { part, textOf } from './payload.ts';
import { shortRef } from './run.ts';
import { ON_DEFAULT_BRANCH, passesNames, type Trigger } from './trigger-kind.ts';
import { mapping, type Written } from './written.ts';

/** The workflow files of the pushed commit count, on whatever branch or tag it is. */
export const PUSH: Trigger = {
  ...ON_DEFAULT_BRANCH,
  runsAt: 'event',
  counts: (event) => event.payload['deleted'] !== true && !skipsRuns(headMessage(event)),
  passes: passesPush,
  title: (event) => headMessage(event).split('\n')[0] ?? null,
  showsInvalid: true,
};

/** `branches`, `tags`, `paths` and their `-ignore` (GitHub, "Workflow syntax", `on.push`). */
async function passesPush(
  written: Written,
  event: TriggerEvent,
  repository: HostRepository,
): Promise<boolean> {
  if (event.at === null) return false;
  const { ref, sha } = event.at;
  const filter = mapping(written);
  const isTag = ref.startsWith('refs/tags/');
  const [own, other] = isTag ? (['tags', 'branches'] as const) : (['branches', 'tags'] as const);
  const named = (key: string): boolean => filter.has(key) || filter.has(`${key}-ignore`);
  if (!named(own) && named(other)) return false;
  if (!passesNames(filter, own, [shortRef(ref)])) return false;
  if (isTag || !named('paths')) return true;
  const before = textOf(event.payload, 'before');
  return passesNames(
    filter,
    'paths',
    await changedFiles(repository.gitDirectory, before === '' ? '0' : before, sha),
  );
}

/** GitHub, "Skip workflow runs". */
export function skipsRuns(message: string): boolean {
  return /\[(?:skip ci|ci skip|no ci|skip actions|actions skip)\]/.test(message);
}

function headMessage(event: TriggerEvent): string {
  return textOf(part(event.payload, 'head_commit'), 'message');
}
