import type { GitObject, ObjectStore } from './objects.ts';

export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly date: Date;
}

export interface Commit {
  readonly oid: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** The commit that an expression leads to, through tags; null when there is none. */
export async function readCommit(objects: ObjectStore, expression: string): Promise<Commit | null> {
  const object = await objects.read(`${expression}^{commit}`);
  return object?.type === 'commit' ? parseCommit(object) : null;
}

export function writeCommit(objects: ObjectStore, commit: Omit<Commit, 'oid'>): string {
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${signatureLine(commit.author)}`,
    `committer ${signatureLine(commit.committer)}`,
    '',
    commit.message,
  ];
  return objects.write('commit', Buffer.from(lines.join('\n')));
}

export function signatureLine(signature: Signature): string {
  const clean = (text: string): string => text.replace(/[<>\n\0]/g, '').trim();
  const seconds = Math.floor(signature.date.getTime() / 1000);
  return `${clean(signature.name)} <${clean(signature.email)}> ${String(seconds)} +0000`;
}

export function parseSignature(line: string): Signature {
  const parts = /^(.*?) ?<(.*)> (\d+) [+-]\d{4}$/.exec(line);
  const [, name = '', email = '', seconds = '0'] = parts ?? [];
  return { name, email, date: new Date(Number(seconds) * 1000) };
}

function parseCommit(object: GitObject): Commit {
  const text = object.content.toString('utf8');
  const blank = text.indexOf('\n\n');
  const headers = text.slice(0, blank).split('\n');
  const all = (name: string): string[] =>
    headers.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  return {
    oid: object.oid,
    tree: all('tree')[0] ?? '',
    parents: all('parent'),
    author: parseSignature(all('author')[0] ?? ''),
    committer: parseSignature(all('committer')[0] ?? ''),
    // Git ends messages with a line break; GitHub shows them without.
    message: text.slice(blank + 2).replace(/\n$/, ''),
  };
}
