import { z } from 'zod';
import type { Performer } from '../domain/policy.ts';
import { appSchema } from './apps.ts';
import { durationSchema } from './durations.ts';
import { environmentSchema } from './environments.ts';
import { nameSchema } from './names.ts';
import { processSchema } from './process-schema.ts';
import { rolesSchema } from './roles.ts';

export const performerSchema = z.enum(['app', 'action']) satisfies z.ZodType<Performer>;

export const commandsSchema = z.strictObject({
  short: z
    .boolean()
    .optional()
    .describe('false: only /signalbox <command> is listened to, not /rollback and the like.'),
});

export const defaultsSchema = z.strictObject({
  deadline: durationSchema.optional().describe('For attempts, where environment or task say nothing.'),
  'checks-deadline': durationSchema
    .optional()
    .describe('For check gates, where the environment says nothing.'),
});

/** `.github/signalbox.yml` as people write it. Sections are read one by one; this is the whole, for editors. */
export const configSchema = z.strictObject({
  signalbox: z.literal(1).describe('Version of this grammar.'),
  apps: z.record(nameSchema, appSchema.nullable()).optional().describe('What is released.'),
  environments: z
    .record(nameSchema, environmentSchema.nullable())
    .optional()
    .describe('Places to deploy to, in the order in which releases reach them.'),
  processes: z.record(nameSchema, processSchema).optional().describe('How a release runs.'),
  roles: rolesSchema.optional().describe('Who may do what.'),
  performer: performerSchema
    .optional()
    .describe(
      'Which front carries out effects: the GitHub App or the Action. Left out: the one that was first.',
    ),
  commands: commandsSchema.optional().describe('How commands in comments are listened to.'),
  defaults: defaultsSchema.optional().describe('Values for what environments and tasks leave out.'),
});

/** What the user wrote; what the rest runs on is `Policy`. */
export type WrittenConfig = z.infer<typeof configSchema>;
