import type { Json, JsonObject } from '../domain/json.ts';
import { localWorkflow, LONGEST_USES, objectOf } from './called-workflows.ts';
import type { Path, Sheet } from './sheet.ts';

/** A step that uses the Action, with what decides whether it admits anybody and whether it reports. */
export interface OurStep {
  /** Way to the step; for one in a called workflow, to the `uses` that calls it. */
  readonly path: Path;
  /** The called workflow that it is in; null where it is in the file that is checked. */
  readonly called: string | null;
  /** Ids of the jobs around it, outermost first. */
  readonly jobs: readonly string[];
  /** For each of these jobs, the ids of those that have ended before it begins. */
  readonly after: readonly ReadonlySet<string>[];
  /** Whether a matrix makes several of it. */
  readonly isMany: boolean;
  readonly step: JsonObject;
  /** The job that the step is in. */
  readonly job: JsonObject;
}

/** What of ours a workflow has in it. */
export interface OurSteps {
  readonly steps: readonly OurStep[];
  /** Whether it uses Actions or workflows that may have our step in them, and that cannot be looked into. */
  readonly isPartlyHidden: boolean;
}

/** Reads another workflow of the repository. */
export type ReadLocal = (file: string) => Sheet | null;

/** By its repository's name, or by a folder of that name, where somebody keeps a copy. */
const OUR_ACTION = /\/signalbox(?:\/[^@]*)?@.+$|^[.$]+\/(?:.*\/)?signalbox\/?$/i;
const LOCAL_ACTION = /^(?:\.\.?|\$)\//;

/**
 * Finds our steps in a workflow and in those of the repository that its jobs call. Calls are followed one level deep;
 * GitHub allows ten, and two files may call each other by mistake.
 */
export function findOurSteps(workflow: JsonObject, local: ReadLocal): OurSteps {
  const jobs = objectOf(workflow['jobs']);
  return joined(Object.keys(jobs).map((id) => ofJob(jobs, id, local)));
}

function joined(parts: readonly OurSteps[]): OurSteps {
  return {
    steps: parts.flatMap((part) => part.steps),
    isPartlyHidden: parts.some((part) => part.isPartlyHidden),
  };
}

function ofJob(jobs: JsonObject, id: string, local: ReadLocal): OurSteps {
  const job = objectOf(jobs[id]);
  const around = {
    jobs: [id],
    after: [before(jobs, id)],
    isMany: objectOf(job['strategy'])['matrix'] !== undefined,
  };
  if (typeof job['uses'] === 'string') return called(job, around, local);
  const written: Json = job['steps'] ?? [];
  const steps = isList(written) ? written.map(objectOf) : [];
  return {
    steps: steps.flatMap((step, index) =>
      isOurs(step) ? [{ ...around, path: ['jobs', id, 'steps', index], called: null, step, job }] : [],
    ),
    isPartlyHidden: steps.some(isHidden),
  };
}

type Around = Pick<OurStep, 'jobs' | 'after' | 'isMany'>;

/** A workflow of another repository cannot be looked into here; if it lacks the step, its runs are never admitted. */
function called(job: JsonObject, around: Around, local: ReadLocal): OurSteps {
  const file = localWorkflow(job);
  if (file === null) return { steps: [], isPartlyHidden: true };
  const { steps, isPartlyHidden } = findOurSteps(objectOf(local(file)?.value), () => null);
  return {
    steps: steps.map((inner) => ({
      ...inner,
      path: ['jobs', ...around.jobs, 'uses'],
      called: file,
      jobs: [...around.jobs, ...inner.jobs],
      after: [...around.after, ...inner.after],
      isMany: around.isMany || inner.isMany,
    })),
    isPartlyHidden,
  };
}

/** @returns the jobs that a job waits for, directly or through others. */
function before(jobs: JsonObject, id: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const needs: Json = objectOf(jobs[next])['needs'] ?? [];
    for (const need of isList(needs) ? needs : [needs]) {
      if (typeof need !== 'string' || found.has(need)) continue;
      found.add(need);
      open.push(need);
    }
  }
  return found;
}

function isOurs({ uses }: JsonObject): boolean {
  return typeof uses === 'string' && uses.length <= LONGEST_USES && OUR_ACTION.test(uses);
}

function isHidden(step: JsonObject): boolean {
  const { uses } = step;
  return typeof uses === 'string' && LOCAL_ACTION.test(uses) && !isOurs(step);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
