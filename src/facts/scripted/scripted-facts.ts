import type { Actor } from '../../domain/actor.ts';
import type { CommitFact, FactAnswers } from '../../domain/fact.ts';
import type { RunState } from '../../domain/input.ts';
import type { Sha } from '../../domain/names.ts';
import type { Access } from '../../domain/role.ts';
import { watchedRefs } from '../../domain/watched-refs.ts';
import type { CommentFact, FactSource, PolicySource, SourceFactKind } from '../facts.ts';
import { FactsUnavailable } from '../facts.ts';
import { ancestry, between, changedPaths } from './scripted-history.ts';
import type { ScriptedWorld } from './scripted-world.ts';

/** Where runs are looked up: a `ScriptedRunner`, say. */
export interface RunLookup {
  run(id: string): RunState | null;
  runByNonce(nonce: string, since: string): RunState | null;
}

type Answerers = {
  readonly [K in SourceFactKind]: (question: FactAnswers[K]['question']) => FactAnswers[K]['answer'];
};

export type ScriptedFactKind = SourceFactKind | 'policy' | 'comments';

/** Answers from a scripted world by real computation, so that a test changes the world and never an answer. */
export class ScriptedFacts implements FactSource {
  readonly #world: ScriptedWorld;
  readonly #answerers: Answerers;
  readonly #away = new Set<ScriptedFactKind>();
  readonly #asked: { kind: ScriptedFactKind; question: object }[] = [];

  constructor(world: ScriptedWorld, runs: RunLookup = NO_RUNS) {
    this.#world = world;
    this.#answerers = makeAnswerers(world, runs);
  }

  /** From now on these questions cannot be answered, until `recover`. */
  goAway(...kinds: readonly ScriptedFactKind[]): void {
    for (const kind of kinds) this.#away.add(kind);
  }

  recover(): void {
    this.#away.clear();
  }

  /** Every question that was asked, oldest first. */
  get asked(): readonly { readonly kind: ScriptedFactKind; readonly question: object }[] {
    return this.#asked;
  }

  answer<K extends SourceFactKind>(
    kind: K,
    question: FactAnswers[K]['question'],
  ): Promise<FactAnswers[K]['answer']> {
    return this.#ask(kind, question, () => this.#answerers[kind](question));
  }

  policySource(): Promise<PolicySource> {
    return this.#ask('policy', {}, () => policySource(this.#world));
  }

  policySourceAt(sha: Sha): Promise<PolicySource | null> {
    const known = (): boolean => this.#world.commitOf(sha) !== undefined;
    return this.#ask('policy', { sha }, () => (known() ? policySource(this.#world, sha) : null));
  }

  commentsSince(since: string): Promise<readonly CommentFact[]> {
    const recent = (): readonly CommentFact[] =>
      this.#world.comments
        .filter((comment) => comment.createdAt >= since)
        .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
    return this.#ask('comments', { since }, recent);
  }

  async #ask<T>(kind: ScriptedFactKind, question: object, answer: () => T): Promise<T> {
    this.#asked.push({ kind, question });
    // Answers always come later, as GitHub's do, so that nobody relies on their being there at once.
    await Promise.resolve();
    if (this.#away.has(kind)) throw new FactsUnavailable(`${kind}: the script says it is away`);
    return answer();
  }
}

const NO_RUNS: RunLookup = { run: () => null, runByNonce: () => null };

function makeAnswerers(world: ScriptedWorld, runs: RunLookup): Answerers {
  return {
    commit: ({ sha }) => commitFact(world, sha),
    parent: ({ sha }) => world.commitOf(sha)?.parents[0] ?? null,
    ref: ({ ref }) => resolve(world, ref),
    ancestry: ({ base, head }) => ancestry(world, base, head),
    files: ({ base, head }) => changedPaths(world, base, head),
    containing: ({ sha, refs }) => refs.filter((ref) => contains(world, ref, sha)),
    refs: (watched) =>
      watchedRefs(
        watched,
        [...world.refs].map(([ref, sha]) => ({ ref, sha })),
      ),
    pulls: ({ base, head }) => pulls(world, base, head),
    checks: ({ sha }) => checks(world, sha),
    traces: () => world.traces,
    access: ({ actor, teams }) => access(world, actor, teams),
    run: ({ id }) => runs.run(id),
    runByNonce: ({ nonce, since }) => runs.runByNonce(nonce, since),
  };
}

function commitFact(world: ScriptedWorld, sha: Sha): CommitFact | null {
  const commit = world.commitOf(sha);
  if (commit === undefined) return null;
  return { sha, subject: commit.message.split('\n', 1)[0] ?? '', author: commit.author };
}

function resolve(world: ScriptedWorld, ref: string): FactAnswers['ref']['answer'] {
  if (world.commitOf(ref.toLowerCase()) !== undefined) return { sha: ref.toLowerCase(), ref: null };
  for (const full of [ref, `refs/heads/${ref}`, `refs/tags/${ref}`]) {
    const sha = world.refs.get(full);
    if (sha !== undefined) return { sha, ref: full };
  }
  if (!/^[0-9a-f]{4,39}$/i.test(ref)) return null;
  const [only, ...others] = world.commitIds.filter((sha) => sha.startsWith(ref.toLowerCase()));
  return only === undefined || others.length > 0 ? null : { sha: only, ref: null };
}

function contains(world: ScriptedWorld, ref: string, sha: Sha): boolean {
  const tip = world.refs.get(ref);
  return tip !== undefined && ['ahead', 'identical'].includes(ancestry(world, sha, tip));
}

function pulls(world: ScriptedWorld, base: Sha | null, head: Sha): readonly number[] {
  const commits = base === null ? new Set([head]) : between(world, base, head);
  return world.pulls
    .filter((pull) => pull.commits.some((sha) => commits.has(sha)))
    .toSorted((a, b) => Date.parse(b.mergedAt) - Date.parse(a.mergedAt) || b.number - a.number)
    .slice(0, 10)
    .map(({ number }) => number);
}

function checks(world: ScriptedWorld, sha: Sha): FactAnswers['checks']['answer'] {
  const found = world.readableChecks(sha);
  if (found === null) return { status: 'unreadable', message: 'the script hides these checks' };
  return { status: 'ok', checks: found };
}

function access(world: ScriptedWorld, actor: Actor, teams: readonly string[]): Access {
  const person = world.personOf(actor.login);
  if (person?.id !== actor.id) return { permission: 'none', teams: [], unreadableTeams: [] };
  return {
    permission: person.permission,
    teams: teams.filter((team) => !world.isHidden(team) && person.teams.includes(team)),
    unreadableTeams: teams.filter((team) => world.isHidden(team)),
  };
}

/** @throws {FactsUnavailable} when nothing has been pushed to the default branch yet. */
function policySource(
  world: ScriptedWorld,
  sha = world.refs.get(`refs/heads/${world.defaultBranch}`),
): PolicySource {
  const files = sha === undefined ? undefined : world.commitOf(sha)?.files;
  if (sha === undefined || files === undefined) throw new FactsUnavailable('policy: the repository is empty');
  const path = ['.github/signalbox.yml', '.github/signalbox.yaml'].find((each) => files[each] !== undefined);
  const text = path === undefined ? undefined : files[path];
  const workflows = Object.entries(files).flatMap(([each, content]) => {
    const name = /^\.github\/workflows\/([^/]+\.ya?ml)$/.exec(each)?.[1];
    return name === undefined ? [] : [[name, content] as const];
  });
  return {
    sha,
    repository: world.repository,
    defaultBranch: world.defaultBranch,
    config: path === undefined || text === undefined ? null : { path, text },
    workflows: Object.fromEntries(workflows),
  };
}
