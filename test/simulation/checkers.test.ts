import { describe, expect, test } from 'vitest';
import {
  blindStore,
  busyBranch,
  deafGitHub,
  deafSweep,
  fastClock,
  idleLock,
  lostCommits,
  nameless,
  noLease,
  oneAtATime,
  oneBranchForAll,
  openFence,
  policyFrom,
  rawCommits,
  secondReply,
  shortMemory,
  silentReporter,
  skippingNumbers,
  slowRunner,
  staleReads,
  thankful,
  timelessComments,
  told,
  undyingRuns,
  wordlessAnswers,
} from './broken.ts';
import { ALL_CHECKERS } from './invariants/all.ts';
import { judge } from './judge.ts';
import type { Setup } from './setup.ts';
import { configText, PLAIN } from './setup.ts';
import type { Happening, Step } from './steps.ts';
import type { Tamper } from './workplace.ts';

const CAFE: Setup = { ...PLAIN, seed: 2, name: 'cafe', number: 2, apps: ['cafe'] };
const SECOND = 1000;
const MINUTE = 60 * SECOND;

const then = (gap: number, happening: Happening): Step => ({ gap, at: 'shop', ...happening });
const push = (gap: number, check: (Happening & { do: 'push' })['check'] = 'success'): Step =>
  then(gap, { do: 'push', who: 'alice', in: 'shop', merges: false, check });
const say = (gap: number, text: string): Step => then(gap, { do: 'say', who: 'mona', text, onPull: false });
const wait = (gap: number): Step => then(gap, { do: 'wait' });

interface Broken {
  readonly invariant: RegExp;
  readonly what: string;
  /** What the checker says, where it looks at several things. */
  readonly says?: RegExp;
  readonly tamper: Tamper;
  readonly steps: readonly Step[];
  readonly setup?: Partial<Setup>;
  /** Repositories besides the one. */
  readonly others?: readonly Setup[];
}

const BROKEN: readonly Broken[] = [
  { invariant: /^1 /, what: 'a runner’s clock, ten minutes fast', tamper: fastClock, steps: [push(MINUTE)] },
  {
    invariant: /^2 /,
    what: 'a commit that does not look at the head',
    tamper: blindStore,
    steps: [push(200), push(0), push(200), say(0, '/status'), say(0, '/lock eu'), say(MINUTE, '/lock us')],
  },
  {
    invariant: /^2 /,
    what: 'a refusal that rests on what was read before',
    tamper: staleReads,
    steps: [push(2 * MINUTE)],
  },
  {
    invariant: /^2 /,
    what: 'an answer whose commit nobody made',
    says: /which is not in the branch/,
    tamper: lostCommits,
    steps: [push(MINUTE), say(MINUTE, '/hold v1')],
  },
  {
    invariant: /^2 /,
    what: 'a 🚀 for what was refused',
    says: /was told that it is done/,
    tamper: thankful,
    steps: [push(10 * MINUTE), say(MINUTE, '/rollback'), push(MINUTE)],
  },
  {
    invariant: /^3 /,
    what: 'a lease that is ignored',
    tamper: noLease,
    steps: [then(0, { do: 'fault', on: 'dispatch', how: 'slow', skip: 0 }), push(2 * MINUTE)],
  },
  {
    invariant: /^4 /,
    what: 'a fence that admits everybody',
    tamper: openFence,
    steps: [
      then(0, { do: 'plan-run', plan: 'queued' }),
      then(0, { do: 'fault', on: 'dispatch', how: 'stale', skip: 0 }),
      push(15 * MINUTE),
      wait(2 * 60 * MINUTE),
    ],
  },
  {
    invariant: /^5 /,
    what: 'a run that is taken for dead while it works',
    tamper: told('run', (run) => run && { ...run, status: 'completed', conclusion: 'failure' }),
    steps: [then(0, { do: 'plan-run', plan: 'hang' }), push(20 * MINUTE)],
  },
  {
    invariant: /^5 /,
    what: 'a dead run that is taken for alive',
    says: /is over$/,
    tamper: undyingRuns,
    steps: [
      then(0, { do: 'plan-run', plan: 'die' }),
      then(0, { do: 'webhook-fault', on: 'workflow_run', how: 'lost', skip: 0 }),
      push(20 * MINUTE),
    ],
  },
  {
    invariant: /^6 /,
    what: 'a lock that withdraws nothing',
    tamper: idleLock,
    steps: [
      ...[1, 0, 0, 0, 0, 0].map((skip) => then(0, { do: 'fault', on: 'dispatch', how: 'limited', skip })),
      push(3 * MINUTE),
      say(MINUTE, '/lock staging'),
    ],
  },
  {
    invariant: /^7 /,
    what: 'a history in which everything lies ahead',
    tamper: told('ancestry', () => 'ahead'),
    steps: [push(10 * MINUTE), then(10 * MINUTE, { do: 'force-push', back: 1 })],
  },
  {
    invariant: /^8 /,
    what: 'a reporter that only says it has written',
    tamper: silentReporter,
    steps: [push(5 * MINUTE)],
  },
  {
    invariant: /^9 /,
    what: 'a memory that forgets its answers',
    tamper: shortMemory,
    steps: [
      push(10 * SECOND),
      then(0, { do: 'webhook-fault', on: 'issue_comment', how: 'doubled', skip: 0 }),
      say(2 * MINUTE, '/hold v1'),
    ],
  },
  {
    invariant: /^9 /,
    what: 'an answer that is given twice',
    says: /got 2 replies/,
    tamper: secondReply,
    steps: [push(MINUTE), say(MINUTE, '/hold v1')],
  },
  {
    invariant: /^9 /,
    what: 'a branch on which others are always faster',
    says: /nothing ever came of anything/,
    tamper: busyBranch,
    steps: [push(MINUTE)],
  },
  {
    invariant: /^10 /,
    what: 'comments that are always new',
    tamper: timelessComments,
    steps: [
      push(MINUTE),
      then(0, { do: 'webhook-fault', on: 'issue_comment', how: 'late', skip: 0 }),
      say(2 * SECOND, '/release --force'),
      push(10 * MINUTE),
    ],
  },
  {
    invariant: /^11 /,
    what: 'a config from a branch that nobody has merged',
    tamper: policyFrom(configText(PLAIN, 'evil') ?? ''),
    steps: [push(10 * MINUTE)],
  },
  {
    invariant: /^12 /,
    what: 'checks that are always green',
    tamper: told('checks', () => ({
      status: 'ok',
      checks: [{ name: 'ci/test', app: null, state: 'success', url: null, run: null }],
    })),
    setup: { gated: true },
    steps: [push(15 * MINUTE, 'failure')],
  },
  {
    invariant: /^12 /,
    what: 'a start when the branch is gone',
    says: /from a branch that nobody can vouch for/,
    tamper: slowRunner,
    steps: [push(40 * MINUTE), push(30 * SECOND), then(20 * MINUTE, { do: 'damage', how: 'gone' })],
  },
  {
    invariant: /^12 /,
    what: 'a /repair that nobody finds',
    says: /whatever an administrator said/,
    tamper: deafSweep,
    steps: [push(20 * MINUTE), then(MINUTE, { do: 'damage', how: 'syntax' })],
  },
  { invariant: /^13 /, what: 'numbers that are skipped', tamper: skippingNumbers, steps: [push(MINUTE)] },
  {
    invariant: /^13 /,
    what: 'what waits for it does not know what',
    says: /waits for nothing/,
    tamper: nameless,
    setup: { gated: true },
    steps: [push(10 * MINUTE, 'pending')],
  },
  {
    invariant: /^13 /,
    what: 'what is owed for ever',
    says: /stays owed/,
    tamper: deafGitHub,
    steps: [push(MINUTE)],
  },
  {
    invariant: /^13 /,
    what: 'a deadline that nobody lives to see',
    says: /still waits for checks/,
    tamper: policyFrom((configText({ ...PLAIN, gated: true }, 'base') ?? '').replaceAll('6h', '30d')),
    setup: { gated: true },
    steps: [push(10 * MINUTE, 'pending')],
  },
  {
    invariant: /^14 /,
    what: 'an answer without its words',
    tamper: wordlessAnswers,
    steps: [push(MINUTE), say(MINUTE, '/hold v1')],
  },
  {
    invariant: /^15 /,
    what: 'words of others in a commit, as they are',
    tamper: rawCommits,
    steps: [push(MINUTE)],
  },
  {
    invariant: /^one repository/,
    what: 'an App that opens one branch for all',
    tamper: oneBranchForAll(),
    others: [CAFE],
    steps: [push(MINUTE), { ...push(MINUTE), at: 'cafe' }],
  },
  {
    invariant: /^one repository/,
    what: 'an App in which one repository waits for another',
    tamper: oneAtATime(),
    others: [CAFE],
    steps: [
      then(0, { do: 'fault', on: 'commit', how: 'late', skip: 0 }),
      { ...push(0), at: 'cafe' },
      push(MINUTE),
    ],
  },
];

const judged = ({ steps, setup, others = [] }: Broken, tamper?: Tamper) => {
  const repositories = [{ ...PLAIN, ...setup }, ...others];
  return judge({ seed: 1, replicas: 3, repositories }, steps, tamper ? { tamper } : {});
};

describe('the checkers bite', () => {
  test.each(BROKEN)('$invariant: $what', async (broken) => {
    const { violation } = await judged(broken, broken.tamper);
    expect(violation?.invariant ?? 'nothing was noticed', violation?.what).toMatch(broken.invariant);
    expect(violation?.what).toMatch(broken.says ?? /./);
  });

  test.each(BROKEN)('and nothing else makes $invariant fail: $what', async (broken) => {
    expect((await judged(broken)).violation).toBeNull();
  });

  test('every checker has an engine that it catches', () => {
    const bitten = new Set(BROKEN.map(({ invariant }) => invariant.source));
    expect(bitten.size).toBe(ALL_CHECKERS.length);
  });
});
