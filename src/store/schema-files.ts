import { z } from 'zod';
import type { Answer } from '../domain/decision.ts';
import { type AppState, type Meta, type Outcome, type RepositoryState } from '../domain/state.ts';
import { owedEffectSchema } from './schema-effect.ts';
import { environmentStateSchema } from './schema-environment.ts';
import { detailSchema } from './schema-release.ts';
import {
  actorSchema,
  appNameSchema,
  instantSchema,
  loose,
  reasonCodeSchema,
  releaseNumberSchema,
  shaSchema,
  turnSchema,
} from './schema-shared.ts';
import { causeSchema } from './schema-spec.ts';
import { releaseSummarySchema } from './schema-summary.ts';

/** `signalbox.json`. */
export const metaSchema = loose({
  format: z.int().min(1),
  oldestWriter: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/)
    .exactOptional(),
  performer: z.enum(['app', 'action']),
  turn: turnSchema,
  at: instantSchema,
}) satisfies z.ZodType<Meta>;

/** `repository.json`. */
export const repositorySchema = loose({
  refs: z.record(z.string(), shaSchema),
  movedAt: z.record(z.string(), instantSchema).exactOptional(),
  seen: loose({ at: instantSchema, refs: z.array(z.string()) }).exactOptional(),
  numbers: z.record(z.string(), releaseNumberSchema).exactOptional(),
  putOff: z
    .array(
      loose({
        app: appNameSchema,
        sha: shaSchema,
        ref: z.string(),
        cause: causeSchema,
        by: actorSchema,
      }),
    )
    .exactOptional(),
  refsForgotten: z.literal(true).exactOptional(),
  commentsSince: instantSchema.nullable(),
  sweptAt: instantSchema.nullable(),
  policy: loose({
    sha: shaSchema,
    digest: z.string(),
    written: z.enum(['file', 'bare', 'nowhere']),
    app: appNameSchema.exactOptional(),
  }).exactOptional(),
  watched: loose({ push: z.array(z.string()), tag: z.array(z.string()) }).exactOptional(),
  owed: z.array(owedEffectSchema),
}) satisfies z.ZodType<RepositoryState>;

const answerSchema = loose({
  kind: z.enum(['done', 'refused', 'told']),
  code: reasonCodeSchema,
  detail: detailSchema,
  next: z.array(z.string()),
}) satisfies z.ZodType<Answer>;

const outcomeSchema = loose({
  input: z.string(),
  at: instantSchema,
  by: z.int().exactOptional(),
  answer: answerSchema,
}) satisfies z.ZodType<Outcome>;

/** `inputs.json`: an object around the list, so that the file has room for more. */
export const inputsSchema = loose({ outcomes: z.array(outcomeSchema) }) satisfies z.ZodType<{
  readonly outcomes: readonly Outcome[];
}>;

/** `apps/<app>/app.json`. */
export const appSchema = loose({
  name: appNameSchema,
  nextNumber: releaseNumberSchema,
  environments: z.record(z.string(), environmentStateSchema),
  tasks: z.record(z.string(), z.array(releaseNumberSchema)),
  summaries: z.array(releaseSummarySchema),
  runs: z.array(z.string()).exactOptional(),
}) satisfies z.ZodType<AppState>;

/** `apps/<app>/index/<n/100>.json`: a cache for listing, newest last. */
export const indexPageSchema = loose({ releases: z.array(releaseSummarySchema) });
