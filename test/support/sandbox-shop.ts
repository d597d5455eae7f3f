import type { GitHubClient } from '../../src/github/client.ts';
import { createLimiter } from '../../src/github/limiter.ts';
import { createGitHubClient } from '../../src/github/octokit-client.ts';
import type { Sandbox, SandboxInstallation, SandboxRepository } from '../../src/sandbox/sandbox-api.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';

/** The repository `acme/shop` on a sandbox of its own, and an App's client for it. */
export interface SandboxShop {
  readonly sandbox: Sandbox;
  readonly repository: SandboxRepository;
  readonly installation: SandboxInstallation;
  readonly client: GitHubClient;
  /** Who the client writes as. */
  readonly botLogin: string;
  /** Ends the sandbox. @throws when it met a mistake of its own. */
  close(): Promise<void>;
}

/** Permissions of the App, as the product asks for them (`app.yml`). */
const PERMISSIONS = {
  actions: 'write',
  checks: 'read',
  contents: 'write',
  deployments: 'write',
  issues: 'write',
  members: 'read',
  metadata: 'read',
  pull_requests: 'write',
  statuses: 'write',
} as const;

/** @param files of the first commit; none: the repository is empty. Its administrator is `mona`. */
export async function openSandboxShop(files: Readonly<Record<string, string>> = {}): Promise<SandboxShop> {
  const sandbox = await startSandbox();
  sandbox.createOrganization('acme');
  sandbox.createUser('mona');
  const repository = await sandbox.createRepository({
    owner: 'acme',
    name: 'shop',
    files,
    collaborators: { mona: 'admin' },
  });
  const app = sandbox.createApp({ name: 'Signalbox', owner: 'acme', permissions: PERMISSIONS, events: [] });
  const installation = sandbox.install(app, 'acme');
  const client = createGitHubClient({
    owner: 'acme',
    repo: 'shop',
    auth: { kind: 'token', token: installation.token() },
    baseUrl: sandbox.apiUrl,
    limiter: createLimiter({ writeSpacing: 0 }),
    // Faults are told to strike a certain number of times, so that waiting between tries would gain nothing.
    wait: () => Promise.resolve(),
  });
  return {
    sandbox,
    repository,
    installation,
    client,
    botLogin: app.botLogin,
    async close() {
      const problems = [...sandbox.problems];
      await sandbox.close();
      if (problems.length > 0) throw new Error(`mistakes of the sandbox: ${problems.join('; ')}`);
    },
  };
}
