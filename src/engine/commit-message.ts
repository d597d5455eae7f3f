import type { Actor } from '../domain/actor.ts';
import type { Input } from '../domain/input.ts';
import type { CommitMessage } from '../store/store.ts';

/** Longest headline that git tools show whole. */
const HEADLINE_MAX = 100;

/** Makes the message of a turn's commit from what its inputs did: a headline for people, trailers for machines. */
export function commitMessage(
  turn: number,
  lines: readonly { headline: string; concerns: readonly string[]; input: Input }[],
): CommitMessage {
  const said = lines.filter((line) => line.input.kind !== 'performed').map((line) => line.headline);
  const carriedOut = lines.filter((line) => line.input.kind === 'performed').map((line) => line.headline);
  const headline = [...said, ...carriedOut].join('; ');
  const releases = [...new Set(lines.flatMap((line) => line.concerns))];
  const actors = [...new Set(lines.flatMap((line) => spellActor(line.input)))];
  const causes = [...new Set(lines.map((line) => line.input.id.replace(':', ' ')))];
  return {
    headline: headline.length > HEADLINE_MAX ? `${headline.slice(0, HEADLINE_MAX - 1)}…` : headline,
    trailers: [
      ...releases.map((release): [string, string] => ['Release', release]),
      ...actors.map((actor): [string, string] => ['Actor', actor]),
      ...causes.map((cause): [string, string] => ['Cause', cause]),
      ['Turn', String(turn)],
    ],
  };
}

function spellActor(input: Input): string[] {
  const actor: Actor | null = 'actor' in input ? input.actor : null;
  return actor ? [`${actor.login} (${actor.id})`] : [];
}
