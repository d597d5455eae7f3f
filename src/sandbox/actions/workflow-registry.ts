import { basename } from 'node:path';
import { listFolder, readBlob, resolveRef, type BlobReference } from './bare-git.ts';
import type { ActionsHost, HostRepository } from './host.ts';
import type { NextId } from './ids.ts';
import { parseWorkflowFile, type ParsedWorkflow } from './workflow-file.ts';

const FOLDER = '.github/workflows';

/** A workflow as GitHub lists it: known once it has been on the default branch or has run. */
export interface RegisteredWorkflow {
  readonly id: number;
  readonly path: string;
  readonly name: string;
  readonly branch: string;
  readonly createdAt: Date;
}

/** Workflow files of commits, and the numbers GitHub gives to their paths. */
export class WorkflowRegistry {
  readonly #host: ActionsHost;
  readonly #nextId: NextId;
  readonly #ids = new Map<string, number>();
  readonly #known = new Map<string, RegisteredWorkflow>();
  readonly #files = new Map<string, Promise<readonly BlobReference[]>>();
  readonly #parsed = new Map<string, Promise<ParsedWorkflow>>();

  constructor(host: ActionsHost, nextId: NextId) {
    this.#host = host;
    this.#nextId = nextId;
  }

  /** Workflows of a repository, those of its default branch read anew. */
  async list(repository: HostRepository): Promise<readonly RegisteredWorkflow[]> {
    const head = await resolveRef(repository.gitDirectory, `refs/heads/${repository.defaultBranch}`);
    const files = head === null ? [] : await this.files(repository, head.sha);
    for (const file of files) await this.register(repository, file);
    const prefix = key(repository.fullName, '');
    return [...this.#known].filter(([each]) => each.startsWith(prefix)).map(([, workflow]) => workflow);
  }

  /** By file name, path or id; null: GitHub would answer 404. */
  async find(repository: HostRepository, workflow: string): Promise<RegisteredWorkflow | null> {
    const all = await this.list(repository);
    return (
      all.find(
        ({ id, path }) => String(id) === workflow || path === workflow || basename(path) === workflow,
      ) ?? null
    );
  }

  /** Workflow files of a commit; read once, as a commit does not change. */
  files(repository: HostRepository, sha: string): Promise<readonly BlobReference[]> {
    const at = `${String(repository.id)} ${sha}`;
    const files =
      this.#files.get(at) ??
      listFolder(repository.gitDirectory, sha, FOLDER).then((all) =>
        all.filter(({ path }) => /\.ya?ml$/.test(path)),
      );
    this.#files.set(at, files);
    return files;
  }

  async register(repository: HostRepository, file: BlobReference): Promise<RegisteredWorkflow> {
    const at = key(repository.fullName, file.path);
    // Before the first await, so that two who meet a new file at once give it one number.
    const id = this.#ids.get(at) ?? this.#nextId();
    this.#ids.set(at, id);
    const parsed = await this.parse(repository, file);
    const workflow = {
      id,
      path: file.path,
      name: parsed.kind === 'valid' ? parsed.file.name : file.path,
      branch: repository.defaultBranch,
      createdAt: this.#known.get(at)?.createdAt ?? this.#host.clock.now(),
    };
    this.#known.set(at, workflow);
    return workflow;
  }

  /** Parses a file once per content. */
  parse(repository: HostRepository, file: BlobReference): Promise<ParsedWorkflow> {
    const content = `${file.path}\n${file.oid}`;
    const parsed =
      this.#parsed.get(content) ??
      readBlob(repository.gitDirectory, file.oid).then((text) => parseWorkflowFile(file.path, text));
    this.#parsed.set(content, parsed);
    return parsed;
  }
}

function key(repository: string, path: string): string {
  return `${repository.toLowerCase()}\n${path}`;
}
