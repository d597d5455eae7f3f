/** What a workflow may hand to the step. `action.yml` declares the same names; a test holds both against each other. */
export const INPUTS = [
  'token',
  'command',
  'signalbox',
  'report',
  'job-status',
  'outputs',
  'team-token',
  'workflow',
] as const;

/** What later steps may read of it. */
export const OUTPUTS = ['result', 'release', 'status', 'reason', 'environment', 'sha', 'inputs'] as const;

export type InputName = (typeof INPUTS)[number];
export type OutputName = (typeof OUTPUTS)[number];

/** Reads one input; empty when it was left out. */
export type ReadInput = (name: InputName) => string;
