import { z } from 'zod';
import { StoreUnavailable } from '../store.ts';

/**
 * @returns the answer in the shape that GitHub's schema promises.
 * @throws {StoreUnavailable} when it has another: no state may be made from an answer that is not understood.
 */
export function parsedAnswer<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const why = z.prettifyError(parsed.error);
  throw new StoreUnavailable(`GitHub answered in an unexpected shape: ${why}`, { cause: parsed.error });
}
