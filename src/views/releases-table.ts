import type { Instant } from '../domain/instant.ts';
import type { ReleaseSummary } from '../domain/release.ts';
import { age, shortSha } from './amounts.ts';
import type { Block, Cell } from './block.ts';
import { paragraph, table } from './block.ts';
import { statusText } from './glyphs.ts';
import { code, foreign, say } from './phrase.ts';

/** `/releases`: number, status, commit, age, description; newest first (CVX-S09, C-29). */
export function releasesBlocks(releases: readonly ReleaseSummary[], now: Instant): readonly Block[] {
  if (releases.length === 0) {
    return [paragraph(say`There is none yet: the next push, tag or command makes the first.`)];
  }
  const rows = releases
    .toSorted((a, b) => b.number - a.number)
    .map((release): readonly Cell[] => [
      [say`v${release.number}`],
      [statusText(release.status)],
      [code(shortSha(release.sha))],
      [age(release.createdAt, now)],
      [foreign(release.description)],
    ]);
  return [table(['Release', 'Status', 'Commit', 'Created', 'Description'], rows)];
}
