import { z } from 'zod';
import { durationSchema } from './durations.ts';
import { MAX_ENTRIES } from './entries.ts';
import { attributesSchema } from './environments.ts';
import { phaseGatesSchema } from './gates.ts';
import { inputsSchema } from './inputs.ts';
import { nameSchema, workflowFileSchema } from './names.ts';

/** Nobody walks through more; and each is looked at in every decision. */
export const MAX_PHASES = 50;

const toSchema = z
  .union([
    nameSchema,
    z.array(nameSchema).min(1).max(MAX_ENTRIES),
    attributesSchema.refine((attributes) => Object.keys(attributes).length > 0, {
      error: 'needs at least one attribute; name environments in a list to mean particular ones',
    }),
  ])
  .describe('An environment, a list of them, or attributes that they must have.');

export const deploySchema = z.strictObject({
  name: nameSchema
    .optional()
    .describe(
      'Needed where a process deploys twice to one environment: activities are then <name>-<environment>.',
    ),
  to: toSchema,
  up: workflowFileSchema.describe('Workflow that deploys.'),
  down: workflowFileSchema.optional().describe('Workflow that takes the deployment away.'),
  inputs: inputsSchema.optional(),
});

export const activitySchema = z.strictObject({
  task: nameSchema.optional().describe('Name of a task: work without an environment.'),
  workflow: workflowFileSchema.optional().describe('Workflow that does the task.'),
  inputs: inputsSchema.optional(),
  deadline: durationSchema.optional().describe('How long an attempt of the task may take.'),
  deploy: deploySchema.optional().describe('A deployment to one or more environments.'),
});

export const phaseSchema = z.strictObject({
  name: nameSchema.describe("Commands may use it for all of the phase's environments."),
  gates: phaseGatesSchema.optional().describe('What must hold before the phase starts.'),
  activities: z
    .array(activitySchema)
    .min(1)
    .max(50)
    .optional()
    .describe('Tasks and deploys that may run side by side.'),
  ...activitySchema.shape,
});

export const processSchema = z.strictObject({
  phases: z.array(phaseSchema).min(1).max(MAX_PHASES).describe('In the order in which they run.'),
});

export type WrittenActivity = z.infer<typeof activitySchema>;
export type WrittenDeploy = z.infer<typeof deploySchema>;
export type WrittenPhase = z.infer<typeof phaseSchema>;
