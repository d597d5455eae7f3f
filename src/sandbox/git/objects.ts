import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { endWithUs } from '../at-exit.ts';
import { gitEnvironment } from './process.ts';

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';

/** Whether a text is a whole object name, rather than an expression that leads to one. */
export function isOid(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

export interface GitObject {
  readonly oid: string;
  readonly type: ObjectType;
  readonly content: Buffer;
}

/** Objects of one bare repository: read through one long-lived `git cat-file`, written as loose objects. */
export interface ObjectStore {
  /** An object by oid or revision expression (`refs/heads/main^{tree}`, `<oid>:path`); null when there is none. */
  read(expression: string): Promise<GitObject | null>;
  /** Writes an object and answers its oid; one that exists already is left alone. */
  write(type: ObjectType, content: Uint8Array): string;
  close(): void;
}

export function openObjects(directory: string): ObjectStore {
  let reader: Reader | null = null;
  let closed = false;
  return {
    read(expression) {
      if (!canBeRead(expression)) return Promise.resolve(null);
      if (closed) return Promise.reject(new Error(`${directory} is closed`));
      reader ??= startReader(directory);
      return reader.read(expression);
    },
    write: (type, content) => writeLoose(directory, type, content),
    close() {
      closed = true;
      reader?.close();
      reader = null;
    },
  };
}

/**
 * Git takes `<oid>:../path` for relative to the folder that one is in. In a bare repository there is none, and that is
 * not "missing" to it, but the end.
 */
function canBeRead(expression: string): boolean {
  return !/[\n\0]|:\.{1,2}(?:\/|$)/.test(expression);
}

function writeLoose(directory: string, type: ObjectType, content: Uint8Array): string {
  const whole = Buffer.concat([Buffer.from(`${type} ${String(content.byteLength)}\0`), content]);
  const oid = createHash('sha1').update(whole).digest('hex');
  const folder = join(directory, 'objects', oid.slice(0, 2));
  const file = join(folder, oid.slice(2));
  if (existsSync(file)) return oid;
  mkdirSync(folder, { recursive: true });
  const temporary = join(folder, `tmp_obj_${randomUUID()}`);
  writeFileSync(temporary, deflateSync(whole, { level: 1 }), { mode: 0o444 });
  renameSync(temporary, file);
  return oid;
}

interface Reader {
  read(expression: string): Promise<GitObject | null>;
  close(): void;
}

interface Waiting {
  readonly expression: string;
  resolve(object: GitObject | null): void;
  reject(error: Error): void;
  /** How many readers ended while this was the first that waited. */
  ended: number;
}

/**
 * One that ends is replaced, whatever ended it: an expression that git dies of, or a signal that hit all of us. What
 * waited is asked again, apart from what was first in line twice, which must be the reason.
 */
function startReader(directory: string): Reader {
  const waiting: Waiting[] = [];
  let process: CatFile | null = null;
  let closed = false;
  const ask = ({ expression }: Waiting): void => {
    process ??= startCatFile(directory, (object) => waiting.shift()?.resolve(object), ended);
    process.ask(expression);
  };
  const ended = (): void => {
    process = null;
    const [first] = waiting;
    if (first !== undefined) first.ended += 1;
    const given = closed ? waiting.splice(0) : waiting.splice(0, first?.ended === 2 ? 1 : 0);
    for (const each of given) each.reject(new Error(`git cat-file ended in ${directory}`));
    waiting.forEach(ask);
  };
  return {
    read: (expression) =>
      new Promise((resolve, reject) => {
        const asked = { expression, resolve, reject, ended: 0 };
        waiting.push(asked);
        ask(asked);
      }),
    close() {
      closed = true;
      process?.close();
    },
  };
}

interface CatFile {
  ask(expression: string): void;
  close(): void;
}

function startCatFile(
  directory: string,
  answered: (object: GitObject | null) => void,
  ended: () => void,
): CatFile {
  const child = spawn('git', [`--git-dir=${directory}`, 'cat-file', '--batch'], {
    env: gitEnvironment(),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  endWithUs(child);
  let pending: Buffer = Buffer.alloc(0);
  child.stdout.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (let answer = parseAnswer(pending); answer !== null; answer = parseAnswer(pending)) {
      pending = pending.subarray(answer.length);
      answered(answer.object);
    }
  });
  // One that could not be started says so twice.
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    ended();
  };
  child.on('error', end);
  child.on('close', end);
  child.stdin.on('error', () => undefined);
  return {
    ask: (expression) => void child.stdin.write(`${expression}\n`),
    close() {
      child.stdin.end();
      child.kill();
    },
  };
}

/** `<oid> <type> <size>\n<content>\n`, or `<expression> missing\n` and its kin; null while bytes are missing. */
function parseAnswer(bytes: Buffer): { readonly length: number; readonly object: GitObject | null } | null {
  const lineEnd = bytes.indexOf(10);
  if (lineEnd < 0) return null;
  const head = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+)$/.exec(bytes.toString('utf8', 0, lineEnd));
  if (head === null) return { length: lineEnd + 1, object: null };
  const [, oid = '', type = '', size = ''] = head;
  const end = lineEnd + 1 + Number(size);
  if (bytes.length < end + 1) return null;
  const content = Buffer.from(bytes.subarray(lineEnd + 1, end));
  return { length: end + 1, object: { oid, type: objectType(type), content } };
}

function objectType(text: string): ObjectType {
  if (text === 'blob' || text === 'tree' || text === 'commit' || text === 'tag') return text;
  throw new Error(`git knows no object type ${text}`);
}
