import type { Actor } from '../domain/actor.ts';
import type { Answer } from '../domain/decision.ts';
import type { Input } from '../domain/input.ts';
import type { CommitMessage } from '../store/store.ts';

/** What one input did. */
export interface MessageLine {
  readonly headline: string;
  readonly concerns: readonly string[];
  readonly input: Input;
  readonly answer: Answer | null;
}

/** Longest headline that git tools show whole. */
const HEADLINE_MAX = 100;

/** Makes the message of a turn's commit from what its inputs did: a headline for people, trailers for machines. */
export function commitMessage(turn: number, lines: readonly MessageLine[]): CommitMessage {
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
      ...lines.flatMap(spellAdmission),
      ...lines.flatMap(spellRepairs),
      ['Turn', String(turn)],
    ],
  };
}

/** Whoever hears of the commit need not look: a run that may begin makes nothing due. */
function spellAdmission({ input, answer }: MessageLine): [string, string][] {
  return input.kind === 'claim' && answer?.code === 'claimed' ? [['Admitted', input.run.id]] : [];
}

/** What was changed beside the rules stands in the log for ever. */
function spellRepairs({ answer }: MessageLine): [string, string][] {
  const steps = answer?.code === 'repaired' ? (answer.detail.steps ?? []) : [];
  return steps.map(({ file, remedy, commit }) => [
    'Repaired',
    `${file}: ${remedy}${commit === undefined ? '' : ` ${commit.slice(0, 12)}`}`,
  ]);
}

function spellActor(input: Input): string[] {
  const actor: Actor | null = 'actor' in input ? input.actor : null;
  return actor ? [`${actor.login} (${actor.id})`] : [];
}
