import { createHash } from 'node:crypto';
import type { CheckFact } from '../../domain/fact.ts';
import type { Sha } from '../../domain/names.ts';
import type { Trace } from '../../domain/traces.ts';
import type { Permission } from '../../domain/role.ts';
import type { CommentFact } from '../facts.ts';

/** A commit with the whole of its files. */
export interface ScriptedCommit {
  readonly sha: Sha;
  readonly parents: readonly Sha[];
  readonly message: string;
  readonly author: string;
  /** Path → text. */
  readonly files: Readonly<Record<string, string>>;
}

export interface ScriptedPerson {
  readonly login: string;
  readonly id: number;
  readonly permission: Permission;
  /** Like `acme/ops`. */
  readonly teams: readonly string[];
}

export interface ScriptedPull {
  readonly number: number;
  readonly commits: readonly Sha[];
  readonly mergedAt: string;
}

/** What a new commit changes; everything has a default, so that a test shows only what matters. */
export interface CommitChange {
  /** The branch that moves onto it; the default branch unless told. */
  readonly branch?: string;
  /** The branch's head unless told. */
  readonly parents?: readonly Sha[];
  readonly message?: string;
  readonly author?: string;
  /** Path → text; null removes the file. */
  readonly files?: Readonly<Record<string, string | null>>;
}

export interface ScriptedWorldOptions {
  readonly defaultBranch?: string;
  readonly repository?: string;
  /** Where several worlds stand side by side: ids of commits and comments differ from those of the others. */
  readonly firstId?: number;
}

/** A repository small enough for a test: commits, refs, people, checks, comments, and verbs to change them. */
export class ScriptedWorld {
  readonly defaultBranch: string;
  #repository: string;
  readonly #commits = new Map<Sha, ScriptedCommit>();
  readonly #refs = new Map<string, Sha>();
  readonly #people = new Map<string, ScriptedPerson>();
  readonly #hiddenTeams = new Set<string>();
  readonly #checks = new Map<Sha, CheckFact[]>();
  readonly #hiddenChecks = new Set<Sha>();
  readonly #pulls: ScriptedPull[] = [];
  readonly #traces: Trace[] = [];
  readonly #comments: CommentFact[] = [];
  readonly #firstId: number;
  #lastComment: number;

  constructor(options: ScriptedWorldOptions = {}) {
    this.defaultBranch = options.defaultBranch ?? 'main';
    this.#repository = options.repository ?? 'shop';
    this.#firstId = options.firstId ?? 0;
    this.#lastComment = this.#firstId + 1000;
  }

  /** Name of the repository without its owner. */
  get repository(): string {
    return this.#repository;
  }

  /** Somebody gives the repository another name. */
  rename(repository: string): void {
    this.#repository = repository;
  }

  /** Adds a commit and moves a branch onto it. @returns its id. */
  commit(change: CommitChange = {}): Sha {
    const ref = `refs/heads/${change.branch ?? this.defaultBranch}`;
    const head = this.#refs.get(ref);
    const parents = change.parents ?? (head === undefined ? [] : [head]);
    const first = parents[0] === undefined ? undefined : this.#commits.get(parents[0]);
    const number = this.#firstId + this.#commits.size + 1;
    const sha = createHash('sha1')
      .update(`${number} ${parents.join(' ')}`)
      .digest('hex');
    this.#commits.set(sha, {
      sha,
      parents,
      message: change.message ?? `commit ${number}`,
      author: change.author ?? 'Alice',
      files: changed(first?.files ?? {}, change.files ?? {}),
    });
    this.#refs.set(ref, sha);
    return sha;
  }

  /** Makes or moves a branch, forced or not: nobody protects it here. */
  branch(name: string, sha: Sha): void {
    this.#refs.set(`refs/heads/${name}`, sha);
  }

  tag(name: string, sha: Sha): void {
    this.#refs.set(`refs/tags/${name}`, sha);
  }

  removeRef(ref: string): void {
    this.#refs.delete(ref);
  }

  /** The person has this access from now on; a known login is changed, its id included. */
  person(person: ScriptedPerson): void {
    this.#people.set(person.login.toLowerCase(), person);
  }

  /** The credentials cannot see this team any more. */
  hideTeam(team: string): void {
    this.#hiddenTeams.add(team);
  }

  /** Reports a check on a commit; one of the same app and name is replaced. */
  check(sha: Sha, check: Partial<CheckFact> & Pick<CheckFact, 'name' | 'state'>): void {
    const fact: CheckFact = { app: 'github-actions', url: null, run: null, ...check };
    const others = this.checksOf(sha).filter((each) => each.name !== fact.name || each.app !== fact.app);
    this.#checks.set(sha, [...others, fact]);
  }

  /** The checks of a commit cannot be read, or can again. */
  hideChecks(sha: Sha, hidden = true): void {
    if (hidden) this.#hiddenChecks.add(sha);
    else this.#hiddenChecks.delete(sha);
  }

  mergedPull(pull: ScriptedPull): void {
    this.#pulls.push(pull);
  }

  /** GitHub shows a deployment of a release by Signalbox from now on. */
  deployed(app: string, release: number): void {
    this.#traces.unshift({ app, release });
  }

  /** Newest first. */
  get traces(): readonly Trace[] {
    return this.#traces;
  }

  /** Somebody writes a comment. @returns its id. */
  comment(comment: Pick<CommentFact, 'author' | 'body' | 'createdAt'> & Partial<CommentFact>): string {
    this.#lastComment += 1;
    const id = comment.id ?? String(this.#lastComment);
    this.#comments.push({ issue: 1, pull: true, isMarked: false, ...comment, id });
    return id;
  }

  /** Somebody, or Signalbox, reacts to a comment with one of the marks of an answer. */
  mark(comment: string): void {
    const at = this.#comments.findIndex(({ id }) => id === comment);
    const found = this.#comments[at];
    if (found) this.#comments[at] = { ...found, isMarked: true };
  }

  commitOf(sha: Sha): ScriptedCommit | undefined {
    return this.#commits.get(sha);
  }

  /** Ids of all commits, oldest first. */
  get commitIds(): readonly Sha[] {
    return [...this.#commits.keys()];
  }

  /** Full name → commit. */
  get refs(): ReadonlyMap<string, Sha> {
    return this.#refs;
  }

  personOf(login: string): ScriptedPerson | undefined {
    return this.#people.get(login.toLowerCase());
  }

  isHidden(team: string): boolean {
    return this.#hiddenTeams.has(team);
  }

  /** @returns null when the checks of this commit are hidden. */
  readableChecks(sha: Sha): readonly CheckFact[] | null {
    return this.#hiddenChecks.has(sha) ? null : this.checksOf(sha);
  }

  checksOf(sha: Sha): readonly CheckFact[] {
    return this.#checks.get(sha) ?? [];
  }

  get pulls(): readonly ScriptedPull[] {
    return this.#pulls;
  }

  get comments(): readonly CommentFact[] {
    return this.#comments;
  }
}

function changed(
  before: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const merged = Object.entries({ ...before, ...change });
  return Object.fromEntries(merged.flatMap(([path, text]) => (text === null ? [] : [[path, text]])));
}
