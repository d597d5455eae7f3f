import type { CheckDetail, Detail, ProblemDetail } from '../../domain/detail.ts';
import type { ReasonCode } from '../../domain/reason.ts';
import { count } from '../amounts.ts';
import type { Block, Item } from '../block.ts';
import { list } from '../block.ts';
import { CHECK_GLYPHS } from '../glyphs.ts';
import type { Message } from '../message.ts';
import * as the from '../nouns.ts';
import type { Phrase } from '../phrase.ts';
import { code, foreign, link, listed, say } from '../phrase.ts';

/** What an attempt waits for; some are refusals too. */
export const WAITING = {
  'environment-taken': {
    group: 'waiting',
    title: (detail) => say`${the.place(detail)} is taken by ${the.other(detail)}`,
    body: (detail, now) => the.atWork(detail, now),
    remedy: () => say`It is free when that release is through. If its run is dead, unlock the environment.`,
  },
  'environment-locked': {
    group: 'waiting',
    title: (detail) => say`${the.place(detail)} is locked${the.by(detail)}`,
    body: (detail, now) => the.holder(detail, now),
    remedy: () => say`Ask who holds it, or unlock it.`,
  },
  'environment-pinned': {
    group: 'waiting',
    title: (detail) => say`${the.place(detail)} is pinned${pinnedTo(detail)}`,
    body: (detail, now) => the.holder(detail, now),
    remedy: () => say`Promote the release that shall run there, or unpin the environment.`,
  },
  'environment-unknown': {
    group: 'waiting',
    title: (detail) => say`${the.place(detail)} is not in the config any more`,
    remedy: () => say`Put it back on the default branch, or abort the release.`,
  },
  'app-unknown': {
    group: 'waiting',
    title: (detail) => say`${the.app(detail)} is not in the config any more`,
    remedy: () =>
      say`Put it back on the default branch, or abort its releases. What people locked or pinned stays so.`,
  },
  'former-place-held': {
    group: 'waiting',
    title: (detail) => say`${the.place(detail)} is new, and may be the same place as ${the.former(detail)}`,
    body: (detail, now) => the.holder(detail, now),
    remedy: (detail) =>
      say`Both could be one place, and what holds the old name is not undone by editing a file: ${the.freeing(detail)}, or put the name back into the config.`,
  },
  'checks-pending': {
    group: 'waiting',
    title: (detail) => say`Required checks are still running${named(detail, 'pending')}`,
    body: checks,
    remedy: () => say`It goes on by itself when they are green.`,
  },
  'checks-missing': {
    group: 'waiting',
    title: (detail) => say`Nobody has reported required checks${named(detail, 'missing')}`,
    body: checks,
    remedy: (detail) =>
      say`Run them on this commit, or correct their names in the config; letter case does not matter.${instead(detail)}`,
  },
  'checks-unreadable': {
    group: 'waiting',
    title: (detail) => say`GitHub did not show all checks of the commit${the.because(detail)}`,
    remedy: () =>
      say`It is tried again. If it lasts, look at the permissions of Signalbox: statuses and checks, read.`,
  },
  'input-missing': {
    group: 'waiting',
    title: (detail) => say`A value does not exist yet: ${the.name(detail, say`an input refers to nothing`)}`,
    remedy: () => say`It goes on when the value is there; set the input by a retry to go on without.`,
  },
  'policy-invalid': {
    group: 'waiting',
    title: () => say`The config on the default branch has errors`,
    body: problems,
    remedy: () => say`Correct it on the default branch; it is read again at once.`,
  },
  'policy-absent': {
    group: 'waiting',
    title: () => say`The config, ${code('.github/signalbox.yml')}, is gone from the default branch`,
    remedy: () =>
      say`Nothing starts and nothing is undone by that. Put the file back (${code('git revert')}); or, to go on without rules of your own, write one that says nothing but ${code('signalbox: 1')}.`,
  },
  'github-unavailable': {
    group: 'waiting',
    title: (detail) => say`GitHub could not be asked about ${asked(detail)}`,
    remedy: () => say`It is asked again in every turn and every sweep; nobody has to do anything.`,
  },
  'on-hold': {
    group: 'waiting',
    title: (detail) => say`${the.release(detail)} is on hold${the.by(detail)}`,
    body: (detail, now) => the.holder(detail, now),
    remedy: () => say`It goes on when somebody resumes it.`,
  },
} as const satisfies Partial<Record<ReasonCode, Message>>;

/** What a rule wanted to know, in words. */
function asked({ topic }: Detail): Phrase {
  switch (topic) {
    case 'policy':
      return say`the config`;
    case 'checks':
      return say`the checks of the commit`;
    case 'access':
      return say`the role of whoever asked for it`;
    case 'run':
    case 'runByNonce':
      return say`a workflow run`;
    default:
      return say`what it depends on`;
  }
}

/** One line for each check: its state, its name, its address. */
export function checks(detail: Detail): readonly Block[] {
  const items = (detail.checks ?? []).map((check): Item => {
    return { phrase: say`${CHECK_GLYPHS[check.state]} ${link(code(check.name), check.url)} ${state(check)}` };
  });
  return items.length === 0 ? [] : [list(capped(items))];
}

/** One line for each error of the config: where, and what. */
export function problems(detail: Detail): readonly Block[] {
  const items = (detail.problems ?? []).map((each): Item => ({
    phrase: say`${where(each)} ${foreign(each.message)}`,
  }));
  return items.length === 0 ? [] : [list(capped(items))];
}

/** `: lint and test`, the checks that are in this state. */
export function named(detail: Detail, wanted: CheckDetail['state']): Phrase {
  const names = (detail.checks ?? [])
    .filter((check) => check.state === wanted)
    .map((check) => code(check.name));
  return names.length === 0 || names.length > 4 ? [] : say`: ${listed(names)}`;
}

/**
 * What is on the commit where something else was waited for: the names to choose from. The App is added where the name
 * is right, as then it is the App that the config asks for another one of.
 */
function instead(detail: Detail): Phrase {
  const missing = (detail.checks ?? []).filter((check) => check.state === 'missing');
  const wanted = new Set(missing.map((check) => check.name.toLowerCase()));
  const names = (detail.reported ?? []).slice(0, 10).map(({ name, app }) => {
    if (!wanted.has(name.toLowerCase())) return code(name);
    return say`${code(name)} by ${app === null ? say`a status` : code(app)}`;
  });
  if (detail.reported !== undefined && names.length === 0) return say` The commit has no other checks.`;
  return names.length === 0 ? [] : say` Reported on the commit: ${listed(names)}.`;
}

function capped(items: readonly Item[]): readonly Item[] {
  const most = 25;
  if (items.length <= most) return items;
  return [...items.slice(0, most), { phrase: count(items.length - most, 'more line') }];
}

function where({ file, line, column }: ProblemDetail): Phrase {
  return say`${code(`${file}:${line}:${column}`)}`;
}

function state(check: CheckDetail): Phrase {
  const words = {
    success: say`is green`,
    pending: say`is running`,
    failure: say`is red`,
    missing: say`is missing`,
  };
  return words[check.state];
}

function pinnedTo(detail: Detail): Phrase {
  return detail.other === undefined ? the.by(detail) : say` to ${foreign(detail.other)}${the.by(detail)}`;
}
