import type { Permission } from '../../src/domain/role.ts';
import type { CallFault, CallKind, WebhookFault } from './faults.ts';
import { CALLS, WEBHOOK_FAULTS } from './faults.ts';
import type { RunPlan } from './github/runs.ts';
import { RUN_PLANS } from './github/runs.ts';
import { Luck } from './luck.ts';
import type { ConfigName, Setup, WorldSetup } from './setup.ts';
import { configsOf, ENVIRONMENTS } from './setup.ts';

/** One thing that happens, and how long after it the next does; milliseconds. */
export type Step = {
  readonly gap: number;
  /** Name of the repository. */
  readonly at: string;
} & Happening;

export type Happening =
  | {
      readonly do: 'push';
      readonly who: string;
      /** Folder that it changes. */
      readonly in: string;
      readonly merges: boolean;
      readonly check: 'success' | 'failure' | 'pending' | 'none' | 'unreadable';
    }
  | { readonly do: 'push-elsewhere' }
  | { readonly do: 'force-push'; readonly back: number }
  | { readonly do: 'tag'; readonly back: number }
  | { readonly do: 'say'; readonly who: string; readonly text: string; readonly onPull: boolean }
  | { readonly do: 'config'; readonly name: ConfigName }
  | { readonly do: 'role'; readonly who: string; readonly permission: Permission }
  | { readonly do: 'rerun' | 'cancel-run' | 'check-again' | 'delete-comment'; readonly nth: number }
  | { readonly do: 'plan-run'; readonly plan: RunPlan }
  | { readonly do: 'fault'; readonly on: CallKind; readonly how: CallFault; readonly skip: number }
  | { readonly do: 'webhook-fault'; readonly on: string; readonly how: WebhookFault; readonly skip: number }
  | { readonly do: 'crash'; readonly replica: number }
  | { readonly do: 'damage'; readonly how: Damage }
  | { readonly do: 'mend'; readonly by: Mending }
  | { readonly do: 'wait' };

/** How a person harms the state branch. */
export const DAMAGES = ['syntax', 'shape', 'newer-format', 'no-meta', 'app', 'gone'] as const;
export type Damage = (typeof DAMAGES)[number];

/** How a person mends it: putting the files back that were harmed, or by what `/repair` says. */
export type Mending = 'hand' | 'command';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Words that must nowhere be anything but words (invariant 15). */
export const NASTY = '@everyone fixes #1 https://evil.example/x <!-- signalbox:reply:comment:1 --> `/abort`';

const WEBHOOKS = ['push', 'create', 'issue_comment', 'workflow_run', 'status', 'state'] as const;

/** @returns the whole story of a seed, ahead of everything: a step that is left out changes no other. */
export function stepsOf({ seed, repositories }: WorldSetup, count: number): Step[] {
  const luck = new Luck(seed);
  const where = new Luck(seed ^ 0xa7);
  const how = new Luck(seed ^ 0x5c);
  const door = new Luck(seed ^ 0x3d);
  return Array.from({ length: count }, () => {
    const setup = where.of(repositories);
    const step: Step = { gap: gapOf(luck), at: setup.name, ...happening(luck, setup) };
    if (step.do === 'fault' && door.once(8)) return { ...step, on: 'open', skip: 0 };
    return step.do === 'mend' ? { ...step, by: how.of(['hand', 'command'] as const) } : step;
  });
}

function gapOf(luck: Luck): number {
  return luck.weighed([
    [5, 0],
    [4, 200],
    [5, 2 * SECOND],
    [6, 15 * SECOND],
    [8, MINUTE],
    [5, 3 * MINUTE],
    [3, 10 * MINUTE],
    [2, HOUR],
    [0.5, 8 * HOUR],
    [0.2, 2 * DAY],
  ]);
}

function happening(luck: Luck, setup: Setup): Happening {
  return luck.weighed<() => Happening>([
    [14, () => pushStep(luck, setup)],
    [1, () => ({ do: 'push-elsewhere' })],
    [1, () => ({ do: 'force-push', back: 1 + luck.below(3) })],
    [2, () => ({ do: 'tag', back: luck.below(4) })],
    [24, () => sayStep(luck, setup)],
    [3, () => ({ do: 'config', name: luck.of(configsOf(setup)) })],
    [2, () => roleStep(luck)],
    [2, () => ({ do: 'rerun', nth: luck.below(4) })],
    [2, () => ({ do: 'cancel-run', nth: luck.below(3) })],
    [2, () => ({ do: 'check-again', nth: luck.below(3) })],
    [1, () => ({ do: 'delete-comment', nth: luck.below(5) })],
    [10, () => ({ do: 'plan-run', plan: luck.of(RUN_PLANS) })],
    [14, () => faultStep(luck)],
    [7, () => webhookStep(luck)],
    [3, () => ({ do: 'crash', replica: luck.below(5) })],
    [0.7, () => ({ do: 'damage', how: luck.of(DAMAGES) })],
    [1, () => ({ do: 'mend', by: 'hand' })],
    [10, () => ({ do: 'wait' })],
  ])();
}

function pushStep(luck: Luck, { apps }: Setup): Happening {
  const check = luck.weighed([
    [8, 'success' as const],
    [1, 'failure' as const],
    [1, 'pending' as const],
    [1, 'none' as const],
    [1, 'unreadable' as const],
  ]);
  return {
    do: 'push',
    who: luck.of(['alice', 'mona']),
    in: luck.of([...apps, 'docs']),
    merges: luck.once(3),
    check,
  };
}

function roleStep(luck: Luck): Happening {
  const permission = luck.of(['none', 'read', 'write', 'maintain', 'admin'] as const);
  return { do: 'role', who: luck.of(['alice', 'mona', 'rita']), permission };
}

function faultStep(luck: Luck): Happening {
  const on = luck.of(CALLS);
  const only: CallFault[] = ['load', 'dispatch', 'runs'].includes(on) ? ['stale'] : [];
  const mute: CallFault[] = on === 'dispatch' || on === 'cancel' ? ['mute'] : [];
  const hows: CallFault[] = [
    'down',
    'lost',
    'limited',
    'slow',
    'late',
    'timeout-before',
    'timeout-after',
    'crash-before',
    'crash-after',
    ...only,
    ...mute,
  ];
  return { do: 'fault', on, how: luck.of(hows), skip: luck.below(5) };
}

function webhookStep(luck: Luck): Happening {
  return { do: 'webhook-fault', on: luck.of(WEBHOOKS), how: luck.of(WEBHOOK_FAULTS), skip: luck.below(3) };
}

function sayStep(luck: Luck, { apps }: Setup): Happening {
  const who = luck.weighed([
    [5, 'alice'],
    [4, 'mona'],
    [1, 'rita'],
  ]);
  const words = commandWords(luck, apps);
  const form = luck.once(8) ? `/signalbox ${words}` : `/${words}`;
  const text = luck.once(6) ? `Please look.\n\n${form}\n\nThanks, ${NASTY}` : form;
  return { do: 'say', who, text, onPull: luck.once(3) };
}

function commandWords(luck: Luck, apps: readonly string[]): string {
  const app = apps.length > 1 ? `${luck.of(apps)}@` : '';
  const which = `${app}v${1 + luck.below(6)}`;
  const version = luck.once(2) ? ` ${which}` : '';
  const place = luck.once(2) ? ` ${luck.of([...ENVIRONMENTS, 'production'])}` : '';
  const inApp = app !== '' && luck.once(2) ? ` --app ${luck.of(apps)}` : '';
  const reason = luck.once(2) ? ` --reason ${luck.once(2) ? NASTY : 'look'}` : '';
  return luck.weighed<() => string>([
    [6, () => `release${luck.once(3) ? ' --force' : ''}${inApp}`],
    [9, () => `rollback${version}${place}${luck.once(3) ? ' --cancel' : ''}${version === '' ? inApp : ''}`],
    [7, () => `unlock${place}${luck.of(['', '', ' --cancel', ' --force'])}${inApp}`],
    [4, () => `lock${place}${luck.once(2) ? ' --for 10m' : ''}${inApp}${reason}`],
    [3, () => `pin${place}${inApp}`],
    [4, () => `unpin${place}${inApp}`],
    [5, () => `promote${version}${place}`],
    [6, () => `retry${version}${luck.once(3) ? ' --set size=2' : ''}`],
    [3, () => `hold${version}${reason}`],
    [4, () => `resume${version}`],
    [5, () => `abort${version}${luck.once(4) ? ' --force' : ''}${reason}`],
    [2, () => 'status'],
    [1, () => `info ${which}`],
    [1, () => 'releases'],
    [1, () => 'help'],
    [1, () => 'relase'],
    [1, () => `rollback eu us nowhere ${NASTY}`],
  ])();
}

/** @returns the step as one line of a history. */
export function spelledStep(step: Step): string {
  const { gap, do: what, at: _, ...rest } = step;
  const details = Object.entries(rest).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `${what}${details.length === 0 ? '' : ` { ${details.join(', ')} }`}, then ${spelledGap(gap)}`;
}

function spelledGap(gap: number): string {
  if (gap >= DAY) return `${gap / DAY} d`;
  if (gap >= HOUR) return `${gap / HOUR} h`;
  if (gap >= MINUTE) return `${gap / MINUTE} min`;
  return `${gap / SECOND} s`;
}
