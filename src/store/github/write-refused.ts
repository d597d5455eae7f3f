import { type GitHubClient, GitHubRefused } from '../../github/client.ts';
import { isGitHubError } from '../../github/github-error.ts';
import { StoreRefused, StoreUnavailable } from '../store.ts';
import { isFinalRefusal, saidBy } from './translated.ts';

interface RefJson {
  readonly ref: string;
}

interface RuleJson {
  readonly type: string;
  readonly ruleset_id?: number;
}

/**
 * Says why GitHub does not take a commit on the state branch. Its own words are thin: a branch that stands in the way is
 * "Reference update failed" (googleapis/release-please#1024), and a ruleset is never named (github-mcp-server#3080).
 * @returns the error as it was where trying again may help, or where it is about credentials and says so itself.
 */
export async function writeRefused(client: GitHubClient, branch: string, error: unknown): Promise<unknown> {
  if (!(error instanceof GitHubRefused) || !isFinalRefusal(error)) return error;
  const names = await branchesAround(client, branch);
  // Somebody was faster, and GitHub only said that it would not do.
  if (error.status === 422 && names.includes(branch)) {
    return new StoreUnavailable(error.message, { cause: error });
  }
  const cause = inTheWay(names, branch) ?? (await rulesOn(client, branch));
  if (cause === null) return error;
  return new StoreRefused('state-branch-refused', `${cause}. GitHub says: ${saidBy(error)}`, {
    cause: error,
  });
}

/** @returns names of branches that begin like this one. */
async function branchesAround(client: GitHubClient, branch: string): Promise<readonly string[]> {
  const [first = branch] = branch.split('/');
  const found = await looked(async () => {
    const route = 'GET /repos/{owner}/{repo}/git/matching-refs/{ref}';
    return (await client.rest<readonly RefJson[]>(route, { ref: `heads/${first}` })).data;
  });
  return (found ?? []).map(({ ref }) => ref.replace('refs/heads/', ''));
}

/** Git keeps branches as files: beside `signalbox` there can be no `signalbox/releases`, nor one below that. */
function inTheWay(names: readonly string[], branch: string): string | null {
  const above = branch.split('/').map((_, index, parts) => parts.slice(0, index).join('/'));
  const clash = names.find((name) => above.includes(name) || name.startsWith(`${branch}/`));
  if (clash === undefined) return null;
  return `there is a branch ${clash}, and git can have no branch ${branch} beside it: rename or delete ${clash}`;
}

/** Needs no more than to read metadata (GitHub documentation, "Get rules for a branch", "Get a repository ruleset"). */
async function rulesOn(client: GitHubClient, branch: string): Promise<string | null> {
  const rules = await looked(async () => {
    const route = 'GET /repos/{owner}/{repo}/rules/branches/{branch}';
    return (await client.restPages<RuleJson>(route, { branch })).data;
  });
  if (rules === null || rules.length === 0) return null;
  const ids = [...new Set(rules.flatMap((each) => each.ruleset_id ?? []))].slice(0, 5);
  const names = await Promise.all(ids.map((id) => rulesetName(client, id)));
  const types = [...new Set(rules.map(({ type }) => type))].join(', ');
  const named = names.length === 0 ? 'a ruleset' : names.join(', ');
  return `${named} holds ${branch} to rules (${types}): let Signalbox bypass them, or leave the branch out`;
}

async function rulesetName(client: GitHubClient, id: number): Promise<string> {
  const found = await looked(async () => {
    const route = 'GET /repos/{owner}/{repo}/rulesets/{ruleset_id}';
    return (await client.rest<{ readonly name: string }>(route, { ruleset_id: id })).data;
  });
  return found === null ? `the ruleset ${id}` : `the ruleset ${JSON.stringify(found.name)}`;
}

/** What cannot be found out is left unsaid: GitHub's own words remain. */
async function looked<T>(look: () => Promise<T>): Promise<T | null> {
  try {
    return await look();
  } catch (error) {
    if (isGitHubError(error)) return null;
    throw error;
  }
}
