import type { FactAnswers } from '../../src/domain/fact.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { instantOf } from '../../src/domain/instant.ts';
import type { Performer } from '../../src/domain/policy.ts';
import type { CommentFact, FactSource, PolicySource, SourceFactKind } from '../../src/facts/facts.ts';
import { FactsUnavailable } from '../../src/facts/facts.ts';
import { ScriptedFacts } from '../../src/facts/scripted/scripted-facts.ts';
import type { GitHubClient } from '../../src/github/client.ts';
import { isGitHubError } from '../../src/github/github-error.ts';
import { readTraces } from '../../src/facts/github/traces.ts';
import { findWorkflowRun, readWorkflowRun } from '../../src/github/workflow-runs.ts';
import { emptyState, STATE_BRANCH } from '../../src/domain/state.ts';
import type { MemoryCommit } from '../../src/store/memory/memory-branch.ts';
import { foundAt } from '../../src/store/found-at.ts';
import { memoryStore } from '../../src/store/memory/memory-store.ts';
import type { CommitOutcome, Loaded, LoadOptions, StateChange, StateStore } from '../../src/store/store.ts';
import { StoreUnavailable } from '../../src/store/store.ts';
import type { Newest } from '../../src/store/taken-back.ts';
import { branchGone } from '../../src/store/taken-back.ts';
import type { GitHubModel } from './github/model.ts';
import { OWN_ACCOUNT } from './github/model.ts';
import { LaggingView } from './github/movable-branch.ts';
import { luckOf } from './luck.ts';
import type { Line, Trouble } from './process.ts';
import { ReadStates } from './read-states.ts';

const STORE_TROUBLE: Trouble = {
  unavailable: (message) => new StoreUnavailable(message),
  limited: (message) => new StoreUnavailable(message),
};
const FACTS_TROUBLE: Trouble = {
  unavailable: (message) => new FactsUnavailable(message),
  limited: (message) => new FactsUnavailable(message),
};
/** Reads that lag show the head of so many commits ago. */
const LAG = 2;

export interface StoreOptions {
  readonly performer: Performer;
  readonly onCommit: (change: StateChange, outcome: CommitOutcome) => void;
}

/** The state branch as one process reaches it. */
export function simulatedStore(
  model: GitHubModel,
  line: Line,
  { performer, onCommit }: StoreOptions,
): StateStore {
  const view = new LaggingView(model.branch);
  const now = (): Instant => githubDate(model, line);
  const inner = memoryStore(view, now, { performer });
  let own: MemoryCommit | null = null;
  let newest: Newest | null = null;
  const load = ({ want = [], mayBeCached = false }: LoadOptions): Loaded => {
    const cached = mayBeCached && own !== null;
    const head = cached ? own : view.head;
    if (head !== own) own = null;
    if (head === null && newest !== null) throw branchGone(STATE_BRANCH, newest);
    if (head === null) return { head: null, state: emptyState(performer, now()), now: now(), cached: false };
    const state = READ.read(head, want);
    newest = { oid: head.oid, turn: state.meta.turn };
    return { head: head.oid, state, now: now(), cached };
  };
  const commit = async (change: StateChange): Promise<CommitOutcome> => {
    const outcome = await inner.commit(change);
    own = outcome.kind === 'committed' ? view.at(outcome.head) : null;
    if (outcome.kind === 'committed') newest = { oid: outcome.head, turn: change.after.meta.turn };
    onCommit(change, outcome);
    return outcome;
  };
  return {
    load: (wanted = {}) => {
      wanted.beside?.();
      return line.call('load', STORE_TROUBLE, (fault) => {
        if (fault === 'stale') view.lagOnce(LAG);
        return foundAt(now(), () => Promise.resolve(load(wanted)));
      });
    },
    commit: (change) => line.call('commit', STORE_TROUBLE, () => commit(change)),
    examine: () => line.call('load', STORE_TROUBLE, () => inner.examine()),
    log: (limit) => line.call('load', STORE_TROUBLE, () => inner.log(limit)),
  };
}

const READ = new ReadStates();

/** GitHub's servers do not agree on the second. */
function githubDate({ time }: GitHubModel, line: Line): Instant {
  return instantOf(new Date(time.now - luckOf(time.now, line.name) * 1_500));
}

/** Facts as one process gets them; runs are looked up by the code that asks GitHub. */
export function simulatedFacts(model: GitHubModel, line: Line, client: GitHubClient): FactSource {
  const scripted = new ScriptedFacts(model.world);
  const ask = <T>(answer: () => Promise<T>): Promise<T> => line.call('facts', FACTS_TROUBLE, answer);
  return {
    answer: <K extends SourceFactKind>(
      kind: K,
      question: FactAnswers[K]['question'],
    ): Promise<FactAnswers[K]['answer']> => {
      if (kind === 'run') {
        const { id } = question as FactAnswers['run']['question'];
        return translated(() => readWorkflowRun(client, id));
      }
      if (kind === 'runByNonce') {
        const { nonce, since } = question as FactAnswers['runByNonce']['question'];
        return translated(() => findWorkflowRun(client, nonce, since));
      }
      if (kind === 'traces') return translated(() => readTraces(client));
      return ask(() => scripted.answer(kind, question));
    },
    policySource: (): Promise<PolicySource> => ask(() => scripted.policySource()),
    policySourceAt: (sha: string): Promise<PolicySource | null> => ask(() => scripted.policySourceAt(sha)),
    commentsSince: (since): Promise<readonly CommentFact[]> =>
      ask(async () => [...marked(model, await scripted.commentsSince(since)), ...ownComments(model, since)]),
  };
}

/** Nobody but Signalbox reacts to comments there. */
function marked({ shown }: GitHubModel, comments: readonly CommentFact[]): readonly CommentFact[] {
  const isMarked = (id: string): boolean =>
    [...(shown.reactions.get(Number(id)) ?? [])].some((content) => content !== 'eyes');
  return comments.map((comment) => ({ ...comment, isMarked: isMarked(comment.id) }));
}

/** What Signalbox has written is in the same list as what people have. */
function ownComments({ shown }: GitHubModel, since: Instant): readonly CommentFact[] {
  const from = Date.parse(since);
  const author = { login: 'signalbox[bot]', id: OWN_ACCOUNT, person: false };
  return shown.comments
    .filter(({ createdAt, isDeleted }) => createdAt >= from && !isDeleted)
    .map(({ id, issue, createdAt, bodies }) => ({
      id: String(id),
      issue,
      pull: false,
      body: bodies.at(-1) ?? '',
      author,
      createdAt: instantOf(new Date(createdAt)),
      isMarked: false,
    }));
}

async function translated<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isGitHubError(error)) throw error;
    throw new FactsUnavailable(error.message, { cause: error });
  }
}
