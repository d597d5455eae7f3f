import type { GitHubClient } from '../../github/client.ts';
import type { PolicySource } from '../facts.ts';
import { FactsUnavailable } from '../facts.ts';

interface BlobJson {
  readonly oid: string;
  readonly text: string | null;
  readonly isTruncated: boolean;
}

interface Branch<Target> {
  readonly repository: {
    readonly defaultBranchRef: { readonly name: string; readonly target: Target } | null;
  } | null;
}

/** The repository's name in its true spelling, whatever spelling the client was made with. */
interface Named {
  readonly repository: { readonly name: string } | null;
}

interface TreeEntryJson {
  readonly name: string;
  readonly type: string;
  readonly object: BlobJson | object | null;
}

interface FilesJson {
  readonly oid: string;
  readonly yml: { readonly object: BlobJson | object | null } | null;
  readonly yaml: { readonly object: BlobJson | object | null } | null;
  readonly workflows: { readonly object: { readonly entries?: readonly TreeEntryJson[] } | null } | null;
}

const HEAD_QUERY = `
query ($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) { defaultBranchRef { name target { oid } } }
}`;

/** Everything goes through one commit object, so that no push can come between two files. */
const FILES_QUERY = `
query ($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) {
    name
    defaultBranchRef {
      name
      target {
        oid
        ... on Commit {
          yml: file(path: ".github/signalbox.yml") { object { ...text } }
          yaml: file(path: ".github/signalbox.yaml") { object { ...text } }
          workflows: file(path: ".github/workflows") {
            object { ... on Tree { entries { name type object { ...text } } } }
          }
        }
      }
    }
  }
}
fragment text on Blob { oid text isTruncated }`;

/** Reads policy files; while the default branch stays where it is, a small question replaces the whole answer. */
export class PolicyReader {
  readonly #client: GitHubClient;
  #last: PolicySource | null = null;

  constructor(client: GitHubClient) {
    this.#client = client;
  }

  /**
   * @returns the files of the default branch's head.
   * @throws {FactsUnavailable} when the repository has no commit yet.
   */
  async read(): Promise<PolicySource> {
    const last = this.#last;
    if (last !== null && (await this.#isStill(last))) return last;
    const { data } = await this.#client.graphql<Branch<FilesJson> & Named>(
      FILES_QUERY,
      {},
      { missingIsNull: true },
    );
    const branch = data.repository?.defaultBranchRef ?? null;
    if (branch === null) throw new FactsUnavailable('the repository has no commit on its default branch');
    const repository = data.repository?.name ?? this.#client.repo;
    this.#last = { repository, ...(await this.#source(branch.name, branch.target)) };
    return this.#last;
  }

  async #isStill(last: PolicySource): Promise<boolean> {
    const { data } = await this.#client.graphql<Branch<{ readonly oid: string }>>(HEAD_QUERY);
    const branch = data.repository?.defaultBranchRef;
    return branch?.target.oid === last.sha && branch.name === last.defaultBranch;
  }

  async #source(defaultBranch: string, files: FilesJson): Promise<Omit<PolicySource, 'repository'>> {
    const workflows: Record<string, string> = {};
    for (const entry of files.workflows?.object?.entries ?? []) {
      if (entry.type !== 'blob' || !/\.ya?ml$/.test(entry.name)) continue;
      const text = await this.#text(entry.object);
      if (text !== null) workflows[entry.name] = text;
    }
    return { sha: files.oid, defaultBranch, config: await this.#config(files), workflows };
  }

  /** Where both spellings exist, `.yml` is the one that counts. */
  async #config(files: FilesJson): Promise<PolicySource['config']> {
    for (const [path, entry] of [
      ['.github/signalbox.yml', files.yml],
      ['.github/signalbox.yaml', files.yaml],
    ] as const) {
      const text = await this.#text(entry?.object ?? null);
      if (text !== null) return { path, text };
    }
    return null;
  }

  /**
   * @returns the text of a file; null for what is no file. GraphQL cuts texts at 512,000 bytes and gives none for
   * what it takes for binary; those are fetched whole.
   */
  async #text(object: BlobJson | object | null): Promise<string | null> {
    if (object === null || !('oid' in object)) return null;
    if (object.text !== null && !object.isTruncated) return object.text;
    const answer = await this.#client.rest<{ readonly content: string }>(
      'GET /repos/{owner}/{repo}/git/blobs/{file_sha}',
      { file_sha: object.oid },
    );
    return Buffer.from(answer.data.content, 'base64').toString('utf8');
  }
}
