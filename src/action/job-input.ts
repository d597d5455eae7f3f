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
  let read: z.ZodSafeParseResult<SignalboxInput>;
  try {
    read = schema.safeParse(JSON.parse(text));
  } catch (error) {
    // Lists in lists without end are JSON, and more than the stack holds.
    const message = error instanceof RangeError ? 'it is nested too deeply' : 'it is not JSON';
    return { kind: 'bad', message };
  }
  if (read.success) return { kind: 'ok', input: read.data };
  const [issue] = read.error.issues;
  const place = issue?.path.map(String).join('.') || 'it';
  return { kind: 'bad', message: `${shortened(place)}: ${shortened(issue?.message ?? 'not understood')}` };
}

/** Keys and values are foreign, and may be as long as the whole input. */
function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
