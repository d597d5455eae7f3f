import type { Policy } from '../domain/policy.ts';
import type { Release } from '../domain/release.ts';
import { lasted } from './amounts.ts';
import type { Block, Cell } from './block.ts';
import { table } from './block.ts';
import { glyph, statusText } from './glyphs.ts';
import type { Phrase } from './phrase.ts';
import { code, foreign, joined, link, say, strong } from './phrase.ts';
import { whyOf } from './progress.ts';
import type { Row } from './rows.ts';
import { isNeverReached, rowWord, rowsOf } from './rows.ts';

/** @returns the activities of a release with status, reason and links; the phase is left out where it says nothing. */
export function progressTable(release: Release, policy: Policy | null, severalApps: boolean): Block {
  const rows = rowsOf(release);
  const isPlain = rows.every(({ phase, spec }) => phase === spec.name);
  const lines = rows.map((row, at): readonly Cell[] => {
    const isFirst = rows[at - 1]?.phase !== row.phase;
    const phase: Cell = isFirst ? [foreign(row.phase)] : [[]];
    const cells: readonly Cell[] = [[what(row, policy)], statusLines(release, row, severalApps)];
    return isPlain ? cells : [phase, ...cells];
  });
  return table(isPlain ? ['Phase', 'Status'] : ['Phase', 'Task or environment', 'Status'], lines);
}

/** A task by its name, a deploy by its environment, with its address once something runs there. */
function what({ spec, activity }: Row, policy: Policy | null): Phrase {
  if (spec.kind === 'task') return foreign(spec.name);
  const url = activity.status === 'succeeded' ? policy?.environments[spec.environment]?.url : undefined;
  return link(code(spec.environment), url);
}

function statusLines(release: Release, row: Row, severalApps: boolean): Cell {
  const { activity, attempt } = row;
  const status = isNeverReached(release, activity)
    ? say`${glyph('skipped')} ${rowWord(release, row)}`
    : statusText(activity.status);
  const tries = activity.attempts.filter((each) => each.withdrawn === undefined).length;
  const facts = [
    activity.status === 'failed' || activity.status === 'unknown' ? strong(status) : status,
    ...(tries > 1 ? [say`attempt ${activity.attempts.length}`] : []),
    ...duration(row),
    ...(attempt?.run ? [link(say`run`, attempt.run.url)] : []),
  ];
  const why = whyOf(release, row, severalApps);
  return [joined(facts, say` · `), ...(why === null ? [] : [why])];
}

function duration({ attempt }: Row): Phrase[] {
  const { dispatchedAt, finishedAt } = attempt ?? {};
  return dispatchedAt === undefined || finishedAt === undefined ? [] : [lasted(dispatchedAt, finishedAt)];
}
