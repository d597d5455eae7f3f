import { Asked } from './asked.ts';
import { refuse } from './answers.ts';
import type { Command, CommandName } from './command.ts';
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
import type { CommandInput } from './input.ts';
import type { Policy } from './policy.ts';
import { MINUTE, secondsBetween } from './instant.ts';
import type { Turn } from './turn.ts';

/** A command seen for the first time later than this after it was written is not carried out (invariant 9). */
export const COMMAND_AGE_MAX = 15 * MINUTE;

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
  if (secondsBetween(input.writtenAt, turn.now) > COMMAND_AGE_MAX) {
    return refuse('say-it-again', { since: input.writtenAt });
  }
  const asked = new Asked(turn, input, policy);
  const refused = asked.permitSomewhere();
  if (refused) return refused;
  return dispatch(asked, input.command);
}

function dispatch<N extends CommandName>(asked: Asked, command: Command & { name: N }): Answer {
  return HANDLERS[command.name](asked, command);
}
