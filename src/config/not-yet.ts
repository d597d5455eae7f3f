import type { Path } from './sheet.ts';

/** A deploy is written on the phase or in its list; what is not built yet is the same. */
const DEPLOY_KEYS = [
  ...['needs', 'if', 'when', 'optional', 'critical'],
  ...['on-failure', 'retries', 'max-parallel', 'verify', 'order'],
];

/**
 * Keys that the grammar knows and this version does not build. They are refused, not skipped: a gate that is written
 * and not kept would be worse than none (invariant 12). Sections are paths with `*` for names and places in lists.
 */
const NOT_YET: Readonly<Record<string, readonly string[]>> = {
  '': [
    ...['freezes', 'schedules', 'groups', 'vars', 'resources', 'notifications', 'webhooks', 'retention'],
    ...['calendar', 'state-branch', 'extends', 'hooks', 'owners', 'mask'],
  ],
  'apps.*': [
    ...[
      'schedule',
      'depends-on',
      'ignore',
      'owner',
      'owners',
      'vars',
      'inputs',
      'resources',
      'version',
      'tags',
    ],
    ...['retention', 'rollback', 'mask', 'name-template', 'review'],
  ],
  'apps.*.release-on': ['schedule', 'pull-request', 'checks', 'vars', 'label'],
  'environments.*': [
    ...['freezes', 'windows', 'window', 'schedule', 'on-failure', 'verify', 'rollback', 'prune', 'transient'],
    ...['owner', 'owners', 'vars', 'max-parallel', 'protect', 'hooks', 'promote'],
  ],
  'environments.*.gates': ['approvals', 'soak', 'window', 'windows', 'freezes', 'verify'],
  'processes.*': ['inputs', 'vars', 'owner', 'rollback', 'max-parallel', 'on-failure', 'groups', 'extends'],
  'processes.*.phases.*': [
    ...[
      'needs',
      'owner',
      'owners',
      'if',
      'when',
      'optional',
      'critical',
      'on-failure',
      'max-parallel',
      'rollback',
    ],
    ...['schedule', 'window', 'approval', 'process', 'retries', 'runbook', 'escalation', 'activate'],
  ],
  'processes.*.phases.*.gates': ['approvals', 'soak', 'window', 'windows', 'freezes', 'verify'],
  'processes.*.phases.*.activities.*': [
    ...[
      'needs',
      'approval',
      'process',
      'if',
      'when',
      'optional',
      'critical',
      'on-failure',
      'retries',
      'runbook',
    ],
    ...['escalation', 'owner', 'gates', 'verify', 'retryable', 'ignorable'],
  ],
  'processes.*.phases.*.deploy': DEPLOY_KEYS,
  'processes.*.phases.*.activities.*.deploy': DEPLOY_KEYS,
  defaults: ['approval-deadline', 'input-deadline', 'on-failure', 'retries', 'inputs'],
  commands: ['prefix', 'names', 'roles'],
};

/** Values of known keys that are not built either. */
const VALUES_NOT_YET: Readonly<Record<string, readonly string[]>> = { 'apps.*.activate': ['scheduled'] };

const DEPLOY_WORDS: Readonly<Record<string, string>> = {
  workflow: '"up"',
  environment: '"to"',
  environments: '"to"',
  deadline: 'the deadline of a deploy at its environment',
};

/** What people write who know it from elsewhere, and what it is called here. */
const CALLED_HERE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '': { version: '"signalbox: 1"', app: '"apps"', components: '"apps"' },
  'apps.*': {
    branches: '"release-on: { push: [...] }"',
    on: '"release-on"',
    push: '"release-on"',
    tag: '"release-on"',
  },
  'apps.*.release-on': { branch: '"push"', branches: '"push"' },
  'environments.*': {
    checks: '"gates: { checks: [...] }"',
    'checks-deadline': '"gates: { checks-deadline: … }"',
    timeout: '"deadline"',
    workflow: '"deploy: { to: …, up: … }" in a process',
    type: '"attributes: { type: … }"',
  },
  'processes.*.phases.*': {
    checks: '"gates: { checks: [...] }"',
    timeout: '"deadline"',
    steps: '"activities"',
  },
  'processes.*.phases.*.deploy': DEPLOY_WORDS,
  'processes.*.phases.*.activities.*.deploy': DEPLOY_WORDS,
  'processes.*.phases.*.activities.*': {
    timeout: '"deadline"',
    name: '"task: <name>"',
    up: '"deploy: { up: … }"',
  },
};

/** @returns whether this section knows the key without building it. */
export function isKeyNotYet(section: Path, key: string): boolean {
  return NOT_YET[sectionKey(section)]?.includes(key) ?? false;
}

/** @returns whether this value of a known key is not built. */
export function isValueNotYet(path: Path, value: unknown): boolean {
  return typeof value === 'string' && (VALUES_NOT_YET[sectionKey(path)]?.includes(value) ?? false);
}

/** @returns what the key is called here, to be put after "write"; null when nothing is known about it. */
export function calledHere(section: Path, key: string): string | null {
  const words = CALLED_HERE[sectionKey(section)];
  return words !== undefined && Object.hasOwn(words, key) ? (words[key] ?? null) : null;
}

/** The names below these three sections are the user's; all other steps are words of the grammar. */
function sectionKey(path: Path): string {
  return path
    .map((step, index) => {
      const named = index === 1 && ['apps', 'environments', 'processes'].includes(String(path[0]));
      return named || typeof step === 'number' ? '*' : step;
    })
    .join('.');
}
