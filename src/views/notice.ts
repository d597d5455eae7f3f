import type { NoticeEffect } from '../domain/effect.ts';
import type { Policy } from '../domain/policy.ts';
import type { Release } from '../domain/release.ts';
import { spellRelease } from '../domain/names.ts';
import type { State } from '../domain/state.ts';
import type { Block, Item } from './block.ts';
import { commands, heading, list } from './block.ts';
import { glyph, statusWord } from './glyphs.ts';
import { toMarkdown } from './markdown.ts';
import { nextCommands, spellingOf } from './next-commands.ts';
import type { Phrase } from './phrase.ts';
import { code, foreign, link, listed, say } from './phrase.ts';
import { whyOf } from './progress.ts';
import type { Row } from './rows.ts';
import { rowWord, rowsOf } from './rows.ts';

export interface NoticeOptions {
  readonly about: NoticeEffect['about'];
  readonly state: State;
  readonly policy: Policy | null;
}

/** A new comment, because an edit of the live one would tell nobody: a failure, a success, another end. */
export function renderNotice(release: Release, { about, state, policy }: NoticeOptions): string {
  const spelling = spellingOf(policy, state);
  const name = foreign(spellRelease(release, spelling.severalApps));
  const rows = rowsOf(release);
  const blocks: Readonly<Record<NoticeEffect['about'], () => readonly Block[]>> = {
    failed: () => failed(release, name, rows, spelling.severalApps),
    succeeded: () => succeeded(name, rows, policy),
    ended: () => ended(release, name, rows, spelling.severalApps),
  };
  return toMarkdown([...blocks[about](), ...commands('Next', nextCommands(release, spelling))]);
}

function failed(
  release: Release,
  name: Phrase,
  rows: readonly Row[],
  severalApps: boolean,
): readonly Block[] {
  const broken = rows.filter(({ activity }) => activity.status === 'failed');
  const where =
    broken.length === 0 ? [] : say` in ${listed(broken.map(({ activity }) => code(activity.name)))}`;
  return [
    heading(say`${glyph('failed')} ${name} failed${where}`),
    ...items(broken.map((row) => ({ phrase: line(release, row, severalApps) }))),
  ];
}

function succeeded(name: Phrase, rows: readonly Row[], policy: Policy | null): readonly Block[] {
  const places = rows.flatMap(({ spec, activity }) =>
    spec.kind === 'deploy' && activity.status === 'succeeded'
      ? [link(code(spec.environment), policy?.environments[spec.environment]?.url)]
      : [],
  );
  const where = places.length === 0 ? [] : say` in ${listed(places)}`;
  return [heading(say`${glyph('succeeded')} ${name} runs${where}`)];
}

function ended(release: Release, name: Phrase, rows: readonly Row[], severalApps: boolean): readonly Block[] {
  const notThrough = rows.filter(({ activity }) => !['succeeded', 'skipped'].includes(activity.status));
  return [
    heading(say`${glyph(release.status)} ${name} · ${statusWord(release.status)}`),
    ...items(notThrough.map((row) => ({ phrase: line(release, row, severalApps) }))),
  ];
}

function line(release: Release, row: Row, severalApps: boolean): Phrase {
  const why = whyOf(release, row, severalApps);
  const run = row.attempt?.run ? say` · ${link(say`run`, row.attempt.run.url)}` : [];
  return say`${code(row.activity.name)}: ${why ?? rowWord(release, row)}${run}`;
}

function items(all: readonly Item[]): readonly Block[] {
  return all.length === 0 ? [] : [list(all)];
}
