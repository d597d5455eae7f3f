import type { Html, Node, Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { OpenTags } from './open-tags.ts';

/** No more of a comment is looked at (attack A28); nobody writes a command behind ten thousand characters. */
export const COMMENT_LIMIT = 10_240;

/**
 * More of these than anybody writes into one comment: for each beginning of an HTML comment, declaration or instruction
 * the parser may look through all that follows, for each sign of emphasis through all before it, and for each list or
 * quote that begins within others in one line through all of these. Thousands of them would keep it busy for a second
 * (attack A28).
 */
const TANGLES = [
  { sign: /<[!?]/g, most: 200 },
  { sign: /[*_]/g, most: 2000 },
  { sign: /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))){100}/gm, most: 0 },
] as const;

/**
 * Finds the lines of a comment that start with `/` and that everybody sees as plain text: not in quotes, code, lists,
 * footnotes, HTML or HTML comments, and not in the text of a link or image (attack A18). The comment is
 * parsed as Markdown, because only that says where a quote or a code block ends.
 */
export function visibleLines(body: string): readonly string[] {
  const text = body.slice(0, COMMENT_LIMIT);
  if (!LIKE_A_COMMAND.test(text) || isTangled(text)) return [];
  const blocks = fromMarkdown(text).children;
  const whole = body.length > COMMENT_LIMIT ? blocks.slice(0, -1) : blocks;
  const tags = new OpenTags();
  return whole.flatMap((block) => linesOf(block, text, tags));
}

/** So many are enough to tell that somebody meant a command (attack A28). */
const UNREAD_LINES = 50;
const UNREAD_LENGTH = 1_000;

const LIKE_A_COMMAND = /^ {0,3}\/[a-z]/im;

/**
 * @returns of a comment that is too long, lines that start with `/` in what is not read, and outside of fenced code. They
 * are no commands: nobody has looked whether people see them as text.
 */
export function unreadLines(body: string): readonly string[] {
  if (body.length <= COMMENT_LIMIT || !LIKE_A_COMMAND.test(body)) return [];
  const read = body.slice(0, COMMENT_LIMIT);
  if (isTangled(read)) return [];
  const last = fromMarkdown(read).children.at(-1);
  const found: string[] = [];
  let fence = '';
  for (const line of body.slice(last ? startOf(last) : 0).split(/\r\n|\r|\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (fence !== '') fence = mark.startsWith(fence) ? '' : fence;
    else if (mark !== '') fence = mark;
    else if (line.length <= UNREAD_LENGTH && LIKE_A_COMMAND.test(line)) found.push(line.trim());
    if (found.length === UNREAD_LINES) break;
  }
  return found;
}

/** @returns whether the text is no comment of a person: nothing is found in it. */
export function isTangled(text: string): boolean {
  return TANGLES.some(({ sign, most }) => (text.match(sign) ?? []).length > most);
}

function linesOf(block: RootContent, text: string, tags: OpenTags): string[] {
  const html = htmlIn(block);
  const found: string[] = [];
  let fed = 0;
  for (const line of startsOf(block, text)) {
    for (; fed < html.length && startOf(html[fed]) < line.at; fed += 1) tags.read(html[fed]?.value ?? '');
    if (tags.none) found.push(line.text);
  }
  for (const rest of html.slice(fed)) tags.read(rest.value);
  return found;
}

/** Lines of a paragraph, or of a heading underlined by the `--` of a signature, that begin in its own text. */
function startsOf(block: RootContent, text: string): { at: number; text: string }[] {
  if (block.type !== 'paragraph' && block.type !== 'heading') return [];
  const texts = block.children.filter((child) => child.type === 'text');
  const found: { at: number; text: string }[] = [];
  const line = /( {0,3})([^\r\n]*)(?:\r\n|\r|\n|$)/y;
  line.lastIndex = startOf(block);
  while (line.lastIndex < endOf(block)) {
    const start = line.lastIndex;
    const match = line.exec(text);
    const content = match?.[2] ?? '';
    const at = start + (match?.[1]?.length ?? 0);
    const isPlain = texts.some((child) => startOf(child) <= at && at < endOf(child));
    if (content.startsWith('/') && isPlain && !isInFootnote(text.slice(0, start))) {
      found.push({ at, text: content.trimEnd() });
    }
  }
  return found;
}

/**
 * GitHub's footnotes are no part of CommonMark. One goes on until a blank line, and is shown at the end of the comment
 * or, when nothing refers to it, not at all.
 */
function isInFootnote(before: string): boolean {
  const together = before.split(/(?:\r\n|\r|\n)[ \t]*(?=\r\n|\r|\n)/).at(-1) ?? '';
  return /^ {0,3}\[\^[^\]]+\]:/m.test(together);
}

/** Every piece of HTML in a block, in the order of the text. Lists within lists may be thousands deep (attack A28). */
function htmlIn(block: Nodes): Html[] {
  const found: Html[] = [];
  const open: Nodes[] = [block];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'html') found.push(node);
    if ('children' in node) open.push(...node.children.toReversed());
  }
  return found;
}

function startOf(node: Node | undefined): number {
  return node?.position?.start.offset ?? Infinity;
}

function endOf(node: Node): number {
  return node.position?.end.offset ?? -1;
}
