import { comments } from './comments.ts';
import { config } from './config.ts';
import { expressions } from './expressions.ts';
import { jobInput } from './job-input.ts';
import { payloads } from './payloads.ts';
import { records } from './records.ts';
import type { Target } from './target.ts';

/** Everything that reads what others write. */
export const TARGETS: readonly Target[] = [comments, config, expressions, records, payloads, jobInput];
