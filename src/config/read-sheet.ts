import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, Scalar, YAMLMap } from 'yaml';
import type { Json } from '../domain/json.ts';
import { quoted, START } from './problems.ts';
import type { Position, Problems } from './problems.ts';
import { placeKey, Sheet } from './sheet.ts';
import type { Path, Place } from './sheet.ts';

const MAX_BYTES = 200 * 1024;
/** After aliases are replaced by what they stand for. */
const MAX_VALUES = 20_000;
const MAX_DEPTH = 60;
/** Each is looked up by walking the file. */
const MAX_ALIASES = 100;

export interface SheetSource {
  readonly file: string;
  readonly text: string;
  /** Refuse numbers that YAML would change (`007`, more than 15 digits): what we pass on must be what was written. */
  readonly exactNumbers: boolean;
}

/**
 * Reads a YAML text, whoever wrote it: bounded in size, depth and aliases, duplicate keys and foreign tags refused.
 *
 * @returns null when it cannot be read at all; the reasons are then among the problems.
 */
export function readSheet(source: SheetSource, problems: Problems): Sheet | null {
  if (!isReadableText(source, problems)) return null;
  const lines = new Lines(source.text);
  const document = parse(source, lines, problems);
  if (document === null) return null;
  const walk = new Walk(source, document, lines);
  const value = walk.valueOf(document.contents, [], START, 0);
  for (const [position, message] of walk.complaints) problems.add(source.file, position, message);
  return walk.isTooMuch ? null : new Sheet(source.file, value, walk.places, problems);
}

function isReadableText({ file, text }: SheetSource, problems: Problems): boolean {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    problems.add(file, START, `the file has more than ${MAX_BYTES / 1024} KB`);
    return false;
  }
  const foreign = text.search(/[\uFFFD\0]/);
  if (foreign < 0) return true;
  const before = text.slice(0, foreign).split('\n');
  const position = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  problems.add(file, position, 'the file is not text in UTF-8');
  return false;
}

function parse(source: SheetSource, lines: Lines, problems: Problems): Document.Parsed | null {
  let document: Document.Parsed;
  try {
    document = parseDocument(source.text, {
      // Compared pair by pair, which takes minutes for a file of a hundred thousand keys; `Walk` looks at keys itself.
      uniqueKeys: false,
      prettyErrors: false,
      resolveKnownTags: false,
      // "silent" would also keep quiet about a second document.
      logLevel: 'error',
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.add(source.file, START, 'the file is nested too deeply');
    return null;
  }
  // A warning is a tag or directive that YAML does not know, so a value would not be what its writer thinks.
  const complaints = source.exactNumbers ? [...document.errors, ...document.warnings] : document.errors;
  for (const complaint of complaints) {
    problems.add(source.file, lines.positionAt(complaint.pos[0]), shortened(complaint.message));
  }
  return complaints.length > 0 ? null : document;
}

/** What is out of place is repeated in the complaint, and may be the rest of the file. */
function shortened(message: string): string {
  return message.length > 300 ? `${message.slice(0, 300)}…` : message;
}

/** Own count of lines: the library's misses some where a file is broken, which is where it matters. */
class Lines {
  readonly #starts = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  positionAt(offset: number): Position {
    const within = Math.min(offset, this.#length);
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= within) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: within - (this.#starts[low] ?? 0) + 1 };
  }
}

/** Turns nodes into plain values and remembers where each of them stands. */
class Walk {
  readonly places = new Map<string, Place>();
  readonly complaints: (readonly [Position, string])[] = [];
  /** A limit was passed, so what was read is only a part. */
  isTooMuch = false;
  readonly #exactNumbers: boolean;
  readonly #document: Document.Parsed;
  readonly #lines: Lines;
  /** Anchored nodes around the one at hand: an alias to one of them has no end. */
  readonly #around = new Set<Node>();
  #values = 0;
  #aliases = 0;

  constructor(source: SheetSource, document: Document.Parsed, lines: Lines) {
    this.#exactNumbers = source.exactNumbers;
    this.#document = document;
    this.#lines = lines;
  }

  valueOf(node: unknown, path: Path, key: Position, depth: number): Json {
    const value = this.#positionOf(node, key);
    this.places.set(placeKey(path), { value, key });
    this.#values += 1;
    if (this.#values > MAX_VALUES) return this.#stop(value, `the file has more than ${MAX_VALUES} values`);
    if (depth > MAX_DEPTH) return this.#stop(value, `the file nests deeper than ${MAX_DEPTH} levels`);
    if (isScalar(node)) return this.#scalar(node, value);
    if (isAlias(node)) return this.#alias(node, path, value, depth);
    if (!isMap(node) && !isSeq(node)) return null;
    this.#around.add(node);
    const made = isMap(node) ? this.#map(node, path, depth) : this.#list(node.items, path, depth);
    this.#around.delete(node);
    return made;
  }

  #map(node: YAMLMap, path: Path, depth: number): Json {
    const entries = new Map<string, Json>();
    for (const pair of node.items) {
      const position = this.#positionOf(pair.key, START);
      const name = isScalar(pair.key) ? keyText(pair.key) : null;
      if (name === null) this.#give(position, 'a key must be plain text');
      else if (entries.has(name)) this.#give(position, `the key ${quoted(name)} stands here twice`);
      else entries.set(name, this.valueOf(pair.value, [...path, name], position, depth + 1));
      if (this.isTooMuch) break;
    }
    return Object.fromEntries(entries);
  }

  #list(items: readonly unknown[], path: Path, depth: number): Json {
    const made: Json[] = [];
    for (const [index, item] of items.entries()) {
      made.push(this.valueOf(item, [...path, index], this.#positionOf(item, START), depth + 1));
      if (this.isTooMuch) break;
    }
    return made;
  }

  #alias(node: Node, path: Path, at: Position, depth: number): Json {
    this.#aliases += 1;
    if (this.#aliases > MAX_ALIASES) return this.#stop(at, `the file has more than ${MAX_ALIASES} aliases`);
    const target = isAlias(node) ? node.resolve(this.#document) : undefined;
    if (target === undefined) return this.#give(at, 'this alias has no anchor');
    if (this.#around.has(target)) return this.#give(at, 'this alias stands within what it stands for');
    return this.valueOf(target, path, at, depth);
  }

  #scalar(node: Scalar, at: Position): Json {
    const { value } = node;
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value !== 'number') return this.#give(at, 'this kind of value is not supported');
    const inexact = !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value));
    const changed = inexact || /^[-+]?0\d/.test(node.source ?? '');
    if (this.#exactNumbers && changed) {
      this.#give(at, 'this number would be changed by YAML: put it in quotes');
    }
    return Number.isFinite(value) ? value : null;
  }

  #positionOf(node: unknown, otherwise: Position): Position {
    const range = isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? node.range : null;
    return range ? this.#lines.positionAt(range[0]) : otherwise;
  }

  #stop(at: Position, message: string): null {
    if (!this.isTooMuch) this.#give(at, message);
    this.isTooMuch = true;
    return null;
  }

  #give(at: Position, message: string): null {
    this.complaints.push([at, message]);
    return null;
  }
}

/** The text as it was written: `1: x` has the key "1", `yes: x` the key "yes". */
function keyText(key: Scalar): string | null {
  const text = key.source ?? (typeof key.value === 'string' ? key.value : null);
  return text === '__proto__' ? null : text;
}
