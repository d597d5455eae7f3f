import type { FactAnswers } from '../../src/domain/fact.ts';
import type { Attempt } from '../../src/domain/attempt.ts';
import type { Release } from '../../src/domain/release.ts';
import type { State } from '../../src/domain/state.ts';
import { plus } from '../../src/domain/instant.ts';
import type { EngineParts } from '../../src/engine/engine.ts';
import type { FactSource, SourceFactKind } from '../../src/facts/facts.ts';
import { ReporterUnavailable } from '../../src/reporter/reporter.ts';
import type { StateChange } from '../../src/store/store.ts';
import type { Process } from './process.ts';
import type { Tamper } from './workplace.ts';

/** The engine sees another state than the branch has. */
export function reading(change: (state: State) => State): Tamper {
  return ({ store }) => ({
    store: {
      ...store,
      load: async (options) => {
        const loaded = await store.load(options);
        return { ...loaded, state: change(loaded.state) };
      },
    },
  });
}

/** The engine commits something else than was decided. */
export function writing(change: (of: StateChange) => StateChange): Tamper {
  return ({ store }) => ({ store: { ...store, commit: (of) => store.commit(change(of)) } });
}

/** The engine is told something else than GitHub says. */
export function told<K extends SourceFactKind>(
  about: K,
  change: (answer: FactAnswers[K]['answer']) => FactAnswers[K]['answer'],
): Tamper {
  return ({ facts }) => ({ facts: lying(facts, about, change) });
}

function lying<K extends SourceFactKind>(
  facts: FactSource,
  about: K,
  change: (answer: FactAnswers[K]['answer']) => FactAnswers[K]['answer'],
): FactSource {
  return {
    ...facts,
    answer: async (kind, question) => {
      const answer = await facts.answer(kind, question);
      const name: string = kind;
      const isMeant = name === about;
      return isMeant ? change(answer) : answer;
    },
  };
}

/** Only some processes are wrong. */
export function only(name: RegExp, tamper: Tamper): Tamper {
  return (parts, process, bench) => (name.test(process.name) ? tamper(parts, process, bench) : {});
}

/** A store that takes the runner's clock, ten minutes fast, for GitHub's. */
export const fastClock: Tamper = ({ store }) => ({
  store: {
    ...store,
    load: async (options) => {
      const loaded = await store.load(options);
      return { ...loaded, now: plus(loaded.now, 600) };
    },
  },
});

/** A store that puts its commit on whatever is the head. */
export const blindStore: Tamper = ({ store }) => ({
  store: {
    ...store,
    commit: async (change) => {
      const { head } = await store.load();
      return store.commit({ ...change, expected: head });
    },
  },
});

/** A store that shows jobs the branch as it was before they were sent, and says that it is the newest. */
export const staleReads: Tamper = only(
  /^claim/,
  reading((state) => ({ ...state, apps: {}, releases: {} })),
);

/** What somebody has is free for everybody. */
export const noLease: Tamper = reading((state) => {
  const owed = state.repository.owed.map(({ doubtful: _, ...each }) => ({ ...each, leaseUntil: null }));
  return { ...state, repository: { ...state.repository, owed } };
});

/** Every run that comes finds its attempt waiting for it. */
export const openFence: Tamper = only(
  /^claim/,
  reading((state) => ({
    ...state,
    releases: mapAttempts(state.releases, ({ admitted: _, run: _run, ...attempt }) => ({
      ...attempt,
      status: 'running',
    })),
  })),
);

function mapAttempts(releases: State['releases'], change: (attempt: Attempt) => Attempt): State['releases'] {
  const changed = (release: Release): Release => ({
    ...release,
    phases: release.phases.map((phase) => ({
      ...phase,
      activities: phase.activities.map((activity) => ({
        ...activity,
        attempts: activity.attempts.map(change),
      })),
    })),
  });
  return Object.fromEntries(Object.entries(releases).map(([key, release]) => [key, changed(release)]));
}

/** A lock is noted, and what is owed goes out all the same. */
export const idleLock: Tamper = writing((change) => {
  const { before, after } = change;
  const isLocked = (state: State): boolean =>
    Object.values(state.apps).some(({ environments }) =>
      Object.values(environments).some(({ lock }) => lock),
    );
  if (isLocked(before) || !isLocked(after)) return change;
  return { ...change, after: { ...after, releases: before.releases, repository: before.repository } };
});

/** A reporter that says it has written. */
export const silentReporter: Tamper = ({ reporter }) => ({
  reporter: {
    ...reporter,
    show: async (effect, head, doubtful) =>
      effect.kind === 'status'
        ? { kind: 'written', digest: 'done', ref: null }
        : reporter.show(effect, head, doubtful),
  },
});

/** A reporter that never gets through with a status. */
export const deafGitHub: Tamper = ({ reporter }) => ({
  reporter: {
    ...reporter,
    show: (effect, head, doubtful) =>
      effect.kind === 'status'
        ? Promise.reject(new ReporterUnavailable('GitHub answered 502'))
        : reporter.show(effect, head, doubtful),
  },
});

/** A reporter that answers everybody twice. */
export const secondReply: Tamper = ({ reporter }) => ({
  reporter: {
    ...reporter,
    show: async (effect, head, doubtful) => {
      if (effect.kind === 'reply') await reporter.show(effect, head, false);
      return reporter.show(effect, head, doubtful && effect.kind !== 'reply');
    },
  },
});

/** A store that says it has committed, and has not. */
export const lostCommits: Tamper = ({ store }) => ({
  store: {
    ...store,
    commit: (change) =>
      change.after.outcomes === change.before.outcomes
        ? store.commit(change)
        : Promise.resolve({ kind: 'committed', head: 'f'.repeat(40), now: change.after.meta.at }),
  },
});

/** Whoever is answered is told that it has begun. */
export const thankful: Tamper = ({ reporter }) => ({
  reporter: {
    ...reporter,
    show: (effect, head, doubtful) => {
      const outcomes = head.state.outcomes.map(({ answer, ...each }) => ({
        ...each,
        answer: { ...answer, kind: 'done' as const, code: 'promoted' as const },
      }));
      return reporter.show(effect, { ...head, state: { ...head.state, outcomes } }, doubtful);
    },
  },
});

/** Nobody looks what people have written. */
export const deafSweep: Tamper = ({ facts }) => ({
  facts: { ...facts, commentsSince: () => Promise.resolve([]) },
});

/** A store in which others are always faster. */
export const busyBranch: Tamper = ({ store }) => ({
  store: { ...store, commit: () => Promise.resolve({ kind: 'conflict' }) },
});

/** A runner that starts things minutes after it was told to, whatever has become of the branch since. */
export const slowRunner: Tamper = ({ runner, wait }) => ({
  runner: {
    ...runner,
    start: async (order) => {
      await wait(4 * 60_000);
      return runner.start(order);
    },
  },
});

/** Whatever waits does not say what for. */
export const nameless: Tamper = writing((change) => ({
  ...change,
  after: {
    ...change.after,
    releases: mapAttempts(change.after.releases, ({ waiting: _, ...attempt }) => attempt),
  },
}));

/** A run that is over is still taken for alive. */
export const undyingRuns: Tamper = told(
  'run',
  (run) => run && { ...run, status: 'in-progress', conclusion: null },
);

/** Whatever was answered is forgotten. */
export const shortMemory: Tamper = reading((state) => ({ ...state, outcomes: [] }));

/** When a comment was written does not matter. */
export const timelessComments: Tamper = () => ({
  hear: (input) => (input.kind === 'command' ? { ...input, writtenAt: '2099-01-01T00:00:00Z' } : input),
});

/** The config is another than the default branch has. */
export function policyFrom(text: string): Tamper {
  return ({ facts }: EngineParts) => ({
    facts: {
      answer: (kind, question) => facts.answer(kind, question),
      commentsSince: (since) => facts.commentsSince(since),
      policySourceAt: (sha) => facts.policySourceAt(sha),
      policySource: async () => {
        const source = await facts.policySource();
        return { ...source, config: { path: '.github/signalbox.yml', text } };
      },
    },
  });
}

/** Numbers are skipped. */
export const skippingNumbers: Tamper = writing((change) => {
  const apps = Object.entries(change.after.apps).map(([name, app]) => {
    const isNew = app.nextNumber !== (change.before.apps[name]?.nextNumber ?? 1);
    return [name, isNew ? { ...app, nextNumber: app.nextNumber + 1 } : app] as const;
  });
  return { ...change, after: { ...change.after, apps: Object.fromEntries(apps) } };
});

/** What waits does not say what for. */
export const wordlessAnswers: Tamper = () => ({
  say: (answer) =>
    answer === null ? null : { ...answer, detail: { ...answer.detail, release: 'undefined' } },
});

/** Somebody else's words go into a commit as they are. */
export const rawCommits: Tamper = writing((change) => ({
  ...change,
  message: { ...change.message, headline: `${change.message.headline} for @everyone` },
}));

/** An App that opens the state branch of one repository for all that it tends. */
export function oneBranchForAll(): Tamper {
  const opened = new Map<Process, EngineParts['store']>();
  return ({ store }, process) => {
    const first = opened.get(process) ?? store;
    opened.set(process, first);
    return { store: first };
  };
}

/** An App in which every repository waits until the commit of another has gone through. */
export function oneAtATime(): Tamper {
  const queues = new Map<Process, Promise<unknown>>();
  return ({ store }, process) => ({
    store: {
      ...store,
      commit: (change) => {
        const turn = (queues.get(process) ?? Promise.resolve()).then(() => store.commit(change));
        queues.set(
          process,
          turn.catch(() => undefined),
        );
        return turn;
      },
    },
  });
}
