/** Longer foreign text is cut: a comment is no place for a log. */
export const FOREIGN_LIMIT = 400;

/** Breaks a pattern that GitHub would act on; it takes no room and copies badly only where it must. */
const BREAK = '&#8203;';

/**
 * Somebody else's words as one line of GitHub Markdown that looks like them and does nothing: no markup, HTML or
 * hidden marker, no link, mention, reference, emoji or formula (attacks A15, A16). GitHub looks for mentions and
 * references in the rendered text, where an entity has become its letter again, so these are broken by a
 * zero-width space instead.
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text, FOREIGN_LIMIT)
    .replace(/[&<>|\\`*[\]~$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, escapeSign)
    .replace(/(https?|ftp|mailto|xmpp)(:)/gi, `$1$2${BREAK}`)
    .replace(/www\./gi, `www${BREAK}.`)
    .replace(/(?<!&)#/g, `#${BREAK}`)
    .replace(/(?<![a-z0-9])gh-(?=\d)/gi, (gh) => `${gh.slice(0, 2)}${BREAK}-`)
    .replace(/:(?=[\w+\\-]+:)/g, `:${BREAK}`)
    .replace(isReleaseName(text) ? /^$/ : /@/g, `@${BREAK}`)
    .replace(/^([-+=]|\d+(?=[.)]))/, escapeStart);
}

/** Text that is shown letter for letter within a line; GitHub acts on nothing inside. */
export function codeSpan(text: string): string {
  const line = oneLine(text, FOREIGN_LIMIT);
  if (line === '') return '';
  // A table is cut at its bars before anything else is read, code or not.
  if (line.includes('|')) return escapeMarkdown(text);
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Text of several lines, letter for letter, in a fence that is longer than any in the text. */
export function codeBlock(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => withoutInvisible(line).trimEnd());
  // What is invisible may have kept backticks apart.
  const shown = lines.join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return [`${fence}text`, shown, fence].join('\n');
}

/** An address as the target of a Markdown link. */
export function linkTarget(url: string): string {
  return new URL(url).href.replace(
    /[()<>\\`|*_[\]~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Somebody else's words for a terminal or a one-line field: no control, colour or direction codes. */
export function escapeTerminal(text: string): string {
  return oneLine(text, FOREIGN_LIMIT);
}

function oneLine(text: string, limit: number): string {
  const line = withoutInvisible(text.replace(/[\s\p{Z}]+/gu, ' '))
    .replace(/ +/g, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`;
}

/** Control codes, zero-width and direction characters; `\p{Cs}` halves of a pair would break the JSON of a request. */
function withoutInvisible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '');
}

/** `web@v12` mentions nobody, and it is copied often. `-@v12` would: a mention begins behind anything but a letter. */
function isReleaseName(text: string): boolean {
  return /^[\w.-]*\w@v\d+$/.test(text);
}

function escapeSign(sign: string): string {
  const entity = ENTITIES.get(sign);
  return entity ?? `\\${sign}`;
}

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['|', '&#124;'],
  ['$', '<span>$</span>'],
]);

/** A line that starts like a list, a rule or an underline is none of them. */
function escapeStart(start: string): string {
  return /\d/.test(start) ? `${start}${BREAK}` : `\\${start}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
