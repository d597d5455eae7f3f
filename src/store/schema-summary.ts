import { z } from 'zod';
import { RELEASE_STATUSES } from '../domain/release.ts';
import type { ReleaseSummary } from '../domain/release.ts';
import type { Cause } from '../domain/release-spec.ts';
import { actorSchema, instantSchema, loose, releaseNumberSchema, shaSchema } from './schema-shared.ts';

export const releaseStatusSchema = z.enum(RELEASE_STATUSES);

const causeKindSchema = z.enum(['push', 'tag', 'command', 'rollback']) satisfies z.ZodType<Cause['kind']>;

export const releaseSummarySchema = loose({
  number: releaseNumberSchema,
  status: releaseStatusSchema,
  sha: shaSchema,
  ref: z.string(),
  cause: causeKindSchema,
  description: z.string(),
  createdBy: actorSchema,
  createdAt: instantSchema,
}) satisfies z.ZodType<ReleaseSummary>;
