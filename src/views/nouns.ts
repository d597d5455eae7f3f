import type { Detail } from '../domain/detail.ts';
import type { Instant } from '../domain/instant.ts';
import type { RepairStep } from '../domain/repair.ts';
import { age, moment, shortRef, shortSha } from './amounts.ts';
import type { Block, Item } from './block.ts';
import { list, paragraph } from './block.ts';
import type { Phrase } from './phrase.ts';
import { code, foreign, joined, link, listed, say } from './phrase.ts';

/** The release it is about, or our own words for it. */
export function release(detail: Detail, otherwise: Phrase = say`The release`): Phrase {
  return detail.release === undefined ? otherwise : foreign(detail.release);
}

export function other(detail: Detail, otherwise: Phrase = say`another release`): Phrase {
  return detail.other === undefined ? otherwise : foreign(detail.other);
}

/** The app. */
export function app(detail: Detail): Phrase {
  return detail.app === undefined ? say`The app` : say`The app ${code(detail.app)}`;
}

/** A place that is not in the config any more, and what holds it: `production of shop`, which is locked by bob. */
export function former(detail: Detail): Phrase {
  const { former: place } = detail;
  if (place === undefined) return say`another`;
  const who = place.held === 'taken' ? say` by ${other(detail)}` : by(detail);
  return say`${code(place.environment)} of ${foreign(place.app)}, which is ${held(place.held)}${who}`;
}

function held(word: 'locked' | 'pinned' | 'taken'): Phrase {
  switch (word) {
    case 'locked':
      return say`locked`;
    case 'pinned':
      return say`pinned`;
    case 'taken':
      return say`taken`;
  }
}

/** What takes that hold away. */
export function freeing(detail: Detail): Phrase {
  switch (detail.former?.held) {
    case 'locked':
      return say`unlock it`;
    case 'pinned':
      return say`unpin it`;
    default:
      return say`wait until its run has ended`;
  }
}

/** The environment, or all of them. */
export function place(detail: Detail, otherwise: Phrase = say`The environment`): Phrase {
  if (detail.environment !== undefined) return code(detail.environment);
  const many = detail.environments ?? [];
  return many.length === 0 ? otherwise : listed(many.map(code));
}

export function activity(detail: Detail, otherwise: Phrase = say`The activity`): Phrase {
  return detail.activity === undefined ? otherwise : code(detail.activity);
}

export function attempt(detail: Detail, otherwise: Phrase = say`The attempt`): Phrase {
  if (detail.attempt === undefined) return otherwise;
  const of = detail.activity === undefined ? [] : say` of ${code(detail.activity)}`;
  const inside = detail.release === undefined ? [] : say` in ${foreign(detail.release)}`;
  return say`Attempt ${detail.attempt}${of}${inside}`;
}

export function person(detail: Detail, otherwise: Phrase = say`somebody`): Phrase {
  return detail.by === undefined ? otherwise : foreign(detail.by);
}

/** ` by alice`, or nothing. */
export function by(detail: Detail): Phrase {
  return detail.by === undefined ? [] : say` by ${foreign(detail.by)}`;
}

export function commit(detail: Detail, otherwise: Phrase = say`the commit`): Phrase {
  return detail.sha === undefined ? otherwise : code(shortSha(detail.sha));
}

export function ref(detail: Detail, otherwise: Phrase = say`The ref`): Phrase {
  return detail.ref === undefined ? otherwise : code(shortRef(detail.ref));
}

export function name(detail: Detail, otherwise: Phrase): Phrase {
  return detail.name === undefined ? otherwise : code(detail.name);
}

/** `: why`, when somebody else's words are known. */
export function because(detail: Detail): Phrase {
  return detail.message === undefined ? [] : say`: ${foreign(detail.message)}`;
}

/** Who, since when, until when, and why: what a lock, a pin or a hold has to say for itself, or had. */
export function holder(detail: Detail, now: Instant, by: Phrase = say`By`): readonly Block[] {
  const items: Item[] = [];
  const who = detail.by === undefined ? [] : [say`${by} ${foreign(detail.by)}`];
  const since = detail.since === undefined ? [] : [say`${age(detail.since, now)} (${moment(detail.since)})`];
  if (who.length + since.length > 0) items.push({ phrase: joined([...who, ...since]) });
  if (detail.until !== undefined) {
    items.push({ phrase: say`Until ${moment(detail.until)} (${age(detail.until, now)})` });
  }
  if (detail.reason !== undefined) items.push({ phrase: say`Because: ${foreign(detail.reason)}` });
  return items.length === 0 ? [] : [list(items)];
}

/** Why what held is undone. */
export function undone({ undoneBecause: why }: Detail): readonly Block[] {
  return why === undefined ? [] : [paragraph(say`Removed because: ${foreign(why)}`)];
}

/** Since when a run is under way, and where to look at it. */
export function atWork(detail: Detail, now: Instant): readonly Block[] {
  if (detail.since === undefined) return run(detail);
  const watch = detail.run === undefined ? [] : say` · ${link(say`watch the run`, detail.run)}`;
  return [paragraph(say`It started ${age(detail.since, now)}${watch}.`)];
}

/** The run that works in an environment, and for which release. */
export function runThere(detail: Detail): Phrase {
  const of = detail.release === undefined ? [] : say` of ${foreign(detail.release)}`;
  return say`The run${of} in ${place(detail, say`the environment`)}`;
}

/** A link to the workflow run, when it is known. */
export function run(detail: Detail): readonly Block[] {
  return detail.run === undefined ? [] : [paragraph(link(say`The workflow run`, detail.run))];
}

/** What a lock, hold or abort found under way. */
export function underWay(detail: Detail): readonly Block[] {
  const { withdrawn = [], out = [] } = detail;
  const back = say`Taken back before it started: ${listed(withdrawn.map(foreign))}.`;
  const under = say`Already under way, and not stopped: ${listed(out.map(foreign))}.`;
  return [
    ...(withdrawn.length === 0 ? [] : [paragraph(back)]),
    ...(out.length === 0 ? [] : [paragraph(under)]),
  ];
}

/** The commands, or names, of which one is meant. Not needed where the answer ends with the same ones. */
export function choices(label: string, texts: readonly string[] | undefined): readonly Block[] {
  const shown = (texts ?? []).slice(0, 20);
  if (shown.length === 0) return [];
  return [
    paragraph([{ kind: 'own', text: `${label}:` }]),
    list(shown.map((text) => ({ phrase: code(text) }))),
  ];
}

/** What is wrong with the state branch, place by place, and what helps. */
export function repairs(detail: Detail): readonly Block[] {
  const items = (detail.steps ?? []).map((step) => ({
    phrase: say`${code(step.file)}: ${foreign(step.problem)}`,
    items: [{ phrase: remedyOf(step) }],
  }));
  return items.length === 0 ? [] : [list(items)];
}

function remedyOf({ remedy, commit, number }: RepairStep): Phrase {
  const at = commit === undefined ? [] : say` ${code(shortSha(commit))}`;
  switch (remedy) {
    case 'restore':
      return say`gets the text it has in commit${at}`;
    case 'set-aside':
      return say`is moved to ${code('set-aside/')}, where it can be looked at`;
    case 'take-over':
      return say`is taken over as it is${at}; what it lowered of turn and numbers is not`;
    case 'put-back':
      return say`every file gets the text it has in commit${at}`;
    case 'make-again':
      return say`is made again from the records`;
    case 'raise-number':
      return say`the next one is v${number ?? 1}; the records in between are lost`;
    case 'by-hand':
      return say`has to be mended by hand, with git`;
  }
}
