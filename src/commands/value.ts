import type { ReleaseArg } from '../domain/command.ts';
import type { Seconds } from '../domain/instant.ts';
import type { Json } from '../domain/json.ts';
import { parseSpan } from './span.ts';
import { scalar, unquote } from './words.ts';

/** A value that was read, or a sentence that says why not. */
export type Value<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

/** @returns whether the word is meant as a release: `v12`, `12`, `web@v12`. */
export function looksLikeRelease(word: string): boolean {
  return /^(?:[^@\s"]+@)?v?\d+$/i.test(word);
}

export function readRelease(word: string): Value<ReleaseArg> {
  const match = /^(?:([A-Za-z0-9][\w.-]{0,99})@)?v?(\d+)$/i.exec(word);
  if (match === null) return no(`${shown(word)} is not a release; write v12, or web@v12`);
  const number = Number(match[2]);
  if (number < 1 || !Number.isSafeInteger(number)) return no(`${shown(word)} cannot be a release`);
  return { ok: true, value: match[1] === undefined ? { number } : { app: match[1], number } };
}

/**
 * Names of apps, environments and activities are printable ASCII: a letter that looks like another is refused with
 * its code point, because "no such environment: production" would help nobody.
 */
export function readName(word: string): Value<string> {
  const text = unquote(word);
  if (text === null) return no(unclosed(word));
  if (text === '') return no('a name is missing');
  const strange = /[^\x20-\x7e]|[`<>]/u.exec(text);
  if (strange !== null) return no(`${shown(text)} contains ${codePoint(strange[0])}`);
  return text.length > 200 ? no(`${shown(text)} is too long for a name`) : { ok: true, value: text };
}

export function readRef(word: string): Value<string> {
  const text = unquote(word);
  if (text === null) return no(unclosed(word));
  const strange = (text === word ? /[\p{C}\p{Z}`<>]/u : /[\p{C}\p{Z}]/u).exec(text);
  if (strange !== null) return no(`${shown(text)} contains ${codePoint(strange[0])}`);
  if (text === '' || text.length > 250) return no('that is no branch, tag or commit');
  return { ok: true, value: text };
}

export function readSpan(word: string): Value<Seconds> {
  const seconds = parseSpan(word);
  if (seconds !== null) return { ok: true, value: seconds };
  return no(`${shown(word)} is not a span between a second and a year; write 30m, 2h or 1d`);
}

export function readSetting(word: string): Value<readonly [string, Json]> {
  const match = /^([A-Za-z_][\w.-]{0,99})=(.*)$/s.exec(word);
  const name = match?.[1];
  if (match === null || name === undefined || name === '__proto__') {
    return no(`${shown(word)} is not name=value`);
  }
  const value = scalar(match[2] ?? '');
  return value === undefined ? no(unclosed(word)) : { ok: true, value: [name, value] };
}

function no(message: string): { ok: false; message: string } {
  return { ok: false, message };
}

function unclosed(word: string): string {
  return `the quotes in ${shown(word)} do not close`;
}

/** @returns a word as it may be repeated in an answer: of bounded length, nothing in it invisible. */
export function shown(word: string): string {
  const visible = word.replace(/[\p{C}\p{Z}]/gu, (character) => (character === ' ' ? ' ' : '\ufffd'));
  return visible.length > 60 ? `${visible.slice(0, 60)}…` : visible;
}

function codePoint(character: string): string {
  if (/[!-~]/.test(character)) return character;
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `the character U+${hex}`;
}
