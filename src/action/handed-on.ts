import { z } from 'zod';
import type { Accomplished } from '../domain/effect.ts';
import type { Telling } from './job.ts';

const of = { id: z.string().min(1).max(300), turn: z.int().nonnegative() };

/** What came of effects and is in no commit yet, as one process hands it on to the next. */
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

/** Name under which the stage that claims keeps it for the stage that reports. */
const KEPT = 'performed';

/** Keeps it for the job's last stage, whose report takes it along. */
export function keepPerformed(tell: Telling, performed: readonly Accomplished[]): void {
  if (performed.length > 0) tell.save(KEPT, JSON.stringify(performed));
}

/** @returns what the job's first stage has kept; nothing where that cannot be read: it is looked up then. */
export function keptPerformed(tell: Telling): readonly Accomplished[] {
  const text = tell.saved(KEPT);
  if (text === '') return [];
  try {
    return performedSchema.parse(JSON.parse(text));
  } catch {
    return [];
  }
}
