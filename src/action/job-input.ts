import { z } from 'zod';
import type { Json } from '../domain/json.ts';
import type { SignalboxInput } from '../domain/signalbox-input.ts';
import { performedSchema } from './handed-on.ts';

const json: z.ZodType<Json> = z.json();
const outputs = z.record(z.string(), z.record(z.string(), json));

const schema = z.object({
  version: z.literal(1),
  app: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/),
  release: z.int().positive(),
  title: z.string(),
  nonce: z.string().min(1).max(100),
  turn: z.int().nonnegative(),
  operation: z.enum(['task', 'deploy']),
  environment: z.object({ name: z.string(), attributes: z.record(z.string(), z.string()) }).nullable(),
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  ref: z.string(),
  activity: z.string(),
  attempt: z.int().positive(),
  inputs: z.record(z.string(), json),
  outputs: z.object({ tasks: outputs, deploys: outputs }),
  vars: z.record(z.string(), z.string()),
  url: z.string().nullable(),
  branch: z.string(),
  performed: performedSchema.exactOptional(),
}) satisfies z.ZodType<SignalboxInput>;

/** The job's `signalbox` input as a value, or what is wrong with it. */
export type JobInput =
  | { readonly kind: 'none' }
  | { readonly kind: 'ok'; readonly input: SignalboxInput }
  | { readonly kind: 'bad'; readonly message: string };

/** Reads the text of the `signalbox` input; whoever may dispatch the workflow may write anything there. */
export function readJobInput(text: string): JobInput {
  if (text.trim() === '') return { kind: 'none' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'bad', message: 'it is not JSON' };
  }
  const read = schema.safeParse(value);
  if (read.success) return { kind: 'ok', input: read.data };
  const [issue] = read.error.issues;
  return { kind: 'bad', message: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}` };
}
