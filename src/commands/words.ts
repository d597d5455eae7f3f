import type { Json } from '../domain/json.ts';

/** The words behind a command's name. `reason` is everything behind `--reason`, exactly as it was written. */
export interface Words {
  readonly words: readonly string[];
  readonly reason: string | null;
}

/**
 * Splits one line of text at spaces and tabs; double quotes keep spaces together and stay in the word. The first
 * `--reason` outside quotes ends the splitting: everything behind it is text, whatever it looks like (attack A22).
 */
export function splitLine(line: string): Words {
  const words: string[] = [];
  const token = /[ \t]*((?:"(?:[^"\\]|\\.)*"?|[^" \t])+)/y;
  for (let match = token.exec(line); match !== null; match = token.exec(line)) {
    const word = match[1] ?? '';
    if (/^--reason(=|$)/.test(word)) {
      const start = token.lastIndex - word.length + '--reason'.length;
      return { words, reason: line.slice(start).replace(/^=/, '').trim() };
    }
    words.push(word);
  }
  return { words, reason: null };
}

/** The same from words that a shell has split; what follows `--reason` is joined again. */
export function splitArgv(argv: readonly string[]): Words {
  const at = argv.findIndex((word) => /^--reason(=|$)/.test(word));
  if (at < 0) return { words: argv, reason: null };
  const first = argv[at]?.slice('--reason='.length) ?? '';
  const reason = [first, ...argv.slice(at + 1)].join(' ').trim();
  return { words: argv.slice(0, at), reason };
}

/** @returns the text of a word, without its quotes; null when the quotes do not close or are in the middle. */
export function unquote(word: string): string | null {
  if (!word.includes('"')) return word;
  try {
    const value: unknown = JSON.parse(word);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/**
 * @returns the value of a `--set name=value`: `true`, `false`, `null` and numbers as JSON, everything else as text;
 * undefined when quotes do not close. A number is one only if it is printed again just so: `1.10` is a
 * version and `0012` a build number, and both stay text. `"12"` is text because of its quotes.
 */
export function scalar(text: string): Json | undefined {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null') return null;
  if (text !== '' && String(Number(text)) === text && Number.isFinite(Number(text))) return Number(text);
  return unquote(text) ?? undefined;
}

/** @returns the word as it must be written so that `unquote` gives the text back. */
export function quote(text: string): string {
  return /^[\p{L}\p{N}_./@:+#%,~][\p{L}\p{N}_./@:+#%,~=-]*$/u.test(text)
    ? text
    : escapeInvisible(JSON.stringify(text));
}

/** @returns the value as it must be written so that `scalar` gives it back; lists and objects become text. */
export function spellScalar(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const isText = typeof value === 'string' || (typeof value === 'object' && value !== null);
  if (!isText) return text;
  return scalar(text) === text ? quote(text) : escapeInvisible(JSON.stringify(text));
}

function escapeInvisible(json: string): string {
  return json.replace(/[\p{C}\p{Z}]/gu, (character) =>
    character === ' '
      ? character
      : Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
          .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
          .join(''),
  );
}
