import { z } from 'zod';
import type { Actor, Mark } from '../domain/actor.ts';
import type { JsonObject } from '../domain/json.ts';
import { REASON_CODES } from '../domain/reason.ts';
import { APP_NAME_PATTERN } from './paths.ts';

/**
 * Every object of the state branch is loose: a field that this version does not know stays in the value, goes
 * through the domain's spreads and is written back. Parsing also puts the known fields into the order of the
 * schema, which is the fixed key order of the files.
 */
export const loose = z.looseObject;

/** Nothing that no clock shows: a sum with it would be no instant, or none that can be written. */
export const instantSchema = z
  .string()
  .regex(/^(?:19|2\d)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/)
  .describe('UTC, whole seconds, like 2026-11-20T12:00:00Z');

export const shaSchema = z
  .string()
  .regex(/^[0-9a-f]{40}$/)
  .describe('a full commit id');

export const appNameSchema = z.string().regex(APP_NAME_PATTERN);

/** Nobody gets further by releasing, and behind the last whole number there would be no next one. */
export const releaseNumberSchema = z.int().min(1).max(999_999_999);

export const turnSchema = z.int().min(0).max(999_999_999_999);

export const secondsSchema = z.int();

export const reasonCodeSchema = z.enum(REASON_CODES);

export const jsonObjectSchema = z.record(z.string(), z.json()) satisfies z.ZodType<JsonObject>;

export const actorSchema = loose({ login: z.string(), id: z.int() }) satisfies z.ZodType<Actor>;

export const markSchema = loose({
  by: actorSchema,
  at: instantSchema,
  reason: z.string().exactOptional(),
  input: z.string(),
}) satisfies z.ZodType<Mark>;
