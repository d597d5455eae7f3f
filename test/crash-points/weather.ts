import { setTimeout as wait } from 'node:timers/promises';
import { STATE_BRANCH } from '../../src/domain/state.ts';
import type { FaultHandle, RequestFault } from '../../src/sandbox/faults.ts';
import type { Front } from '../../src/sandbox/play/stage-at-work.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import { CallNames, entryOf } from './calls.ts';
import type { StoryWorld } from './story-world.ts';

/** Bad weather: what GitHub, or the way to it, does while a story is played. */
export interface Weather {
  readonly name: string;
  readonly fronts: readonly Front[];
  /** Nobody hears of a first push, of which sweeps do not know either: people tell of it again. */
  readonly isDeaf?: true;
  /** Lines of the end that say what was read in this weather, and so may differ. */
  readonly mayDiffer?: RegExp;
  /** Brings it about. @returns what can be asked how often it struck, and be ended. */
  readonly rise: (world: StoryWorld) => readonly FaultHandle[];
}

const BOTH: readonly Front[] = ['app', 'action'];
const FOREVER = { times: 100_000 };
const all = (): boolean => true;

/** Each fault of the sandbox; every one hits each kind of call once, or everything of its kind. */
export const WEATHERS: readonly Weather[] = [
  {
    name: 'webhooks are lost',
    fronts: ['app'],
    isDeaf: true,
    rise: ({ sandbox }) => [sandbox.faults.delivery(all, { kind: 'lose' }, FOREVER)],
  },
  {
    name: 'webhooks come twice',
    fronts: ['app'],
    rise: ({ sandbox }) => [sandbox.faults.delivery(all, { kind: 'double' }, FOREVER)],
  },
  {
    name: 'webhooks come late',
    fronts: ['app'],
    rise: ({ sandbox }) => [sandbox.faults.delivery(all, { kind: 'delay', milliseconds: 3_000 }, FOREVER)],
  },
  {
    name: 'webhooks come late and the wrong way round',
    fronts: ['app'],
    rise: keptBack,
  },
  {
    name: '503 instead of acting, once for each kind of call',
    fronts: BOTH,
    rise: (world) => onceForEachKind(world, { kind: 'answer', status: 503 }),
  },
  {
    name: '502 after acting, once for each kind of call',
    fronts: BOTH,
    rise: (world) => onceForEachKind(world, { kind: 'act-then-answer', status: 502 }),
  },
  {
    name: 'the connection breaks before GitHub acts, once for each kind of call',
    fronts: BOTH,
    rise: (world) => onceForEachKind(world, { kind: 'cut', acted: false }),
  },
  {
    name: 'the connection breaks after GitHub acted, once for each kind of call',
    fronts: BOTH,
    rise: (world) => onceForEachKind(world, { kind: 'cut', acted: true }),
  },
  {
    name: 'every first answer of a kind takes two seconds',
    fronts: BOTH,
    rise: (world) => onceForEachKind(world, { kind: 'interpose', act: () => wait(2_000) }),
  },
  {
    name: 'the secondary limit, once for each kind of call',
    fronts: BOTH,
    rise: (world) => onceForEachKind(world, { kind: 'secondary-limit', retryAfterSeconds: 1 }),
  },
  {
    name: 'heads that are read are old',
    fronts: BOTH,
    // The commit that the policy was read from is recorded; the one before says the same.
    mayDiffer: /policySha:|repository\.json policy\.sha:/,
    rise: ({ sandbox, stage }) => [
      sandbox.faults.lagRef(stage.name, `refs/heads/${STATE_BRANCH}`, 6),
      sandbox.faults.lagRef(stage.name, 'refs/heads/main', 2),
    ],
  },
  {
    name: 'lists of runs lag, and the dispatch is not answered',
    fronts: BOTH,
    rise: ({ sandbox, stage }) => [
      sandbox.faults.lagRuns(stage.name, 5),
      sandbox.faults.request(({ path }) => path.endsWith('/dispatches'), { kind: 'cut', acted: true }),
    ],
  },
];

function keptBack({ sandbox }: StoryWorld): readonly FaultHandle[] {
  const kept = sandbox.faults.delivery(all, { kind: 'keep', reversed: true }, FOREVER);
  void wait(5_000).then(() => kept.remove());
  return [kept];
}

function onceForEachKind(world: StoryWorld, fault: RequestFault): readonly FaultHandle[] {
  const names = new CallNames(world);
  const judged = new Set<LoggedRequest>();
  const isFirst = (request: LoggedRequest): boolean => {
    if (judged.has(request)) return false;
    judged.add(request);
    return names.next(request)?.nth === 1;
  };
  return [
    world.sandbox.faults.request(
      (view) => {
        const entry = entryOf(world, view);
        return entry !== null && isFirst(entry);
      },
      fault,
      FOREVER,
    ),
  ];
}
