import { z } from 'zod';
import type {
  CheckDetail,
  Detail,
  MoveDetail,
  FormerDetail,
  PlaceDetail,
  ProblemDetail,
  ReportedCheck,
} from '../domain/detail.ts';
import type { RepairStep } from '../domain/repair.ts';
import { ATTEMPT_STATUSES } from '../domain/attempt.ts';
import type { Attempt, Ending, Waiting } from '../domain/attempt.ts';
import { ACTIVITY_STATUSES } from '../domain/release.ts';
import type { Activity, Phase, Projections, Release } from '../domain/release.ts';
import { environmentStateSchema } from './schema-environment.ts';
import {
  actorSchema,
  appNameSchema,
  instantSchema,
  jsonObjectSchema,
  loose,
  markSchema,
  reasonCodeSchema,
  releaseNumberSchema,
} from './schema-shared.ts';
import { releaseSpecSchema } from './schema-spec.ts';
import { releaseStatusSchema, releaseSummarySchema } from './schema-summary.ts';

const runSchema = loose({ id: z.string(), url: z.string() });

const waitingSchema = loose({
  for: reasonCodeSchema,
  since: instantSchema,
  get detail(): z.ZodType<Detail> {
    return detailSchema;
  },
  until: instantSchema.exactOptional(),
  interrupted: loose({ for: reasonCodeSchema, since: instantSchema }).exactOptional(),
}) satisfies z.ZodType<Waiting>;

const endingSchema = loose({
  status: z.enum(['failed', 'aborted']),
  reason: reasonCodeSchema,
  by: actorSchema,
  at: instantSchema,
  note: z.string().exactOptional(),
}) satisfies z.ZodType<Ending>;

const attemptSchema = loose({
  number: releaseNumberSchema,
  nonce: z.string(),
  status: z.enum(ATTEMPT_STATUSES),
  createdAt: instantSchema,
  waiting: waitingSchema.exactOptional(),
  inputs: jsonObjectSchema.exactOptional(),
  set: jsonObjectSchema.exactOptional(),
  asked: markSchema.exactOptional(),
  dispatchedAt: instantSchema.exactOptional(),
  deadline: instantSchema.exactOptional(),
  run: runSchema.exactOptional(),
  admitted: loose({ run: z.string(), at: instantSchema }).exactOptional(),
  ending: endingSchema.exactOptional(),
  withdrawn: z.literal(true).exactOptional(),
  outputs: jsonObjectSchema.exactOptional(),
  finishedAt: instantSchema.exactOptional(),
  reason: reasonCodeSchema.exactOptional(),
  get detail(): z.ZodExactOptional<z.ZodType<Detail>> {
    return detailSchema.exactOptional();
  },
  by: actorSchema.exactOptional(),
}) satisfies z.ZodType<Attempt>;

const activitySchema = loose({
  name: z.string(),
  status: z.enum(ACTIVITY_STATUSES),
  skipped: loose({ code: reasonCodeSchema }).exactOptional(),
  attempts: z.array(attemptSchema),
}) satisfies z.ZodType<Activity>;

const phaseSchema = loose({
  name: z.string(),
  status: z.enum(ACTIVITY_STATUSES),
  activities: z.array(activitySchema),
}) satisfies z.ZodType<Phase>;

const projectionSchema = loose({ id: z.string(), digest: z.string() });

const projectionsSchema = loose({
  statuses: z.record(z.string(), z.string()),
  deployments: z.record(z.string(), projectionSchema),
  comments: z.record(z.string(), projectionSchema),
}) satisfies z.ZodType<Projections>;

/** `apps/<app>/open/<n>.json` and `apps/<app>/releases/<n/100>/<n>.json`. */
export const releaseSchema = loose({
  app: appNameSchema,
  number: releaseNumberSchema,
  status: releaseStatusSchema,
  spec: releaseSpecSchema,
  phases: z.array(phaseSchema),
  hold: markSchema.exactOptional(),
  abort: markSchema.exactOptional(),
  superseded: loose({ by: releaseNumberSchema.nullable(), at: instantSchema }).exactOptional(),
  draft: z.literal(true).exactOptional(),
  promoted: z.record(z.string(), markSchema),
  projections: projectionsSchema,
  modifiedAt: instantSchema,
}) satisfies z.ZodType<Release>;

const checkSchema = loose({
  name: z.string(),
  state: z.enum(['success', 'pending', 'failure', 'missing']),
  url: z.string().nullable(),
}) satisfies z.ZodType<CheckDetail>;

const reportedCheckSchema = loose({
  name: z.string(),
  app: z.string().nullable(),
}) satisfies z.ZodType<ReportedCheck>;

const moveSchema = loose({
  environment: z.string(),
  from: z.string().nullable(),
  to: z.string(),
}) satisfies z.ZodType<MoveDetail>;

const problemSchema = loose({
  file: z.string(),
  line: z.int(),
  column: z.int(),
  message: z.string(),
}) satisfies z.ZodType<ProblemDetail>;

const formerSchema = loose({
  app: z.string(),
  environment: z.string(),
  held: z.enum(['locked', 'pinned', 'taken']),
}) satisfies z.ZodType<FormerDetail>;

const placeSchema = loose({
  app: z.string(),
  environment: z.string(),
  left: z.literal(true).exactOptional(),
  state: environmentStateSchema,
  occupant: loose({ release: z.string(), since: instantSchema, run: z.string().nullable() }).nullable(),
  waiting: z.array(loose({ release: z.string(), status: releaseStatusSchema, for: z.string() })),
}) satisfies z.ZodType<PlaceDetail>;

const text = z.string().exactOptional();
const texts = z.array(z.string()).exactOptional();

const repairStepSchema = loose({
  file: z.string(),
  problem: z.string(),
  remedy: z.enum(['restore', 'set-aside', 'take-over', 'put-back', 'make-again', 'raise-number', 'by-hand']),
  commit: text,
  app: text,
  number: releaseNumberSchema.exactOptional(),
}) satisfies z.ZodType<RepairStep>;

export const detailSchema = loose({
  release: text,
  other: text,
  app: text,
  environment: text,
  environments: texts,
  phase: text,
  activity: text,
  attempt: releaseNumberSchema.exactOptional(),
  by: text,
  since: instantSchema.exactOptional(),
  until: instantSchema.exactOptional(),
  reason: text,
  undoneBecause: text,
  run: text,
  sha: text,
  ref: text,
  checks: z.array(checkSchema).exactOptional(),
  reported: z.array(reportedCheckSchema).exactOptional(),
  needed: text,
  found: text,
  candidates: texts,
  filled: texts,
  name: text,
  message: text,
  withdrawn: texts,
  out: texts,
  going: texts,
  moves: z.array(moveSchema).exactOptional(),
  problems: z.array(problemSchema).exactOptional(),
  former: formerSchema.exactOptional(),
  judgedBy: loose({ sha: z.string(), problems: z.array(problemSchema) }).exactOptional(),
  releases: z.array(releaseSummarySchema).exactOptional(),
  places: z.array(placeSchema).exactOptional(),
  // A detail may show a release, and a release's attempts carry details: only a late look-up can say that.
  get shown(): z.ZodExactOptional<z.ZodType<Release>> {
    return releaseSchema.exactOptional();
  },
  topic: text,
  steps: z.array(repairStepSchema).exactOptional(),
  lacking: texts,
  keptBack: z.int().exactOptional(),
  broken: z.array(loose({ app: z.string(), file: z.string(), why: z.string() })).exactOptional(),
}) satisfies z.ZodType<Detail>;
