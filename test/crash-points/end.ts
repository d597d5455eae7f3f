import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STATE_BRANCH } from '../../src/domain/state.ts';
import type { RunSeen } from '../../src/sandbox/play/stage-at-work.ts';
import { conclusionsOf } from './releases-seen.ts';
import type { StoryWorld } from './story-world.ts';
import { mayBeMissing, withoutChance, withoutHelp } from './without-chance.ts';

/** How a story ended, as people, GitHub and the state branch have it; spelled so that two plays can be compared. */
export type End = Readonly<Record<string, readonly string[]>>;

/** Reads how it ended. What may differ between two plays of one story is left out: see `without-chance.ts`. */
export async function endOf(world: StoryWorld): Promise<End> {
  const parts: Record<string, readonly string[]> = {
    records: await records(world),
    statuses: await statuses(world),
    deployments: await deployments(world),
    comments: await comments(world),
    reactions: await reactions(world),
    dispatches: await dispatches(world),
    deployed: await deployed(world),
    merges: await merges(world),
  };
  return Object.fromEntries(
    Object.entries(parts).map(([name, lines]) => {
      const alike = lines.map((line) => withoutChance(world, line)).filter((line) => line !== null);
      return [name, alike.sort()];
    }),
  );
}

export interface Allowance {
  /** A person had to say something that is not of the story. */
  readonly isHelped: boolean;
  /** Lines that may differ. */
  readonly mayDiffer: readonly RegExp[];
}

/** @returns what differs, one line each; nothing when both ended alike. */
export function differences(
  expected: End,
  found: End,
  { isHelped, mayDiffer }: Allowance,
): readonly string[] {
  const counting = (lines: readonly string[] = []): readonly string[] =>
    lines
      .flatMap((line) => (isHelped ? (withoutHelp(line) ?? []) : line))
      .filter((line) => !mayDiffer.some((each) => each.test(line)));
  return Object.keys({ ...expected, ...found }).flatMap((part) => {
    const [before, after] = [counting(expected[part]), counting(found[part])];
    return [
      ...without(before, after)
        .filter((line) => !mayBeMissing(line))
        .map((line) => `${part}: missing: ${line}`),
      ...without(after, before).map((line) => `${part}: too much: ${line}`),
    ];
  });
}

/** @returns lines of `all` that `known` does not have, each as often as it is there too often. */
function without(all: readonly string[], known: readonly string[]): readonly string[] {
  const left = [...known];
  return all.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

async function hasBranch(world: StoryWorld): Promise<boolean> {
  return (await world.stage.repository.head(STATE_BRANCH)) !== null;
}

/** Every value of every record, each on a line of its own: `apps/hello/app.json environments.production.pin: null`. */
async function records(world: StoryWorld): Promise<readonly string[]> {
  if (!(await hasBranch(world))) return [];
  const listed = await world.stage.repository.git('ls-tree', '-r', '--name-only', STATE_BRANCH);
  const paths = listed.split('\n').filter((path) => path.endsWith('.json'));
  const lines = paths.map(async (path) => {
    const record = await world.record<unknown>(path);
    // While a release is open or owes something its record is elsewhere; what it says is the same.
    const place = path.replace(/(open|releases\/\d+)\//, '');
    return leaves(record, '').map((leaf) => `${place} ${leaf}`);
  });
  return (await Promise.all(lines)).flat();
}

function leaves(value: unknown, path: string): readonly string[] {
  if (value === null || typeof value !== 'object') return [`${path}: ${JSON.stringify(value)}`];
  const entries = Object.entries(value);
  if (entries.length === 0) return [`${path}: ${JSON.stringify(value)}`];
  return entries.flatMap(([key, each]) => {
    const place = path === '' ? key : `${path}.${key}`;
    if (!Array.isArray(each) || each.length === 0) return leaves(each, place);
    if (key === 'attempts') return attempts(each, place);
    return key === 'outcomes' ? outcomes(each, place) : leaves(each, place);
  });
}

/** Named by the input, as another may have come between. */
function outcomes(all: readonly { readonly input: string }[], place: string): readonly string[] {
  return all.flatMap((each) => leaves(each, `${place}.${each.input}`));
}

/** The newest attempt is what counts, and how many it took. */
function attempts(all: readonly unknown[], place: string): readonly string[] {
  const newest: unknown = all.at(-1);
  return [
    `${place}.count: ${String(all.length)}`,
    ...leaves(newest, place).filter((line) => !line.includes('.number: ')),
  ];
}

/** Commits of the state branch with two parents: whoever writes there appends. */
async function merges(world: StoryWorld): Promise<readonly string[]> {
  if (!(await hasBranch(world))) return [];
  const listed = await world.stage.repository.git('rev-list', '--merges', STATE_BRANCH);
  return listed.split('\n').filter((line) => line !== '');
}

/** The newest status of each context, of every commit that was released. */
async function statuses(world: StoryWorld): Promise<readonly string[]> {
  const lines = [...world.commits].map(async ([sha]) => {
    const { statuses: found } = await world.read<{
      statuses: { context: string; state: string; description: string }[];
    }>(`/commits/${sha}/status`);
    return found.map((each) => `${sha} ${each.context}: ${each.state}: ${each.description}`);
  });
  return (await Promise.all(lines)).flat();
}

/** A deployment's own description says how things were when it was made, and GitHub does not change it. */
async function deployments(world: StoryWorld): Promise<readonly string[]> {
  const found =
    await world.read<{ id: number; sha: string; environment: string }[]>('/deployments?per_page=100');
  const lines = found.map(async ({ id, sha, environment }) => {
    const [newest] = await world.read<{ state: string; description: string }[]>(
      `/deployments/${String(id)}/statuses?per_page=1`,
    );
    return `${sha} ${environment}: ${newest?.state ?? 'none'}: ${newest?.description ?? ''}`;
  });
  return Promise.all(lines);
}

async function comments(world: StoryWorld): Promise<readonly string[]> {
  const found = await world.read<{ body: string; issue_url: string }[]>('/issues/comments?per_page=100');
  return found.map(({ body, issue_url: url }) => `#${url.split('/').at(-1) ?? ''} ${body}`);
}

async function reactions(world: StoryWorld): Promise<readonly string[]> {
  const lines = world.said.map(async (comment) => {
    const found = await world.read<{ content: string }[]>(`/issues/comments/${String(comment)}/reactions`);
    return found.map(({ content }) => `comment:${String(comment)} ${content}`);
  });
  return (await Promise.all(lines)).flat();
}

/**
 * Runs that deploy or build; those that carry the Action's front come as they please. A killed run either was repeated,
 * and that one counts, or had reported before it died, and then GitHub alone calls it a failure.
 */
async function dispatches(world: StoryWorld): Promise<readonly string[]> {
  const conclusions = conclusionsOf(await world.releases());
  const asked = world.runsSeen.filter((run) => !world.isFront(run));
  const lines = asked.filter(({ id }) => !world.killed.has(id)).map(spelled);
  const isRepeated = (run: RunSeen): boolean =>
    asked.some(
      (other) => other.id > run.id && titleOf(other) === titleOf(run) && !world.killed.has(other.id),
    );
  const reported = asked.filter((run) => world.killed.has(run.id) && !isRepeated(run)).map(titleOf);
  const reports = reported.map((title) => `${title}: completed ${conclusions.get(title) ?? 'success'}`);
  return [...lines, ...reports];
}

function spelled(run: RunSeen): string {
  return `${titleOf(run)}: ${run.status} ${run.conclusion ?? ''}`;
}

function titleOf(run: RunSeen): string {
  return run.display_title.replace(/ \[.*\]$/, '');
}

/** For each environment the line that a deploy left there. */
async function deployed({ stage }: StoryWorld): Promise<readonly string[]> {
  const environments = await readdir(stage.deployRoot);
  const lines = environments.map(async (environment) => {
    const text = await readFile(join(stage.deployRoot, environment, 'index.html'), 'utf8');
    return `${environment}: ${/This is <b>(v\d+)<\/b>/.exec(text)?.[1] ?? '?'}`;
  });
  return Promise.all(lines);
}
