import { z } from 'zod';
import type { Effect, OwedEffect } from '../domain/effect.ts';
import { appNameSchema, instantSchema, loose, releaseNumberSchema, turnSchema } from './schema-shared.ts';

const attempt = {
  app: appNameSchema,
  release: releaseNumberSchema,
  activity: z.string(),
  attempt: z.int(),
};
const place = { app: appNameSchema, release: releaseNumberSchema, environment: z.string() };
const thread = { app: appNameSchema, release: releaseNumberSchema, pull: z.int() };

const effectSchema = z.discriminatedUnion('kind', [
  loose({ kind: z.literal('dispatch'), id: z.string(), ...attempt }),
  loose({ kind: z.literal('cancel'), id: z.string(), ...attempt, run: z.string() }),
  loose({ kind: z.literal('status'), id: z.string(), ...place }),
  loose({ kind: z.literal('deployment'), id: z.string(), ...place }),
  loose({ kind: z.literal('live-comment'), id: z.string(), ...thread }),
  loose({
    kind: z.literal('notice'),
    id: z.string(),
    ...thread,
    about: z.enum(['failed', 'succeeded', 'ended']),
  }),
  loose({
    kind: z.literal('reply'),
    id: z.string(),
    input: z.string(),
    issue: z.int(),
    comment: z.string(),
  }),
]) satisfies z.ZodType<Effect>;

export const owedEffectSchema = loose({
  effect: effectSchema,
  turn: turnSchema,
  leaseUntil: instantSchema.nullable(),
  since: instantSchema,
  doubtful: z.literal(true).exactOptional(),
  resting: z.literal(true).exactOptional(),
  lacks: z.string().exactOptional(),
  limited: z.literal(true).exactOptional(),
  patient: z.literal(true).exactOptional(),
}) satisfies z.ZodType<OwedEffect>;
