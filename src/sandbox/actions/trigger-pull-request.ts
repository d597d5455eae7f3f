import type { TriggerEvent } from './actions.ts';
import { changedFiles, readCommit } from './bare-git.ts';
import type { HostRepository, JsonObject } from './host.ts';
import { part, textOf } from './payload.ts';
import {
  ON_DEFAULT_BRANCH,
  passesNames,
  passesTypes,
  type Trigger,
  type TriggerHead,
} from './trigger-kind.ts';
import { skipsRuns } from './trigger-push.ts';
import { mapping, type Written } from './written.ts';

/** The types that count when none are written (GitHub, "Events that trigger workflows", `pull_request`). */
const USUAL = ['opened', 'synchronize', 'reopened'];

/**
 * The workflow files of the merge commit count, so a pull request can bring its own. Without a merge commit, that is
 * with a conflict, nothing runs.
 */
export const PULL_REQUEST: Trigger = {
  ...ON_DEFAULT_BRANCH,
  runsAt: 'event',
  passes: passesPull,
  title: titleOf,
  head: headOf,
};

/**
 * The workflow files of the default branch count, with a token that may write and with secrets, also for a pull
 * request from a fork. GitHub used the base branch until December 2025.
 */
export const PULL_REQUEST_TARGET: Trigger = {
  ...ON_DEFAULT_BRANCH,
  passes: (filter, event) =>
    passesTypes(filter, event, USUAL) && passesNames(mapping(filter), 'branches', [baseOf(event)]),
  title: titleOf,
};

/** Whether the pull request of an event comes from another repository. */
export function isFromFork(event: Pick<TriggerEvent, 'payload'>, repository: string): boolean {
  return headRepository(pullOf(event)).toLowerCase() !== repository.toLowerCase();
}

async function passesPull(
  written: Written,
  event: TriggerEvent,
  repository: HostRepository,
): Promise<boolean> {
  const filter = mapping(written);
  if (event.at === null || !passesTypes(written, event, USUAL)) return false;
  if (!passesNames(filter, 'branches', [baseOf(event)])) return false;
  const head = textOf(part(pullOf(event), 'head'), 'sha');
  if (skipsRuns((await readCommit(repository.gitDirectory, head)).message)) return false;
  if (!filter.has('paths') && !filter.has('paths-ignore')) return true;
  const { sha } = event.at;
  return passesNames(filter, 'paths', await changedFiles(repository.gitDirectory, `${sha}^1`, sha));
}

function titleOf(event: TriggerEvent): string | null {
  return textOf(pullOf(event), 'title') || null;
}

function headOf(event: TriggerEvent): TriggerHead {
  const pull = pullOf(event);
  const head = part(pull, 'head');
  return { sha: textOf(head, 'sha'), branch: textOf(head, 'ref'), repository: headRepository(pull) };
}

function baseOf(event: TriggerEvent): string {
  return textOf(part(pullOf(event), 'base'), 'ref');
}

function headRepository(pull: JsonObject): string {
  return textOf(part(part(pull, 'head'), 'repo'), 'full_name');
}

function pullOf(event: Pick<TriggerEvent, 'payload'>): JsonObject {
  return part(event.payload, 'pull_request');
}
