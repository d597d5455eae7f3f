import type { GitHubClient } from '../../github/client.ts';
import type { AppName } from '../../domain/names.ts';
import type { FileMap } from '../file-map.ts';
import {
  appPath,
  APPS_PATH,
  finalPath,
  INPUTS_PATH,
  isAppFolder,
  META_PATH,
  openFolder,
  REPOSITORY_PATH,
} from '../paths.ts';
import { type LoadOptions, StoreUnavailable } from '../store.ts';
import {
  type BlobAnswer,
  commitRead,
  type HeadAnswer,
  headRead,
  readCommit,
  readHead,
  type Selection,
  type SelectionAnswer,
} from './branch-query.ts';

/** What the branch holds as far as a turn needs it, all of one commit. */
export interface Snapshot {
  readonly head: HeadAnswer;
  readonly files: FileMap;
  readonly apps: readonly AppName[];
  /** Ids of the known pages that were asked for. */
  readonly pages: ReadonlyMap<string, string>;
  /** Texts of the pages that were wanted. */
  readonly pageTexts: FileMap;
}

/** Pages of summaries that are asked for along with the rest. */
export interface WantedPages {
  /** Known ones, of which only the id is wanted. */
  readonly ids: readonly string[];
  readonly texts: readonly string[];
}

/** Reads the state branch; what it costs depends on the open releases, not on all that ever were. */
export class BranchReader {
  readonly #client: GitHubClient;
  readonly #ref: string;
  /**
   * Apps of the last read, asked for by name in the next. Before the first it is a guess: where the config names no
   * app, the one there is has the repository's name. What is not there costs nothing.
   */
  #apps: readonly AppName[];

  constructor(client: GitHubClient, branch: string, apps: readonly AppName[] = [client.repo]) {
    this.#client = client;
    this.#ref = `refs/heads/${branch}`;
    this.#apps = apps;
  }

  /**
   * One request; two when an app shows up that was not known.
   * @param newest how many of the newest commits are named along with the head.
   */
  async read(
    want: LoadOptions['want'] = [],
    { newest = 0, ...pages }: WantedPages & { readonly newest?: number } = { ids: [], texts: [] },
  ): Promise<{ readonly snapshot: Snapshot | null; readonly date: Date }> {
    // What this read asks for; another one may learn of more apps meanwhile.
    const apps = this.#apps;
    const selection: Selection = {
      ...filesOfApps(apps),
      files: [
        META_PATH,
        REPOSITORY_PATH,
        INPUTS_PATH,
        ...filesOfApps(apps).files,
        ...new Set(want.map(finalPath)),
        ...pages.texts,
      ],
      names: APPS_PATH,
      ids: pages.ids,
    };
    const { data, date } = await this.#client.readRepository(headRead(this.#ref, selection, newest));
    const answer = readHead(data, selection);
    if (answer === null) return { snapshot: null, date };
    const { head, selected } = answer;
    const folders = selected.names.filter(isAppFolder);
    const news = folders.filter((name) => !apps.includes(name));
    const more = await this.#select(head.oid, filesOfApps(news));
    this.#apps = folders;
    const all = [...(await this.#texts(new Map([...selected.blobs, ...more])))];
    const isPage = ([path]: readonly [string, string]): boolean => pages.texts.includes(path);
    const files = new Map(all.filter((each) => !isPage(each)));
    const pageTexts = new Map(all.filter(isPage));
    return { snapshot: { head, files, apps: folders, pages: selected.ids, pageTexts }, date };
  }

  /** @returns those of the files that the commit has. */
  async readFiles(oid: string, files: readonly string[]): Promise<FileMap> {
    return this.#texts(await this.#select(oid, { files, folders: [], names: null }));
  }

  async #select(oid: string, selection: Selection): Promise<SelectionAnswer['blobs']> {
    if (selection.files.length === 0) return new Map();
    const { data } = await this.#client.readRepository(commitRead(oid, selection));
    const answer = readCommit(data, selection);
    if (answer === null) throw new StoreUnavailable(`GitHub does not show commit ${oid}`);
    return answer.blobs;
  }

  async #texts(blobs: ReadonlyMap<string, BlobAnswer>): Promise<FileMap> {
    const files = await Promise.all(
      [...blobs].map(async ([path, blob]) => [path, await this.#text(blob)] as const),
    );
    return new Map(files);
  }

  /** GraphQL cuts a text at 512,000 bytes, and leaves out what it takes for binary. */
  async #text(blob: BlobAnswer): Promise<string> {
    if (blob.text !== null && !blob.isTruncated) return blob.text;
    const { data } = await this.#client.rest<{ content: string }>(
      'GET /repos/{owner}/{repo}/git/blobs/{file_sha}',
      { file_sha: blob.oid },
    );
    return Buffer.from(data.content, 'base64').toString('utf8');
  }
}

function filesOfApps(apps: readonly AppName[]): Selection {
  return { files: apps.map(appPath), folders: apps.map(openFolder), names: null };
}
