import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJobInput } from '../../src/action/job-input.ts';
import type { Release } from '../../src/domain/release.ts';
import type { SignalboxInput } from '../../src/domain/signalbox-input.ts';
import { STATE_BRANCH } from '../../src/domain/state.ts';
import type { Play } from './play.ts';

/** A workflow that the App started, as GitHub was asked to. */
export interface Dispatched {
  readonly workflow: string;
  readonly ref: string;
  readonly input: SignalboxInput;
}

/** @returns every dispatch that reached GitHub, oldest first. */
export function dispatches(play: Play): readonly Dispatched[] {
  return play.sandbox.requests.flatMap(({ method, path, body }) => {
    const [, workflow] = /\/actions\/workflows\/([^/]+)\/dispatches$/.exec(path) ?? [];
    if (method !== 'POST' || workflow === undefined) return [];
    const { ref, inputs } = JSON.parse(body) as { ref: string; inputs: { signalbox: string } };
    const read = readJobInput(inputs.signalbox);
    if (read.kind !== 'ok') throw new Error(`the input of ${workflow} cannot be read: ${inputs.signalbox}`);
    return [{ workflow, ref, input: read.input }];
  });
}

/** @returns dispatches as `v1 staging #1`, oldest first. */
export function dispatched(play: Play): readonly string[] {
  return dispatches(play).map(({ input }) => `v${input.release} ${input.activity} #${input.attempt}`);
}

/** @returns the one dispatch of an attempt; that it was dispatched twice fails the test. */
export function dispatchOf(play: Play, release: number, activity: string, attempt = 1): Dispatched {
  const found = dispatches(play).filter(
    ({ input }) => input.release === release && input.activity === activity && input.attempt === attempt,
  );
  const [only] = found;
  if (!only || found.length > 1) {
    throw new Error(`v${release} ${activity} #${attempt} was dispatched ${found.length} times`);
  }
  return only;
}

/** A deployment as GitHub shows it, its statuses oldest first. */
export interface ShownDeployment {
  readonly environment: string;
  readonly sha: string;
  readonly production: boolean;
  /** Each status once: what is written twice says nothing new. */
  readonly states: readonly string[];
  /** Newest description. */
  readonly description: string;
  /** Address of the environment in the newest status; empty: none. */
  readonly url: string;
}

interface DeploymentJson {
  readonly id: number;
  readonly environment: string;
  readonly sha: string;
  readonly production_environment: boolean;
}

interface DeploymentStatusJson {
  readonly state: string;
  readonly description: string;
  readonly environment_url: string;
}

/** @returns all deployments of the repository, oldest first. */
export async function deployments(play: Play): Promise<readonly ShownDeployment[]> {
  const base = `/repos/${play.stage.name}/deployments`;
  const all = await play.rest<DeploymentJson[]>(`${base}?per_page=100`);
  const shown = all.map(async ({ id, environment, sha, production_environment: production }) => {
    const statuses = await play.rest<DeploymentStatusJson[]>(`${base}/${id}/statuses?per_page=100`);
    const states = statuses.map((each) => each.state).reverse();
    const { description = '', environment_url: url = '' } = statuses[0] ?? {};
    return { environment, sha, production, states: withoutRepeats(states), description, url };
  });
  return (await Promise.all(shown)).reverse();
}

function withoutRepeats(texts: readonly string[]): string[] {
  return texts.filter((text, index) => text !== texts[index - 1]);
}

/** @returns everything that a commit status of this context ever said, oldest first: `pending: v1 running`. */
export async function statusHistory(play: Play, sha: string, context: string): Promise<readonly string[]> {
  const all = await play.rest<{ context: string; state: string; description: string }[]>(
    `/repos/${play.stage.name}/commits/${sha}/statuses?per_page=100`,
  );
  const ours = all.filter((each) => each.context === context);
  return ours.map((each) => `${each.state}: ${each.description}`).reverse();
}

/** @returns comments on an issue or pull request by the App, oldest first. */
export async function commentsOn(play: Play, issue: number) {
  return (await play.comments()).filter((each) => each.issue === issue && each.body.includes('<!--'));
}

/** @returns whole messages of the state branch's commits, oldest first. */
export async function messages(play: Play): Promise<readonly string[]> {
  const text = await play.repository.git('log', '--reverse', '--format=%B%x00', STATE_BRANCH);
  return text
    .split('\0')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** @returns a release's record of an app of a repository that has several. */
export async function releaseOf(play: Play, app: string, number: number): Promise<Release | null> {
  const open = await play.record<Release>(`apps/${app}/open/${number}.json`);
  return (
    open ?? (await play.record<Release>(`apps/${app}/releases/${Math.floor(number / 100)}/${number}.json`))
  );
}

/** @returns numbers of all records of an app, in order. */
export async function numbers(play: Play, app = 'hello'): Promise<readonly number[]> {
  const paths = await play.repository.git('ls-tree', '-r', '--name-only', STATE_BRANCH, `apps/${app}/`);
  return paths
    .split('\n')
    .flatMap((path) => /(?:open|releases\/\d+)\/(\d+)\.json$/.exec(path)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/** @returns a file of `examples/hello`, to be changed a little. */
export function example(path: string): string {
  return readFileSync(join(import.meta.dirname, '../../examples/hello', path), 'utf8');
}
