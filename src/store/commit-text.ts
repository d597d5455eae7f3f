import type { CommitMessage } from './store.ts';

const HEADLINE = 160;
const TRAILER = 300;

/** A commit message as GitHub takes it: in two parts. */
export interface CommitText {
  readonly headline: string;
  /** One trailer a line, as `git interpret-trailers` reads them. */
  readonly body: string;
}

/**
 * @returns the message with everything taken out of foreign text that would forge a trailer, notify somebody, or
 * make GitHub link a commit of every turn to an issue.
 */
export function commitText(message: CommitMessage): CommitText {
  return {
    headline: harmless(message.headline, HEADLINE),
    body: message.trailers
      .map(([key, value]) => `${trailerKey(key)}: ${harmless(value, TRAILER)}`)
      .join('\n'),
  };
}

/** @returns the whole message as git keeps it. */
export function wholeMessage({ headline, body }: CommitText): string {
  return body === '' ? headline : `${headline}\n\n${body}`;
}

/** @returns whether the message carries this trailer. */
export function hasTrailer(message: string, key: string, value: string): boolean {
  return message.split('\n').slice(1).includes(`${key}: ${value}`);
}

/**
 * Mentions need an `@` that no letter precedes, so `web@v12` stays as it is; references need `#` or `GH-` before a
 * digit; links need `://` or `www.` (GitHub documentation, "Autolinked references and URLs", "Basic writing and
 * formatting syntax").
 */
function harmless(text: string, length: number): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/(^|[^\w])@+/g, '$1(at)')
    .replace(/(\w?)#(?=\d)/g, (_, before: string) => (before === '' ? 'no.' : `${before} no.`))
    .replace(/GH-(?=\d)/gi, 'GH ')
    .replace(/:\/\//g, ': //')
    .replace(/\bwww\./gi, 'www ')
    .trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}

function trailerKey(key: string): string {
  if (/^[A-Za-z][A-Za-z-]*$/.test(key)) return key;
  throw new Error(`${JSON.stringify(key)} is no trailer key`);
}
