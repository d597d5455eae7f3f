import { z } from 'zod';
import type { PhaseGates, RequiredCheck } from '../domain/policy.ts';
import type {
  Cause,
  DeploySpec,
  PhaseSpec,
  ProcessSnapshot,
  ReleaseSpec,
  RollbackSpec,
  TaskSpec,
} from '../domain/release-spec.ts';
import {
  actorSchema,
  instantSchema,
  jsonObjectSchema,
  loose,
  releaseNumberSchema,
  secondsSchema,
  shaSchema,
} from './schema-shared.ts';

export const causeSchema = z.discriminatedUnion('kind', [
  loose({ kind: z.literal('push'), ref: z.string() }),
  loose({ kind: z.literal('tag'), tag: z.string() }),
  loose({ kind: z.literal('command'), input: z.string() }),
  loose({ kind: z.literal('rollback'), input: z.string() }),
]) satisfies z.ZodType<Cause>;

const requiredCheckSchema = loose({
  name: z.string(),
  app: z.string().exactOptional(),
}) satisfies z.ZodType<RequiredCheck>;

const phaseGatesSchema = loose({
  checks: z.array(requiredCheckSchema).exactOptional(),
}) satisfies z.ZodType<PhaseGates>;

const taskSchema = loose({
  kind: z.literal('task'),
  name: z.string(),
  workflow: z.string(),
  inputs: jsonObjectSchema,
  deadline: secondsSchema,
}) satisfies z.ZodType<TaskSpec>;

const deploySchema = loose({
  kind: z.literal('deploy'),
  name: z.string(),
  environment: z.string(),
  workflow: z.string(),
  down: z.string().exactOptional(),
  inputs: jsonObjectSchema,
  deadline: secondsSchema,
}) satisfies z.ZodType<DeploySpec>;

const phaseSchema = loose({
  name: z.string(),
  gates: phaseGatesSchema,
  activities: z.array(z.discriminatedUnion('kind', [taskSchema, deploySchema])),
}) satisfies z.ZodType<PhaseSpec>;

const processSchema = loose({
  name: z.string(),
  phases: z.array(phaseSchema),
}) satisfies z.ZodType<ProcessSnapshot>;

const rollbackSchema = loose({
  to: releaseNumberSchema,
  from: z.record(z.string(), releaseNumberSchema.nullable()),
  outputs: z.record(z.string(), jsonObjectSchema),
  reason: z.string().exactOptional(),
}) satisfies z.ZodType<RollbackSpec>;

export const releaseSpecSchema = loose({
  sha: shaSchema,
  ref: z.string(),
  cause: causeSchema,
  createdBy: actorSchema,
  createdAt: instantSchema,
  description: z.string(),
  vars: z.record(z.string(), z.string()),
  inputs: jsonObjectSchema,
  policySha: shaSchema,
  pulls: z.array(z.int()),
  rollback: rollbackSchema.exactOptional(),
  process: processSchema,
}) satisfies z.ZodType<ReleaseSpec>;
