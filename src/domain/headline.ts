import { newestAttempt } from './derive.ts';
import type { Input } from './input.ts';
import type { Release } from './release.ts';
import { releaseKey, spellRelease } from './names.ts';
import type { Turn } from './turn.ts';
import type { Answer } from './decision.ts';

/** Phrases that one headline holds; the rest is in the diff. */
const PHRASES = 3;

/** @returns the headline of the turn's commit for people: `v12: production succeeded`. */
export function headlineOf(turn: Turn, input: Input, answer: Answer | null): string {
  const phrases = changedReleases(turn).flatMap((release) => phrasesOf(turn, release));
  const said = saidBy(input, answer);
  const shown = [...said, ...performerPhrases(turn), ...phrases, ...policyPhrases(turn)].slice(0, PHRASES);
  if (shown.length > 0) return shown.join('; ');
  return input.kind === 'performed' || input.kind === 'tick' ? 'effects carried out' : `${input.kind} noted`;
}

/** @returns the releases that the turn changed, spelled for the commit's trailers. */
export function concernsOf(turn: Turn): string[] {
  return changedReleases(turn).map((release) => spellRelease(release, true));
}

function changedReleases(turn: Turn): Release[] {
  return turn
    .loadedReleases()
    .filter((release) => turn.before.releases[releaseKey(release.app, release.number)] !== release);
}

function saidBy(input: Input, answer: Answer | null): string[] {
  if (input.kind !== 'command' || !answer) return [];
  const said = `${input.actor.login}: ${input.command.name}`;
  if (answer.kind === 'refused') return [`${said} refused (${answer.code})`];
  const { environment, environments = [] } = answer.detail;
  const where = environments.length > 0 ? environments : environment === undefined ? [] : [environment];
  return [[said, ...where].join(' ')];
}

function performerPhrases({ before, state }: Turn): string[] {
  const { performer } = state.meta;
  return before.meta.turn === 0 || before.meta.performer === performer ? [] : [`the ${performer} performs`];
}

function policyPhrases({ before, state }: Turn): string[] {
  const { policy } = state.repository;
  const isNews = before.meta.turn > 0 && policy !== undefined && policy !== before.repository.policy;
  return isNews ? [`policy of ${policy.sha.slice(0, 7)}`] : [];
}

function phrasesOf(turn: Turn, release: Release): string[] {
  const before = turn.before.releases[releaseKey(release.app, release.number)];
  const name = spellRelease(release, turn.severalAppsKnown);
  if (!before) return [`${name} created`, ...activityPhrases(name, undefined, release)];
  const moved = activityPhrases(name, before, release);
  if (before.status !== release.status) return [...moved, `${name} ${release.status}`];
  return moved;
}

function activityPhrases(name: string, before: Release | undefined, after: Release): string[] {
  const earlier = new Map(
    (before?.phases ?? []).flatMap((phase) => phase.activities).map((each) => [each.name, each]),
  );
  return after.phases
    .flatMap((phase) => phase.activities)
    .flatMap((activity) => {
      const was = earlier.get(activity.name);
      const newest = newestAttempt(activity);
      const isAdmitted = newest?.admitted && !(was && newestAttempt(was)?.admitted);
      if (isAdmitted && newest.status === 'running') return [`${name}: ${activity.name} admitted`];
      if (!newest || was?.status === activity.status) return [];
      const cause = activity.status === 'waiting' && newest.waiting ? ` for ${newest.waiting.for}` : '';
      return [`${name}: ${activity.name} ${activity.status}${cause}`];
    });
}
