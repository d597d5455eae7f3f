import { spellRelease } from '../domain/names.ts';
import type { Policy } from '../domain/policy.ts';
import type { Release } from '../domain/release.ts';
import type { Block, Item } from './block.ts';
import { commands, heading, list, paragraph } from './block.ts';
import { glyph, statusWord } from './glyphs.ts';
import { messageOf } from './messages.ts';
import type { Spelling } from './next-commands.ts';
import { nextCommands } from './next-commands.ts';
import type { Phrase } from './phrase.ts';
import { code, foreign, link, say, strong } from './phrase.ts';
import { whyOf } from './progress.ts';
import { origin } from './release-comment.ts';
import type { Row } from './rows.ts';
import { rowWord, rowsOf } from './rows.ts';

/** How a release is shown in the summary of a job. */
export interface TreeOptions {
  /** Null when it cannot be read; then addresses of environments are left out. */
  readonly policy: Policy | null;
  readonly spelling: Spelling;
}

/** @returns a release where it stands: headline, origin, its phases as a tree, what can be done next. */
export function releaseTree(release: Release, options: TreeOptions): readonly Block[] {
  const { severalApps } = options.spelling;
  const name = foreign(spellRelease(release, severalApps));
  return [
    heading(say`${glyph(release.status)} ${name} · ${whereabouts(release)}`),
    paragraph(origin(release, severalApps)),
    ...branches(release, options),
  ];
}

/** @returns the tree of its phases alone, and what can be done next. */
export function branches(release: Release, { policy, spelling }: TreeOptions): readonly Block[] {
  return [
    list(phaseItems(release, policy, spelling.severalApps)),
    ...commands('Next', nextCommands(release, spelling)),
  ];
}

/** `production running` where one activity says it all, else the release's own status. */
function whereabouts(release: Release): Phrase {
  const telling = rowsOf(release).filter(({ activity }) =>
    ['running', 'waiting', 'unknown', 'failed'].includes(activity.status),
  );
  const [row, ...more] = telling;
  if (row === undefined || more.length > 0) return statusWord(release.status);
  return say`${code(row.activity.name)} ${statusWord(row.activity.status)}`;
}

function phaseItems(release: Release, policy: Policy | null, severalApps: boolean): readonly Item[] {
  const rows = rowsOf(release);
  return release.phases.map((phase): Item => {
    const within = rows.filter((row) => row.phase === phase.name);
    const items = within.map((row) => activityItem(release, row, policy, severalApps));
    const [only, ...more] = items;
    if (only && more.length === 0 && within[0]?.activity.name === phase.name) return only;
    return {
      phrase: say`${glyph(phase.status)} ${strong(foreign(phase.name))} ${statusWord(phase.status)}`,
      items,
    };
  });
}

function activityItem(release: Release, row: Row, policy: Policy | null, severalApps: boolean): Item {
  const { activity, attempt } = row;
  const why = whyOf(release, row, severalApps);
  const behind = why === null ? [] : say`: ${why}`;
  const run = attempt?.run ? say` · ${link(say`run`, attempt.run.url)}` : [];
  const waiting = attempt?.status === 'waiting' ? attempt.waiting : undefined;
  const remedy = waiting && messageOf(waiting.for).remedy?.(waiting.detail);
  return {
    phrase: say`${glyph(activity.status)} ${place(row, policy)} ${rowWord(release, row)}${behind}${run}`,
    ...(remedy ? { items: [{ phrase: remedy }] } : {}),
  };
}

/** @returns the name of an activity, with the address of its environment behind it. */
export function place({ spec, activity }: Row, policy: Policy | null): Phrase {
  const url = spec.kind === 'deploy' ? policy?.environments[spec.environment]?.url : undefined;
  return link(code(activity.name), url);
}
