import type { TriggerEvent } from './actions.ts';
import { matchesFilter } from './filter-pattern.ts';
import type { HostRepository } from './host.ts';
import { textOf } from './payload.ts';
import { mapping, texts, type Written } from './written.ts';

/**
 * What an event needs to start workflows (GitHub, "Events that trigger workflows"). A dispatch names its workflow and
 * a schedule has no event: neither comes this way.
 */
export interface Trigger {
  /** Where workflow files are read, and what `GITHUB_REF` and `GITHUB_SHA` are. */
  readonly runsAt: 'event' | 'default-branch';
  /** Whether the event can start anything at all. */
  readonly counts: (event: TriggerEvent) => boolean;
  /** Whether what stands under `on.<event>` lets it through. */
  readonly passes: (
    filter: Written,
    event: TriggerEvent,
    repository: HostRepository,
  ) => Promise<boolean> | boolean;
  /** Title of a run without `run-name:`; null: the workflow's name. */
  readonly title: (event: TriggerEvent) => string | null;
  /** What lists of runs show, where that is not what the run is for. */
  readonly head: (event: TriggerEvent) => TriggerHead | null;
  /** Whether a workflow file that cannot be read shows as a failed run. */
  readonly showsInvalid: boolean;
  /** Whether also what was done with a `GITHUB_TOKEN` starts runs. */
  readonly startsByToken: boolean;
}

/** The head of a pull request. */
export interface TriggerHead {
  readonly sha: string;
  readonly branch: string;
  /** Full name. */
  readonly repository: string;
}

/** An event of the default branch with `types:`, all of which count unless some are written. */
export const ON_DEFAULT_BRANCH: Trigger = {
  runsAt: 'default-branch',
  counts: () => true,
  passes: (filter, event) => passesTypes(filter, event),
  title: () => null,
  head: () => null,
  showsInvalid: false,
  startsByToken: false,
};

/** `types:` (GitHub, "Workflow syntax", `on.<event_name>.types`); without them `usual`, or all. */
export function passesTypes(filter: Written, event: TriggerEvent, usual?: readonly string[]): boolean {
  const written = mapping(filter).get('types');
  const wanted = written === undefined ? usual : texts(written);
  return wanted === undefined || wanted.includes(textOf(event.payload, 'action'));
}

/** `<key>` and `<key>-ignore`, like `branches` and `branches-ignore`. */
export function passesNames(
  filter: ReadonlyMap<string, Written>,
  key: string,
  values: readonly string[],
): boolean {
  const wanted = filter.get(key);
  const ignored = filter.get(`${key}-ignore`);
  if (wanted !== undefined) return values.some((value) => matchesFilter(texts(wanted), value));
  if (ignored !== undefined) return values.some((value) => !matchesFilter(texts(ignored), value));
  return true;
}
