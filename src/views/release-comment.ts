import type { Policy } from '../domain/policy.ts';
import type { Release } from '../domain/release.ts';
import { spellRelease } from '../domain/names.ts';
import type { State } from '../domain/state.ts';
import type { Instant } from '../domain/instant.ts';
import { environmentState } from '../domain/state.ts';
import { moment, shortRef, shortSha } from './amounts.ts';
import type { Block, Item } from './block.ts';
import { commands, heading, list, paragraph } from './block.ts';
import { statusText, statusWord, glyph } from './glyphs.ts';
import { toMarkdown } from './markdown.ts';
import { nextCommands, spellingOf } from './next-commands.ts';
import type { Phrase } from './phrase.ts';
import { code, foreign, listed, say } from './phrase.ts';
import { progressTable } from './progress-table.ts';
import { rowsOf } from './rows.ts';

/**
 * The one live comment of a release on a pull request in it. All times in it are absolute, so that its text changes
 * only when the release does (invariant 8: written on change only).
 *
 * @param policy null when it cannot be read; then addresses of environments are left out.
 * @param now only tells which locks have run out.
 */
export function renderLiveComment(
  release: Release,
  state: State,
  policy: Policy | null,
  now: Instant,
): string {
  const spelling = spellingOf(policy, state);
  return toMarkdown([
    headline(release, spelling.severalApps),
    paragraph(origin(release, spelling.severalApps)),
    progressTable(release, policy, spelling.severalApps),
    ...remarks(release, state, now),
    ...commands('Next', nextCommands(release, spelling)),
  ]);
}

function headline(release: Release, severalApps: boolean): Block {
  const name = foreign(spellRelease(release, severalApps));
  return heading(
    say`${glyph(release.status)} ${name} · ${statusWord(release.status)}${whereItRuns(release)}`,
  );
}

/** ` in staging`: where a running or failed release is. */
function whereItRuns(release: Release): Phrase {
  const wanted = release.status === 'failed' ? 'failed' : release.status === 'running' ? 'running' : null;
  const names = rowsOf(release)
    .filter(({ activity }) => activity.status === wanted)
    .map(({ activity }) => code(activity.name));
  return names.length === 0 || names.length > 3 ? [] : say` in ${listed(names)}`;
}

/** What it is made of, by whom, and where a rollback comes from. */
export function origin(release: Release, severalApps: boolean): Phrase {
  const { sha, ref, createdBy, createdAt, description, rollback } = release.spec;
  const made = say`${code(shortSha(sha))} of ${code(shortRef(ref))}, by ${foreign(createdBy.login)} on ${moment(createdAt)}`;
  if (!rollback) return say`${foreign(description)} · ${made}`;
  const target = foreign(spellRelease({ app: release.app, number: rollback.to }, severalApps));
  const why = rollback.reason === undefined ? [] : say` · because: ${foreign(rollback.reason)}`;
  return say`Rollback to ${target} · ${made}${why}`;
}

/** Holds, and locks that stand in its way. */
function remarks(release: Release, state: State, now: Instant): readonly Block[] {
  const items: Item[] = [];
  if (release.hold) {
    items.push({
      phrase: say`${statusText('on-hold')} by ${foreign(release.hold.by.login)}${because(release.hold.reason)}`,
    });
  }
  for (const { spec, attempt } of rowsOf(release)) {
    if (spec.kind !== 'deploy' || attempt?.waiting?.for !== 'environment-locked') continue;
    const { lock } = environmentState(state, release.app, spec.environment);
    if (lock === null || (lock.until !== undefined && lock.until <= now)) continue;
    if (lock.reason === undefined && lock.until === undefined) continue;
    const until = lock.until === undefined ? [] : say`, until ${moment(lock.until)}`;
    items.push({
      phrase: say`Lock on ${code(spec.environment)} by ${foreign(lock.by.login)}${until}${because(lock.reason)}`,
    });
  }
  return items.length === 0 ? [] : [list(items)];
}

function because(reason: string | undefined): Phrase {
  return reason === undefined ? [] : say`: ${foreign(reason)}`;
}
