import type { CheckDetail } from '../domain/detail.ts';
import type { AttemptStatus } from '../domain/attempt.ts';
import type { ActivityStatus, ReleaseStatus } from '../domain/release.ts';
import type { Phrase } from './phrase.ts';
import { say } from './phrase.ts';

/** The few signs that stand before a status. Plain characters: they look alike in a terminal and on GitHub. */
const GLYPHS = {
  draft: say`◇`,
  scheduled: say`◇`,
  queued: say`○`,
  pending: say`○`,
  waiting: say`◔`,
  running: say`●`,
  'on-hold': say`‖`,
  succeeded: say`✓`,
  'partially-succeeded': say`◐`,
  failed: say`✗`,
  aborted: say`■`,
  superseded: say`→`,
  skipped: say`–`,
  ignored: say`–`,
  unknown: say`?`,
} as const satisfies Record<AnyStatus, Phrase>;

const WORDS = {
  draft: say`draft`,
  scheduled: say`scheduled`,
  queued: say`queued`,
  pending: say`to come`,
  waiting: say`waiting`,
  running: say`running`,
  'on-hold': say`on hold`,
  succeeded: say`succeeded`,
  'partially-succeeded': say`partially succeeded`,
  failed: say`failed`,
  aborted: say`aborted`,
  superseded: say`superseded`,
  skipped: say`skipped`,
  ignored: say`ignored`,
  unknown: say`unknown`,
} as const satisfies Record<AnyStatus, Phrase>;

export const CHECK_GLYPHS = {
  success: GLYPHS.succeeded,
  pending: GLYPHS.running,
  failure: GLYPHS.failed,
  missing: GLYPHS.unknown,
} as const satisfies Record<CheckDetail['state'], Phrase>;

export type AnyStatus = ReleaseStatus | ActivityStatus | AttemptStatus;

/** @returns `✓ succeeded`. */
export function statusText(status: AnyStatus): Phrase {
  return say`${GLYPHS[status]} ${WORDS[status]}`;
}

/** @returns `✓`. */
export function glyph(status: AnyStatus): Phrase {
  return GLYPHS[status];
}

/** @returns `succeeded`. */
export function statusWord(status: AnyStatus): Phrase {
  return WORDS[status];
}
