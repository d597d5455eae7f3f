import { githubReporter } from '../../src/reporter/github/github-reporter.ts';
import type { RequestFault } from '../../src/sandbox/faults.ts';
import type { SandboxShop } from '../support/sandbox-shop.ts';
import { openSandboxShop } from '../support/sandbox-shop.ts';
import type { ReporterPlace } from './reporter-place.ts';
import { reporterContract } from './reporter.ts';

const SHOP = 'acme/shop';

const FAULTS: Readonly<Record<Parameters<ReporterPlace['failNext']>[0], RequestFault>> = {
  lost: { kind: 'act-then-answer', status: 502 },
  away: { kind: 'answer', status: 502 },
};

/** What is read of GitHub's lists. */
interface Listed {
  readonly id: number;
  readonly context?: string;
  readonly state?: string;
  readonly target_url?: string | null;
  readonly environment?: string;
  readonly body?: string;
  readonly content?: string;
  readonly user?: { readonly login: string };
}

reporterContract('github', async () => {
  const shop = await openSandboxShop({ 'README.md': 'hello\n' });
  return githubPlace(shop, (await shop.repository.head()) ?? '');
});

function githubPlace(shop: SandboxShop, sha: string): ReporterPlace {
  const { sandbox, client, botLogin } = shop;
  const mona = sandbox.as('mona');
  let pulls = 0;
  async function listed(path: string): Promise<readonly Listed[]> {
    return (await mona.rest('GET', `/repos/${SHOP}${path}`)) as unknown as readonly Listed[];
  }
  return {
    reporter: githubReporter(client),
    sha,
    async newPull() {
      const head = `topic-${(pulls += 1)}`;
      await mona.commit(SHOP, { branch: head, message: head, files: { [head]: head } });
      return await mona.openPullRequest(SHOP, { head });
    },
    comment: async (issue, body) => String(await mona.comment(SHOP, issue, body)),
    async removeComment(id) {
      await mona.rest('DELETE', `/repos/${SHOP}/issues/comments/${id}`);
    },
    async statuses() {
      const oldestFirst = (await listed(`/commits/${sha}/statuses`)).toReversed();
      const entries = oldestFirst.map(({ context = '', state = '', target_url = null }) => [
        context,
        { state, targetUrl: target_url },
      ]);
      return Object.fromEntries(entries) as Awaited<ReturnType<ReporterPlace['statuses']>>;
    },
    async deployments() {
      const all = await listed(`/deployments?sha=${sha}`);
      return await Promise.all(
        all.map(async ({ id, environment = '' }) => {
          const statuses = await listed(`/deployments/${id}/statuses`);
          return {
            id: String(id),
            environment,
            states: statuses.map(({ state = '' }) => state).toReversed(),
          };
        }),
      );
    },
    async comments(issue) {
      const all = await listed(`/issues/${issue}/comments`);
      return all
        .filter(({ user }) => user?.login === botLogin)
        .map(({ id, body = '' }) => ({ id: String(id), body }));
    },
    async reactions(comment) {
      return (await listed(`/issues/comments/${comment}/reactions`)).map(({ content = '' }) => content);
    },
    failNext: (how) => {
      sandbox.faults.request(
        ({ method, route }) => method !== 'GET' && route !== 'POST /graphql',
        FAULTS[how],
      );
    },
    close: () => shop.close(),
  };
}
