import { matchesAnyGlob } from '../expressions/globs.ts';
import { SIGNALBOX } from './actor.ts';
import type { ReleaseOrder } from './create-release.ts';
import { createRelease, findDuplicate, wasReleased } from './create-release.ts';
import { branchOf, branchRef, tagRef } from './git-ref.ts';
import { isJustSeen, noteRef } from './handled-refs.ts';
import { isEqual } from './equal.ts';
import type { Ancestry } from './fact.ts';
import type { PushInput, TagInput } from './input.ts';
import type { AppPolicy, Policy } from './policy.ts';
import type { Sha } from './names.ts';
import { own } from './own.ts';
import { putOff } from './put-off.ts';
import { appState, unreadableFile } from './state.ts';
import { supersede } from './supersede.ts';
import { vouch } from './traces.ts';
import type { Turn } from './turn.ts';
import { watchedBy } from './watched-refs.ts';

/** A branch moved: every app that watches it and has files in it gets its next release (AKK-S02, CVX-S02). */
export function handlePush(turn: Turn, input: PushInput): void {
  const branch = branchOf(input.ref) ?? input.ref;
  const policy = turn.policy();
  if (!policy) return;
  const watching = Object.values(policy.apps).filter((app) => matchesAnyGlob(app.releaseOn.push, branch));
  if (watching.length === 0) return;
  const known = own(turn.state.repository.refs, input.ref);
  const seen = known === undefined ? null : seenUnhandled(turn, input, known);
  if (seen === 'leave' || (known === input.sha && seen === null)) return;
  const handled = seen === 'handle' ? undefined : known;
  const ancestry: Ancestry =
    handled === undefined ? 'ahead' : turn.facts.need('ancestry', { base: handled, head: input.sha });
  const isOld = ancestry === 'behind' || (ancestry !== 'ahead' && isGone(turn, input.ref, input.sha));
  const base = isOld ? nullable(input.before) : (handled ?? firstBase(turn, policy, input));
  const concerned = watching.filter((app) => concerns(turn, app, base, input.sha));
  if (!isOld && ancestry !== 'identical') noteRef(turn, input.ref, input.sha);
  for (const app of concerned) {
    const cause = { kind: 'push', ref: input.ref } as const;
    const order = { app: app.name, policy, sha: input.sha, ref: input.ref, cause, by: input.actor };
    release(turn, order, isOld ? 'old' : isNext(input, handled) ? 'next' : 'unvouched');
  }
}

/** A tag was created: every app that watches it gets its next release from the tag's commit. */
export function handleTag(turn: Turn, input: TagInput): void {
  const policy = turn.policy();
  if (!policy) return;
  const watching = Object.values(policy.apps).filter((app) => matchesAnyGlob(app.releaseOn.tag, input.tag));
  if (watching.length === 0) return;
  const ref = tagRef(input.tag);
  const sha = input.sha ?? turn.facts.need('ref', { ref })?.sha;
  if (sha === undefined) return;
  const known = own(turn.state.repository.refs, ref);
  const handled = known === sha && isJustSeen(turn, ref) ? undefined : known;
  if (handled === sha) return;
  const isOld = handled !== undefined && isGone(turn, ref, sha);
  if (!isOld) noteRef(turn, ref, sha);
  for (const app of watching) {
    const cause = { kind: 'tag', tag: input.tag } as const;
    const order = { app: app.name, policy, sha, ref, cause, by: input.actor };
    release(turn, order, isOld ? 'old' : 'unvouched');
  }
}

/**
 * What was only seen is not handled: its push, and others before it, may have been on their way. They make their releases
 * when they are told of; a sweep that finds something older has been shown an old list.
 * @returns null where the branch is known in another way.
 */
function seenUnhandled(turn: Turn, { ref, sha, actor }: PushInput, known: Sha): 'handle' | 'leave' | null {
  if (!isJustSeen(turn, ref)) return null;
  if (known === sha) return 'handle';
  if (turn.facts.need('ancestry', { base: known, head: sha }) !== 'behind') return null;
  return actor.id === SIGNALBOX.id ? 'leave' : 'handle';
}

/**
 * Whether a branch or tag that went another way is not at this commit any more: of two such moves nothing but GitHub
 * tells which was the last, and news of the first may come late, or be told again by hand (invariant 7).
 */
function isGone(turn: Turn, ref: string, sha: Sha): boolean {
  return turn.facts.need('ref', { ref })?.sha !== sha;
}

/**
 * @returns what the first push that is heard of a branch is compared with: what the push says, as what lay there already
 * is not to be released. A branch that was not there when the refs were looked at is new, so that earlier pushes to it
 * went unheard, and it is compared with the default branch; null: all its files count.
 */
function firstBase(turn: Turn, policy: Policy, { ref, before }: PushInput): Sha | null {
  const { watched, refs } = turn.state.repository;
  const main = branchRef(policy.defaultBranch);
  const isNew = own(refs, ref) === undefined && watched !== undefined && isEqual(watched, watchedBy(policy));
  return isNew && ref !== main ? (refs[main] ?? null) : nullable(before);
}

/**
 * Whether the push goes on from exactly what was handled last: then the branch is not older than that, as GitHub itself
 * says, and need not be vouched for by another request.
 */
function isNext({ before, actor }: PushInput, handled: Sha | undefined): boolean {
  return handled !== undefined && handled === before && actor.id !== SIGNALBOX.id;
}

/** `old`: told late. `next`: the state it follows is known to be the newest. `unvouched`: neither is known. */
type Age = 'old' | 'next' | 'unvouched';

function release(turn: Turn, order: ReleaseOrder, age: Age): void {
  const isOld = age === 'old';
  // What is old would be born superseded; taken up later, nobody would know that it was (invariant 7).
  if (unreadableFile(turn.state, order.app)) return isOld ? undefined : putOff(turn, order);
  if (isOld ? wasReleased(turn, order) : findDuplicate(turn, order) !== null) return;
  if (age !== 'next') vouch(turn);
  const newest = appState(turn.state, order.app).nextNumber - 1;
  const created = createRelease(turn, order);
  // A late webhook of an older commit must not take an environment backwards (invariant 7).
  if (isOld) supersede(turn, created, newest > 0 ? newest : null);
}

function concerns(turn: Turn, app: AppPolicy, base: Sha | null, head: Sha): boolean {
  if (app.paths.length === 0) return true;
  const files = turn.facts.need('files', { base, head });
  return files.some((file) => matchesAnyGlob(app.paths, file));
}

/** GitHub writes forty zeros for "there was nothing before". */
function nullable(sha: Sha): Sha | null {
  return /^0+$/.test(sha) ? null : sha;
}
