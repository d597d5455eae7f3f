import type { GitHubClient, RepositoryRead } from '../../github/client.ts';
import type { PolicySource } from '../facts.ts';
import { FactsUnavailable } from '../facts.ts';

interface BlobJson {
  readonly oid: string;
  readonly text: string | null;
  readonly isTruncated: boolean;
}

interface Branch<Target> {
  /** In its true spelling, whatever spelling the client was made with. */
  readonly name: string;
  readonly defaultBranchRef: { readonly name: string; readonly target: Target } | null;
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
  readonly workflows: {
    readonly object: { readonly oid: string; readonly entries?: readonly TreeEntryJson[] } | null;
  } | null;
}

/** Ids say whether files are still what they were; when only code was pushed, nothing is read again. */
interface IdsJson {
  readonly oid: string;
  readonly yml: IdJson | null;
  readonly yaml: IdJson | null;
  readonly workflows: IdJson | null;
}

interface IdJson {
  readonly object: { readonly oid: string } | null;
}

const TEXT = 'fragment Text on Blob { oid text isTruncated }';
const IDS = readOfFiles('oid', 'oid');

const FILE_TEXT = 'oid ...Text';
const FOLDER_TEXT = 'oid ... on Tree { entries { name type object { ...Text } } }';
const FILES = readOfFiles(FILE_TEXT, FOLDER_TEXT);

/** The same of a commit that is the head no more. */
interface OldFilesJson {
  readonly name: string;
  readonly defaultBranchRef: { readonly name: string } | null;
  /** Anything that has this id; only a commit has files. */
  readonly object: Partial<FilesJson> | null;
}

/** Everything goes through one commit object, so that no push can come between two files. */
function readOfFiles(file: string, folder: string): RepositoryRead {
  return {
    fields: `
    name
    defaultBranchRef {
      name
      target { ${ofCommit(file, folder)} }
    }`,
    fragments: file.includes('...Text') ? [TEXT] : [],
  };
}

function readAt(sha: string): RepositoryRead {
  return {
    fields: `name defaultBranchRef { name } object(oid: $policySha) { ${ofCommit(FILE_TEXT, FOLDER_TEXT)} }`,
    variables: { policySha: { type: 'GitObjectID!', value: sha } },
    fragments: [TEXT],
  };
}

function ofCommit(file: string, folder: string): string {
  return `
        oid
        ... on Commit {
          yml: file(path: ".github/signalbox.yml") { object { ${file} } }
          yaml: file(path: ".github/signalbox.yaml") { object { ${file} } }
          workflows: file(path: ".github/workflows") { object { ${folder} } }
        }`;
}

/** What was read last, with what tells whether it is still so. */
interface Kept {
  readonly source: PolicySource;
  readonly ids: string;
}

/** Reads policy files; while they stay as they are, a small question replaces the whole answer. */
export class PolicyReader {
  readonly #client: GitHubClient;
  #last: Kept | null = null;

  constructor(client: GitHubClient) {
    this.#client = client;
  }

  /**
   * @returns the files of the default branch's head.
   * @throws {FactsUnavailable} when the repository has no commit yet.
   */
  async read(): Promise<PolicySource> {
    return (this.#last && (await this.#ifSame(this.#last))) ?? (await this.#readFiles());
  }

  /** @returns the files of an older commit; null when GitHub does not have it any more. */
  async readAt(sha: string): Promise<PolicySource | null> {
    const { data } = await this.#client.readRepository<OldFilesJson>(readAt(sha));
    const files = data?.object ?? null;
    if (data === null || files?.oid === undefined) return null;
    const { oid, yml = null, yaml = null, workflows = null } = files;
    const source = await this.#source(data.defaultBranchRef?.name ?? '', { oid, yml, yaml, workflows });
    return { repository: data.name, ...source };
  }

  /** @returns null when one of the files has changed. */
  async #ifSame(last: Kept): Promise<PolicySource | null> {
    const { data } = await this.#client.readRepository<Branch<IdsJson>>(IDS);
    const branch = data?.defaultBranchRef ?? null;
    if (branch === null || idsOf(branch.target) !== last.ids) return null;
    const source = { ...last.source, sha: branch.target.oid, defaultBranch: branch.name };
    this.#last = { source, ids: last.ids };
    return source;
  }

  async #readFiles(): Promise<PolicySource> {
    const { data } = await this.#client.readRepository<Branch<FilesJson>>(FILES);
    const branch = data?.defaultBranchRef ?? null;
    if (branch === null) throw new FactsUnavailable('the repository has no commit on its default branch');
    const repository = data?.name ?? this.#client.repo;
    const source = { repository, ...(await this.#source(branch.name, branch.target)) };
    this.#last = { source, ids: idsOf(branch.target) };
    return source;
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

/** `.github/workflows` may be anything but a folder, and `signalbox.yml` a folder: an id it has all the same. */
function idsOf({ yml, yaml, workflows }: IdsJson | FilesJson): string {
  return JSON.stringify([yml, yaml, workflows].map((each) => idOf(each?.object ?? null)));
}

function idOf(object: object | null): unknown {
  return object !== null && 'oid' in object ? object.oid : null;
}
