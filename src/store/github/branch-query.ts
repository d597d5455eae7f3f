import { z } from 'zod';
import type { RepositoryRead } from '../../github/client.ts';
import { parsedAnswer } from './parsed-answer.ts';

/** Files and folders of one commit that one query asks for. */
export interface Selection {
  readonly files: readonly string[];
  /** Folders whose files are wanted with their text. */
  readonly folders: readonly string[];
  /** Folder of which only the names of its folders are wanted. */
  readonly names: string | null;
  /** Files of which only the id is wanted. */
  readonly ids?: readonly string[];
}

/** The text of a file may be missing or cut; its id always leads to all of it. */
export interface BlobAnswer {
  readonly oid: string;
  readonly text: string | null;
  readonly isTruncated: boolean;
}

export interface SelectionAnswer {
  /** By path, folders' files among them. */
  readonly blobs: ReadonlyMap<string, BlobAnswer>;
  readonly names: readonly string[];
  /** By path, of those files of which only the id was wanted and that exist. */
  readonly ids: ReadonlyMap<string, string>;
}

export interface HeadAnswer {
  readonly oid: string;
  readonly parents: number;
  /** Names that the commit's author goes by. */
  readonly authors: readonly string[];
  /** Ids of the newest commits of the branch, the head first; as many as were asked for. */
  readonly newest: readonly string[];
}

/**
 * The head and the files of one commit, in one query through that commit, so that they cannot be of two
 * (platform: `branch:path` expressions would each read the branch anew).
 * @param newest how many of the newest commits are named along with it.
 */
export function headRead(ref: string, selection: Selection, newest = 0): RepositoryRead {
  const history = newest > 0 ? `history(first: ${newest}) { nodes { oid } }` : '';
  return {
    fields: `
    ref(qualifiedName: $ref) {
      target {
        oid
        ... on Commit {
          parents(first: 1) { totalCount }
          author { name user { login } }
          ${history}
          ${fields(selection)}
        }
      }
    }`,
    variables: { ref: { type: 'String!', value: ref } },
    fragments: [BLOB],
  };
}

/** More files of a commit whose id is known. */
export function commitRead(oid: string, selection: Selection): RepositoryRead {
  return {
    fields: `
    object(oid: $oid) {
      ... on Commit {
        ${fields(selection)}
      }
    }`,
    variables: { oid: { type: 'GitObjectID!', value: oid } },
    fragments: [BLOB],
  };
}

const BLOB = 'fragment Text on Blob { oid text isTruncated }';

/** Paths are ours, of known characters; as JSON text they are valid GraphQL text, too. */
function fields({ files, folders, names, ids = [] }: Selection): string {
  return [
    ...ids.map((path, i) => `i${i}: file(path: ${JSON.stringify(path)}) { object { oid } }`),
    ...files.map((path, i) => `f${i}: file(path: ${JSON.stringify(path)}) { object { ...Text } }`),
    ...folders.map(
      (path, i) =>
        `d${i}: file(path: ${JSON.stringify(path)}) { object { ... on Tree { entries { name object { ...Text } } } } }`,
    ),
    ...(names === null
      ? []
      : [`names: file(path: ${JSON.stringify(names)}) { object { ... on Tree { entries { name type } } } }`]),
  ].join('\n          ');
}

const blobSchema = z.object({ oid: z.string(), text: z.string().nullable(), isTruncated: z.boolean() });
/** Where somebody has put a folder, or a submodule, it comes as an object without fields. */
const fileSchema = z.object({ object: z.looseObject({}).nullable() }).nullish();
const idSchema = z.object({ object: z.object({ oid: z.string() }).nullable() }).nullish();
/** Folders in a folder come as objects without fields. */
const folderSchema = z
  .object({
    object: z
      .object({
        entries: z.array(z.object({ name: z.string(), object: z.looseObject({}).nullable() })).default([]),
      })
      .nullable(),
  })
  .nullish();
const namesSchema = z
  .object({
    object: z
      .object({ entries: z.array(z.object({ name: z.string(), type: z.string() })).default([]) })
      .nullable(),
  })
  .nullish();

const commitSchema = z.looseObject({
  oid: z.string(),
  parents: z.object({ totalCount: z.int() }),
  author: z
    .object({
      name: z.string().nullable(),
      user: z.object({ login: z.string() }).nullable(),
    })
    .nullable(),
  history: z.object({ nodes: z.array(z.object({ oid: z.string() })) }).optional(),
});

const headSchema = z.object({ ref: z.object({ target: commitSchema.nullable() }).nullable() });
const objectSchema = z.object({ object: z.looseObject({}).nullable() });

/**
 * @returns null when the branch does not exist.
 * @throws {StoreUnavailable} when GitHub answered in another shape than its schema says.
 */
export function readHead(
  data: unknown,
  selection: Selection,
): { readonly head: HeadAnswer; readonly selected: SelectionAnswer } | null {
  const target = parsedAnswer(headSchema, data).ref?.target ?? null;
  if (target === null) return null;
  const { oid, parents, author, history } = target;
  const authors = [author?.user?.login, author?.name].filter((name) => typeof name === 'string');
  const newest = (history?.nodes ?? []).map((each) => each.oid);
  const head = { oid, parents: parents.totalCount, authors, newest };
  return { head, selected: readSelection(target, selection) };
}

/**
 * @returns null when there is no such commit (any more).
 * @throws {StoreUnavailable} as above.
 */
export function readCommit(data: unknown, selection: Selection): SelectionAnswer | null {
  const { object } = parsedAnswer(objectSchema, data);
  return object === null ? null : readSelection(object, selection);
}

function readSelection(answer: Readonly<Record<string, unknown>>, selection: Selection): SelectionAnswer {
  const blobs = new Map<string, BlobAnswer>();
  selection.files.forEach((path, i) => {
    const blob = blobOf(parsedAnswer(fileSchema, answer[`f${i}`])?.object);
    if (blob) blobs.set(path, blob);
  });
  selection.folders.forEach((path, i) => {
    for (const { name, object } of parsedAnswer(folderSchema, answer[`d${i}`])?.object?.entries ?? []) {
      const blob = blobOf(object);
      if (blob) blobs.set(`${path}/${name}`, blob);
    }
  });
  const ids = (selection.ids ?? []).flatMap((path, i): [string, string][] => {
    const object = parsedAnswer(idSchema, answer[`i${i}`])?.object;
    return object ? [[path, object.oid]] : [];
  });
  const entries = parsedAnswer(namesSchema, answer['names'])?.object?.entries ?? [];
  return {
    blobs,
    names: entries.filter(({ type }) => type === 'tree').map(({ name }) => name),
    ids: new Map(ids),
  };
}

/** @returns null for what is no file. */
function blobOf(object: object | null | undefined): BlobAnswer | null {
  return object && 'oid' in object ? parsedAnswer(blobSchema, object) : null;
}
