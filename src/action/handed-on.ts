import { z } from 'zod';
import type { Accomplished } from '../domain/effect.ts';

const of = { id: z.string().min(1).max(300), turn: z.int().nonnegative() };

/** What came of effects and is in no commit yet, as whoever dispatched the job hands it on. */
export const performedSchema = z.array(
  z.discriminatedUnion('kind', [
    z.object({ ...of, kind: z.literal('done') }),
    z.object({
      ...of,
      kind: z.literal('written'),
      digest: z.string().max(100),
      ref: z.string().max(100).nullable(),
    }),
  ]),
) satisfies z.ZodType<readonly Accomplished[]>;
