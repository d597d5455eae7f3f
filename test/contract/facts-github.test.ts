import type { Actor } from '../../src/domain/actor.ts';
import { githubFacts } from '../../src/facts/github/github-facts.ts';
import type { SandboxShop } from '../support/sandbox-shop.ts';
import { openSandboxShop } from '../support/sandbox-shop.ts';
import type { CommitOrder, FactsRepository } from './facts-repository.ts';
import { factsContract } from './facts.ts';

const SHOP = 'acme/shop';

factsContract('github', async () => githubRepository(await openSandboxShop()));

function githubRepository(shop: SandboxShop): FactsRepository {
  const { sandbox, client } = shop;
  const mona = sandbox.as('mona');
  let issue: number | null = null;
  return {
    facts: githubFacts(client),
    team: 'acme/ops',
    commit: (order) => commit(shop, order),
    async tag(name, sha, annotated = false) {
      const target = annotated ? await annotate(shop, name, sha) : sha;
      await mona.rest('POST', `/repos/${SHOP}/git/refs`, { ref: `refs/tags/${name}`, sha: target });
    },
    check: (sha, name, state) => mona.setStatus(SHOP, sha, { context: name, state }),
    person(login, permission, inTeam = false): Promise<Actor> {
      const { id } = sandbox.createUser(login);
      shop.repository.grant(login, permission);
      if (inTeam) sandbox.createTeam({ organization: 'acme', slug: 'ops', members: [login] });
      return Promise.resolve({ login, id });
    },
    async comment(author, body) {
      issue ??= await mona.openIssue(SHOP, 'talk');
      const id = await sandbox.as(author.login).comment(SHOP, issue, body);
      const written = await mona.rest('GET', `/repos/${SHOP}/issues/comments/${id}`);
      return { id: String(id), createdAt: String(Object(written).created_at) };
    },
    async react(comment, content) {
      await mona.rest('POST', `/repos/${SHOP}/issues/comments/${comment}/reactions`, { content });
    },
    async merge(branch) {
      const number = await mona.openPullRequest(SHOP, { head: branch });
      return { number, sha: await mona.mergePullRequest(SHOP, number) };
    },
    close: () => shop.close(),
  };
}

/** Moves the branch to where it begins before the commit goes on top of it. */
async function commit({ sandbox }: SandboxShop, { branch, from, ...change }: CommitOrder): Promise<string> {
  const mona = sandbox.as('mona');
  if (from !== undefined) {
    await mona.rest('POST', `/repos/${SHOP}/git/refs`, { ref: `refs/heads/${branch}`, sha: from });
  }
  return await mona.commit(SHOP, { branch, message: 'change', ...change });
}

/** @returns the id of a new tag object. */
async function annotate({ sandbox }: SandboxShop, tag: string, sha: string): Promise<string> {
  const made = await sandbox
    .as('mona')
    .rest('POST', `/repos/${SHOP}/git/tags`, { tag, message: `release ${tag}`, object: sha, type: 'commit' });
  return String(Object(made).sha);
}
