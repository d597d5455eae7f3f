import type { CommandName } from '../domain/command.ts';
import { COMMAND_RULES } from '../domain/command.ts';
import type { CommandSpelling } from './spelling.ts';

const RELEASE = { name: 'release', required: false } as const;
const ENVIRONMENT = { name: 'environment', required: false } as const;

/**
 * The one table that parsers, help and reference are made from (design, section 7). Least role and "is it a
 * query" are the domain's (`COMMAND_RULES`); here is only how a command is written and explained.
 */
export const COMMANDS = {
  release: {
    arguments: [{ name: 'ref', required: false }],
    flags: ['force'],
    summary: 'Make a release of a commit',
    help: [
      'Without a ref it takes the newest commit of the default branch. The commit must be on a branch or tag that `release-on` watches.',
      'The same commit with the same config is refused with the number it already has; `--force` makes a second release of it.',
    ],
    examples: [
      { command: '/release', says: 'the newest commit of the default branch' },
      { command: '/release hotfix/login', says: 'the head of a branch' },
      { command: '/release 4f2a9c1 --force', says: 'a commit that was released before' },
    ],
  },
  promote: {
    arguments: [RELEASE, ENVIRONMENT],
    flags: [],
    summary: 'Start a draft, or let a release past a pin',
    help: [
      'Starts a release that was made but not activated, or lets one that waits behind a pin into the environment. Gates and locks of the environment still hold.',
      'The pin there goes with it: later releases follow by themselves. To go back, use `/rollback`.',
    ],
    examples: [
      { command: '/promote v12', says: 'start a release that was made but not activated' },
      { command: '/promote v12 production', says: 'let v12 in, although production is pinned' },
    ],
  },
  rollback: {
    arguments: [RELEASE, ENVIRONMENT],
    flags: ['cancel', 'reason'],
    summary: 'Go back to what worked before, as a new release',
    help: [
      'Makes a new release with the commit, outputs, config vars and inputs of one that succeeded there, skips its tasks and deploys at once. The old record is not touched.',
      'Without a release it takes the newest one that succeeded there, other than what was deployed last, and never one that was rolled away from. Without an environment it takes those of the last deploying phase.',
      'Refused while a person has locked the environment (`/unlock` it first) or a release is at work there (`--cancel` stops it first). Checks are not asked for again: the release passed them when it succeeded there.',
      'The environments are pinned: later releases stop before them until `/unpin` or `/promote`. Data is not rolled back.',
    ],
    examples: [
      { command: '/rollback', says: 'the last deploy was bad, go back' },
      { command: '/rollback v12 production --reason checkout is broken', says: 'go back to v12' },
      { command: '/rollback v12 --cancel', says: 'stop what is deploying there first' },
    ],
  },
  unlock: {
    arguments: [ENVIRONMENT],
    flags: ['cancel', 'force', 'reason'],
    summary: "Free an environment from a dead run or from a person's lock",
    help: [
      'First asks GitHub whether the run that holds the environment still lives. A living run is not unlocked: `--cancel` cancels it and frees the environment once it has ended.',
      '`--force` does not wait for the end of the run and marks the environment as uncertain.',
    ],
    examples: [
      { command: '/unlock production', says: 'a run died without a word, or a lock is no longer needed' },
      { command: '/unlock production --cancel', says: 'the run hangs: cancel it, then free' },
    ],
  },
  lock: {
    arguments: [ENVIRONMENT],
    flags: ['for', 'reason'],
    summary: 'Hold an environment: nothing is deployed there until it is unlocked',
    help: [
      'Releases wait before a locked environment and go on by themselves when it is freed. A deploy that is already running there is not stopped; the answer names it.',
      'To change the reason or the time of a lock, unlock the environment and lock it again.',
    ],
    examples: [
      { command: '/lock production --reason database migration', says: 'until somebody unlocks it' },
      { command: '/lock production --for 2h --reason load test', says: 'frees itself after two hours' },
    ],
  },
  pin: {
    arguments: [ENVIRONMENT],
    flags: ['reason'],
    summary: 'Keep an environment on the release it runs',
    help: ['Later releases stop before a pinned environment. A rollback pins by itself.'],
    examples: [{ command: '/pin production --reason demo on Friday', says: 'no new release until `/unpin`' }],
  },
  unpin: {
    arguments: [ENVIRONMENT],
    flags: [],
    summary: 'Let releases into a pinned environment again',
    help: ['The newest release that waits before the environment goes on by itself.'],
    examples: [{ command: '/unpin production', says: 'move forward again after a rollback' }],
  },
  retry: {
    arguments: [RELEASE, { name: 'activity', required: false }],
    flags: ['set'],
    summary: 'Run again what failed, and only that',
    help: [
      'Keeps the number and every earlier attempt. What succeeded is not run again.',
      '`--set` changes an input for the new attempts; the release records it as a deviation.',
    ],
    examples: [
      { command: '/retry v12', says: 'everything in v12 that failed' },
      { command: '/retry v12 production --set replicas=3', says: 'one activity, with another input' },
    ],
  },
  abort: {
    arguments: [RELEASE],
    flags: ['force', 'reason'],
    summary: 'End a release; its living runs are cancelled first',
    help: [
      'An environment is freed when GitHub says that the cancelled run has ended. `--force` does not wait for that and marks the environment as uncertain.',
    ],
    examples: [{ command: '/abort v12 --reason wrong branch', says: 'end v12' }],
  },
  hold: {
    arguments: [RELEASE],
    flags: ['reason'],
    summary: 'Pause a release: nothing new starts until `/resume`',
    help: ['What is running goes on to its end.'],
    examples: [{ command: '/hold v12 --reason waiting for support', says: 'pause v12' }],
  },
  resume: {
    arguments: [RELEASE],
    flags: [],
    summary: 'Let a held release go on',
    help: ['Gates are judged again before anything starts.'],
    examples: [{ command: '/resume v12', says: 'go on with v12' }],
  },
  repair: {
    arguments: [],
    flags: ['apply'],
    summary: 'Examine the state branch, show what is wrong with it, and mend it',
    help: [
      'Nothing is decided from a state branch that was edited, taken back or deleted, and nothing of an app with a damaged file. `/repair` says what is wrong, in which file, and what it would do: a damaged file gets the text of the newest commit in which it was whole, what cannot be restored is moved aside, numbers that GitHub shows are not given again.',
      'With the token of what was shown it is done, in one commit that names who did it. If something else would be done by now, the new plan is shown instead.',
    ],
    examples: [
      { command: '/repair', says: 'show what is wrong and what would be done; nothing is changed' },
      { command: '/repair --apply 1f3a9c20', says: 'do what was shown under that token' },
    ],
  },
  releases: {
    arguments: [],
    flags: [],
    summary: 'List the releases, newest first',
    help: ['Shows number, status, commit, age and description.'],
    examples: [{ command: '/releases --app web', says: 'the releases of one app' }],
  },
  status: {
    arguments: [],
    flags: [],
    summary: 'Show what runs where, and who holds or waits for what',
    help: ['One line for each app and environment, with the command that frees it where it is held.'],
    examples: [{ command: '/status', says: 'all apps and environments' }],
  },
  info: {
    arguments: [{ name: 'release', required: true }],
    flags: [],
    summary: 'Show all about one release',
    help: [
      'Commit, cause, phases with every attempt, what it waits for, and where a rollback came from. Config vars are shown by name only.',
    ],
    examples: [{ command: '/info v12', says: 'what v12 is and how far it got' }],
  },
  help: {
    arguments: [{ name: 'topic', required: false }],
    flags: [],
    summary: 'Explain the commands, or one of them',
    help: ['Every command also works as `/signalbox <command>`.'],
    examples: [{ command: '/help rollback', says: 'how `/rollback` chooses and what it does' }],
  },
} as const satisfies Record<CommandName, CommandSpelling>;

/** @returns the command's name when the word is one, else null. Letter case does not matter, ASCII only. */
export function commandNamed(word: string): CommandName | null {
  const lower = word.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return isCommandName(lower) ? lower : null;
}

/** All names, in the order of the domain's table. */
export const COMMAND_NAMES: readonly CommandName[] = Object.keys(COMMAND_RULES).filter(isCommandName);

function isCommandName(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}
