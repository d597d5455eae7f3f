import type { Effect, OwedEffect } from './effect.ts';
import type { Facts, PolicyAnswer } from './fact.ts';
import type { Instant, Seconds } from './instant.ts';
import { plus } from './instant.ts';
import { derive } from './derive.ts';
import { isEqual } from './equal.ts';
import type { Policy } from './policy.ts';
import type { Rules } from './policy-record.ts';
import { knownPolicy, lastPolicy, NO_RULES, shownPolicy } from './policy-record.ts';
import type { Attempt } from './attempt.ts';
import type { AppName, EnvironmentName, ReleaseNumber } from './names.ts';
import type { Activity, Release } from './release.ts';
import { withActivity, withAttempt } from './release.ts';
import { releaseKey } from './names.ts';
import { own } from './own.ts';
import type { EnvironmentState } from './environment.ts';
import type { RepositoryState, State } from './state.ts';
import {
  appState,
  environmentState,
  hasSeveralApps,
  loadedRelease,
  unreadableFile,
  withApp,
  withEnvironment,
  withRelease,
} from './state.ts';
import { unlessUnanswered } from './unanswered.ts';
import { AppUnreadable } from './unreadable.ts';

/** How long an effect belongs to the turn that owed it (invariant 3). */
export const LEASE: Seconds = 120;

/** How long news that something merely goes on waits for better news. */
const PATIENCE: Seconds = 20;

/** What a decision may not make up itself (invariant 1). */
export interface Stamp {
  readonly now: Instant;
  /** Unguessable; the attempts of this turn are named after it. */
  readonly nonce: string;
  /** Whether the front that decides is the repository's performer; the other one only records. */
  readonly performs: boolean;
  /** Number of the turn being made: one above the head's. */
  readonly turn: number;
  /** How many statuses and deployments GitHub's limits have room for; all, where nobody counts. */
  readonly room?: number;
}

/**
 * One turn in the making: the state as it changes, and what is owed. It lives inside one call of `decide`; rules
 * change the state only through it, so that derived statuses and the outbox are never forgotten.
 */
export class Turn {
  readonly before: State;
  readonly facts: Facts;
  readonly stamp: Stamp;
  #state: State;
  #nonces = 0;

  constructor(before: State, facts: Facts, stamp: Stamp) {
    this.before = before;
    this.facts = facts;
    this.stamp = stamp;
    this.#state = before;
  }

  get state(): State {
    return this.#state;
  }

  get now(): Instant {
    return this.stamp.now;
  }

  /** The policy of the default branch, as it stands now (invariant 11). */
  policyAnswer(): PolicyAnswer {
    return knownPolicy(this.before, this.facts.need('policy', {}));
  }

  /** The policy, or what it was last. */
  rules(): Rules {
    const policy = this.policy();
    return policy === null ? { policy, last: lastPolicy(this.before, this.facts) } : { policy, last: null };
  }

  /** The policy when there is a valid one. */
  policy(): Policy | null {
    const answer = this.policyAnswer();
    return answer.status === 'ok' ? answer.policy : null;
  }

  /** Several apps make a release spelled `web@v12`. Where the policy cannot be had, nobody is refused a name over it. */
  get severalApps(): boolean {
    const rules = unlessUnanswered(
      this,
      () => this.rules(),
      () => NO_RULES,
    );
    return hasSeveralApps(this.#state, shownPolicy(rules));
  }

  /** The same without asking for the policy: what the state alone knows. */
  get severalAppsKnown(): boolean {
    return hasSeveralApps(this.#state, null);
  }

  replace(state: State): void {
    this.#state = state;
  }

  /** @returns open releases of one app or of all, and final ones that were asked for; oldest first. */
  loadedReleases(app?: AppName): Release[] {
    return Object.values(this.#state.releases)
      .filter((release) => app === undefined || release.app === app)
      .sort((a, b) => a.app.localeCompare(b.app) || a.number - b.number);
  }

  /** The release, loaded with the state or asked for; null when there is none of that number. */
  release(app: AppName, number: ReleaseNumber): Release | null {
    const unreadable = unreadableFile(this.#state, app);
    if (unreadable) throw new AppUnreadable(app, unreadable);
    return loadedRelease(this.#state, app, number) ?? this.facts.need('release', { app, number });
  }

  environment(app: AppName, environment: EnvironmentName): EnvironmentState {
    return environmentState(this.#state, app, environment);
  }

  changeEnvironment(app: AppName, environment: EnvironmentName, change: Partial<EnvironmentState>): void {
    this.#state = withEnvironment(this.#state, app, environment, change);
  }

  changeRepository(change: Partial<RepositoryState>): void {
    this.#state = { ...this.#state, repository: { ...this.#state.repository, ...change } };
  }

  /** The repository's part as it is from now on, where something is to be left out. */
  putRepository(repository: RepositoryState): void {
    this.#state = { ...this.#state, repository };
  }

  /** What comes next of an app; kept twice, so that an app's file that is lost or an old one is noticed (invariant 13). */
  setNextNumber(app: AppName, nextNumber: ReleaseNumber): void {
    this.#state = withApp(this.#state, { ...appState(this.#state, app), nextNumber });
    this.changeRepository({ numbers: { ...this.#state.repository.numbers, [app]: nextNumber } });
  }

  /** Puts a release in, with everything derived anew. */
  putRelease(release: Release): Release {
    const derived = derive({ ...release, modifiedAt: this.now });
    const present = loadedRelease(this.#state, release.app, release.number);
    if (present && isEqual(present, derived, ['modifiedAt'])) return present;
    this.#state = withRelease(this.#state, derived);
    return derived;
  }

  changeRelease(app: AppName, number: ReleaseNumber, change: (release: Release) => Release): Release {
    const release = this.#state.releases[releaseKey(app, number)];
    if (!release) throw new Error(`release ${app}/${number} is not loaded`);
    return this.putRelease(change(release));
  }

  changeActivity(at: ActivityRef, change: (activity: Activity) => Activity): void {
    this.changeRelease(at.app, at.release, (release) => withActivity(release, at.activity, change));
  }

  changeAttempt(at: ActivityRef & { readonly attempt: number }, change: (attempt: Attempt) => Attempt): void {
    this.changeRelease(at.app, at.release, (release) => withAttempt(release, at, change));
  }

  /** @returns a new nonce. None is part of another, because GitHub's runs are looked for by text in their titles. */
  nextNonce(): string {
    this.#nonces += 1;
    return `${this.stamp.nonce}-${this.#nonces}x`;
  }

  /**
   * Owes an effect; owing it while it is owed already changes nothing but its age, and whether it is in doubt. What
   * somebody is just making is not made by a second one beside: it waits until that one has said so, or its lease is over.
   */
  owe(effect: Effect): void {
    const earlier = this.#state.repository.owed.find((each) => each.effect.id === effect.id);
    const wasTried = earlier !== undefined && mayBeDone(earlier);
    const owed: OwedEffect = {
      effect,
      turn: this.stamp.turn,
      leaseUntil: this.stamp.performs ? plus(this.now, LEASE) : null,
      since: earlier?.since ?? this.now,
      ...(wasTried ? { doubtful: true as const } : {}),
      ...(earlier && this.#isBeingMade(earlier)
        ? { leaseUntil: earlier.leaseUntil, doubtful: true as const, patient: true as const }
        : {}),
    };
    const others = this.#state.repository.owed.filter((each) => each !== earlier);
    this.changeRepository({ owed: [...others, owed] });
  }

  /** Whether another turn has it, and what comes of it first is a thing that there must be only one of. */
  #isBeingMade({ effect, turn, leaseUntil, resting, patient, doubtful }: OwedEffect): boolean {
    if (leaseUntil === null || leaseUntil <= this.now || turn === this.stamp.turn || resting) return false;
    if (patient && !doubtful) return false;
    if (effect.kind !== 'deployment' && effect.kind !== 'live-comment') return false;
    const { deployments = {}, comments = {} } =
      this.#state.releases[releaseKey(effect.app, effect.release)]?.projections ?? {};
    return effect.kind === 'deployment'
      ? own(deployments, effect.environment) === undefined
      : comments[effect.pull] === undefined;
  }

  /** Owes what can wait, because something else to be told at the same place is likely to come first. */
  oweSoon(effect: Effect): void {
    const earlier = this.#state.repository.owed.find((each) => each.effect.id === effect.id);
    // It is rendered when it is written, so that what waits already will say this as well.
    if (earlier?.patient) return;
    if (earlier) return this.owe(effect);
    this.owe(effect);
    if (!this.stamp.performs) return;
    const leaseUntil = plus(this.now, PATIENCE);
    this.changeOwed(effect.id, (owed) => ({ ...owed, leaseUntil, patient: true as const }));
  }

  /** Takes effects out of the outbox: carried out, or withdrawn. */
  disown(unwanted: (effect: Effect) => boolean): void {
    this.changeRepository({ owed: this.#state.repository.owed.filter((each) => !unwanted(each.effect)) });
  }

  /** Replaces one entry of the outbox. */
  changeOwed(id: string, change: (owed: OwedEffect) => OwedEffect): void {
    const { owed } = this.#state.repository;
    this.changeRepository({ owed: owed.map((each) => (each.effect.id === id ? change(each) : each)) });
  }
}

/** @returns whether somebody may have carried it out, or be about to. */
export function mayBeDone({ leaseUntil, resting, patient, doubtful }: OwedEffect): boolean {
  return doubtful === true || (leaseUntil !== null && !resting && !patient);
}

/** Names one activity of one release. */
export interface ActivityRef {
  readonly app: AppName;
  readonly release: ReleaseNumber;
  readonly activity: string;
}
