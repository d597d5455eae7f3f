import type { Release } from '../domain/release.ts';
import { spellRelease } from '../domain/names.ts';
import { isReasonCode, midSentence } from './messages.ts';
import type { Phrase } from './phrase.ts';
import { foreign, say } from './phrase.ts';
import type { Row } from './rows.ts';

/**
 * @returns why an activity is where it is, to stand behind its status: what it waits for, why it ended, what made it be
 * skipped. Null when the status says it all.
 */
export function whyOf(release: Release, { activity, attempt }: Row, severalApps: boolean): Phrase | null {
  if (activity.status === 'skipped' && activity.skipped) return midSentence(activity.skipped.code, {});
  if (attempt?.ending && attempt.finishedAt === undefined) return say`its run is being cancelled`;
  if (attempt?.waiting) return midSentence(attempt.waiting.for, attempt.waiting.detail);
  if (activity.status === 'succeeded') return null;
  if (attempt?.reason !== undefined) {
    const by = attempt.by === undefined || attempt.by.id === 0 ? {} : { by: attempt.by.login };
    return midSentence(attempt.reason, { ...by, ...supersededBy(release, severalApps), ...attempt.detail });
  }
  if (activity.status === 'running' && attempt?.admitted === undefined) return say`its run is on its way`;
  return attempt === undefined ? whyNever(release, severalApps) : null;
}

/** @returns why activities that were never tried never will be; null when they may be. */
function whyNever(release: Release, severalApps: boolean): Phrase | null {
  if (release.superseded) return midSentence('superseded', supersededBy(release, severalApps));
  if (release.abort) return midSentence('aborted', { by: release.abort.by.login });
  return null;
}

function supersededBy(release: Release, severalApps: boolean): { other?: string } {
  const by = release.superseded?.by;
  return by === undefined || by === null
    ? {}
    : { other: spellRelease({ app: release.app, number: by }, severalApps) };
}

/** @returns the reason in words; a code that this version does not know is shown as it is. */
export function reasonText(code: string): Phrase {
  return isReasonCode(code) ? midSentence(code, {}) : foreign(code);
}
