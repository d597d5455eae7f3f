import { z } from 'zod';
import type { EnvironmentState, Lock, Pin, Pointer, Success, Touch } from '../domain/environment.ts';
import { actorSchema, instantSchema, loose, releaseNumberSchema, shaSchema } from './schema-shared.ts';

const pointerSchema = loose({
  release: releaseNumberSchema,
  sha: shaSchema,
  at: instantSchema,
}) satisfies z.ZodType<Pointer>;

const touchSchema = loose({
  release: releaseNumberSchema,
  activity: z.string(),
  attempt: z.int(),
  at: instantSchema,
  outcome: z.enum(['running', 'succeeded', 'failed', 'aborted', 'unknown']),
}) satisfies z.ZodType<Touch>;

const lockSchema = loose({
  by: actorSchema,
  at: instantSchema,
  reason: z.string().exactOptional(),
  until: instantSchema.exactOptional(),
  input: z.string(),
}) satisfies z.ZodType<Lock>;

const pinSchema = loose({
  release: releaseNumberSchema,
  by: actorSchema,
  at: instantSchema,
  reason: z.string().exactOptional(),
  input: z.string(),
}) satisfies z.ZodType<Pin>;

const successSchema = loose({
  release: releaseNumberSchema,
  sha: shaSchema,
  at: instantSchema,
  deployment: z.string().exactOptional(),
  left: z.literal(true).exactOptional(),
}) satisfies z.ZodType<Success>;

export const environmentStateSchema = loose({
  pointer: pointerSchema.nullable(),
  lastTouch: touchSchema.nullable(),
  lock: lockSchema.nullable(),
  pin: pinSchema.nullable(),
  successes: z.array(successSchema),
}) satisfies z.ZodType<EnvironmentState>;
