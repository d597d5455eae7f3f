import { git } from '../git/process.ts';
import { resolveCommit } from '../git/resolve.ts';
import type { Repository } from '../model/repository.ts';
import type { PagePlace } from './page.ts';

/** A commit: what Apps and people said of it, then what it changes. */
export async function commitText({ repository }: PagePlace, ref: string): Promise<string | null> {
  const commit = await resolveCommit(repository.objects, ref);
  if (commit === null) return null;
  const { oid } = commit;
  const shown = await git(repository.directory, ['show', '--stat', '--patch', '--format=fuller', oid, '--']);
  const said = [...statusLines(repository, oid), ...checkLines(repository, oid)];
  return said.length === 0 ? shown : ['Statuses and checks', '', ...said, '', shown].join('\n');
}

/** The newest of each context. */
function statusLines({ statuses }: Repository, oid: string): readonly string[] {
  const newest = new Map(statuses.filter(({ sha }) => sha === oid).map((each) => [each.context, each]));
  return [...newest.values()].map(({ state, context, description, targetUrl }) =>
    row([state, context, description ?? '', targetUrl ?? '']),
  );
}

function checkLines({ checkRuns }: Repository, oid: string): readonly string[] {
  const runs = [...checkRuns.values()].filter(({ headSha }) => headSha === oid);
  return runs.map(({ name, status, conclusion, detailsUrl }) =>
    row([conclusion ?? status, name, detailsUrl ?? '']),
  );
}

function row([state = '', ...others]: readonly string[]): string {
  return [state.padEnd(10), ...others.filter((each) => each !== '')].join('  ');
}
