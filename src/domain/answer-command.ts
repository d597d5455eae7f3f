import { Asked } from './asked.ts';
import { refuse } from './answers.ts';
import type { Command, CommandName, ReleaseArg } from './command.ts';
import { isQuery } from './command.ts';
import { commandAbort } from './commands/abort.ts';
import { commandHold, commandResume } from './commands/hold.ts';
import { commandLock } from './commands/lock.ts';
import { commandPin, commandUnpin } from './commands/pin.ts';
import { commandPromote } from './commands/promote.ts';
import { commandHelp, commandInfo, commandReleases, commandStatus } from './commands/queries.ts';
import { commandRelease } from './commands/release.ts';
import { commandRepair } from './commands/repair.ts';
import { commandRetry } from './commands/retry.ts';
import { commandRollback } from './commands/rollback.ts';
import { commandUnlock } from './commands/unlock.ts';
import type { Answer } from './decision.ts';
import type { JudgedByDetail } from './detail.ts';
import type { CommandInput } from './input.ts';
import type { Policy } from './policy.ts';
import { invalidityOf } from './policy-record.ts';
import { MINUTE, secondsBetween } from './instant.ts';
import type { Turn } from './turn.ts';

/**
 * A command seen for the first time later than this after it was written is not carried out (invariant 9). A question is
 * answered whenever it is seen: it changes nothing, and tells how things are now.
 */
export const COMMAND_AGE_MAX = 15 * MINUTE;

/** More would only bury the answer; the config's own check shows them all. */
const PROBLEMS_SHOWN = 5;

const FORWARD: readonly CommandName[] = ['release', 'promote', 'retry'];

type Handlers = { [N in CommandName]: (asked: Asked, command: Command & { name: N }) => Answer };

const HANDLERS: Handlers = {
  release: commandRelease,
  promote: commandPromote,
  rollback: commandRollback,
  unlock: commandUnlock,
  lock: commandLock,
  pin: commandPin,
  unpin: commandUnpin,
  retry: commandRetry,
  abort: commandAbort,
  hold: commandHold,
  resume: commandResume,
  repair: commandRepair,
  releases: commandReleases,
  status: commandStatus,
  info: commandInfo,
  help: commandHelp,
};

/** Answers a command: age, right and target first, then the command's own rules. */
export function answerCommand(turn: Turn, input: CommandInput, policy: Policy): Answer {
  if (!isQuery(input.command) && secondsBetween(input.writtenAt, turn.now) > COMMAND_AGE_MAX) {
    return refuse('say-it-again', { since: input.writtenAt });
  }
  const asked = new Asked(turn, input, policy);
  const judgedBy = judgedByOf(turn, policy);
  const answer =
    asked.permitSomewhere() ??
    (judgedBy ? needsConfig(asked, judgedBy) : null) ??
    dispatch(asked, input.command);
  return judgedBy === null ? answer : { ...answer, detail: { ...answer.detail, judgedBy } };
}

/** @returns what an answer has to say of it where it is judged by what was the policy last. */
function judgedByOf(turn: Turn, { sha }: Policy): JudgedByDetail | null {
  const answer = turn.policyAnswer();
  if (answer.status === 'ok') return null;
  const problems = answer.status === 'invalid' ? answer.errors.slice(0, PROBLEMS_SHOWN) : [];
  return { sha, problems };
}

/**
 * Without a config that can be read nothing goes forward: what begins such work, or sends it on, is refused with words
 * instead of being made to wait. Whoever holds, stops or takes back needs no plan but what is on record, and needs it now.
 */
function needsConfig(asked: Asked, { problems }: JudgedByDetail): Answer | null {
  const { command } = asked.input;
  if (!FORWARD.includes(command.name)) return null;
  if (command.name === 'retry' && isOfRollback(asked, command.release)) return null;
  return problems.length === 0 ? refuse('policy-absent') : refuse(invalidityOf(problems), { problems });
}

/** A rollback carries its own plan; one that is not named may be anything. */
function isOfRollback({ policy, turn }: Asked, release: ReleaseArg | undefined): boolean {
  const [only] = Object.keys(policy.apps);
  const app = release?.app ?? only;
  if (release === undefined || app === undefined) return false;
  return turn.release(app, release.number)?.spec.rollback !== undefined;
}

function dispatch<N extends CommandName>(asked: Asked, command: Command & { name: N }): Answer {
  return HANDLERS[command.name](asked, command);
}
