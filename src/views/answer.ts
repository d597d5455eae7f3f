import { longForm } from '../commands/spell.ts';
import type { Answer } from '../domain/decision.ts';
import type { Instant } from '../domain/instant.ts';
import type { Block } from './block.ts';
import { commands, paragraph } from './block.ts';
import { helpBlocks } from './help.ts';
import { judgedByBlocks } from './judged-by.ts';
import { toMarkdown } from './markdown.ts';
import { messageOf } from './messages.ts';
import { foreign, joined, say, strong } from './phrase.ts';
import { releaseBlocks } from './release-info.ts';
import { releasesBlocks } from './releases-table.ts';
import { brokenBlocks, keptBackBlocks, restingBlocks, statusBlocks } from './status-table.ts';
import { toTerminal } from './terminal.ts';

export interface AnswerOptions {
  readonly format: 'markdown' | 'terminal';
  /** For ages. */
  readonly now: Instant;
  /** False where short forms are switched off; then every command is shown in the long form. */
  readonly short?: boolean;
  /** Whether the repository has several apps, so that `/status` of one of them names it too. */
  readonly severalApps?: boolean;
}

/**
 * The one text of an answer, in every front (invariant 14): what was filled in, what was done or why not, what helps,
 * and what can be done next as commands to paste.
 */
export function renderAnswer(answer: Answer, options: AnswerOptions): string {
  const blocks = answerBlocks(answer, options);
  return options.format === 'markdown' ? toMarkdown(blocks) : toTerminal(blocks);
}

/** The same, for a text that says more than one answer. */
export function answerBlocks(given: Answer, options: AnswerOptions): readonly Block[] {
  const answer = options.short === false ? inLongForm(given) : given;
  const { detail } = answer;
  const { title, body, remedy } = messageOf(answer.code);
  const behind = queryBlocks(answer, options) ?? body?.(detail, options.now) ?? [];
  const next = answer.next.filter((command) => !isListed(command, behind));
  return [
    ...filledIn(detail.filled ?? []),
    paragraph(strong(title(detail))),
    ...behind,
    ...(remedy === undefined ? [] : [paragraph(remedy(detail))]),
    ...judgedByBlocks(answer),
    ...commands('Next', next),
  ];
}

function inLongForm(answer: Answer): Answer {
  const { candidates } = answer.detail;
  const detail = candidates === undefined ? {} : { candidates: candidates.map(longForm) };
  return { ...answer, detail: { ...answer.detail, ...detail }, next: answer.next.map(longForm) };
}

/** What a query shows; null for every other answer. */
function queryBlocks({ code, detail }: Answer, options: AnswerOptions): readonly Block[] | null {
  switch (code) {
    case 'releases-listed':
      return releasesBlocks(detail.releases ?? [], options.now);
    case 'status-listed':
      return [
        ...statusBlocks(detail.places ?? [], options),
        ...brokenBlocks(detail.broken ?? []),
        ...restingBlocks(detail.lacking ?? []),
        ...keptBackBlocks(detail.keptBack ?? 0),
      ];
    case 'release-shown':
      return detail.shown === undefined ? [] : releaseBlocks(detail.shown, detail.release, options.now);
    case 'help':
      return helpBlocks(detail, options.short ?? true);
    default:
      return null;
  }
}

function filledIn(filled: readonly string[]): readonly Block[] {
  return filled.length === 0 ? [] : [paragraph(say`Filled in: ${joined(filled.map(foreign))}.`)];
}

/** A command that stands in a list above need not be said again below. */
function isListed(command: string, blocks: readonly Block[]): boolean {
  return blocks.some(
    (block) =>
      block.kind === 'list' &&
      block.items.some(
        ({ phrase: [part, ...more] }) => more.length === 0 && part?.kind === 'code' && part.text === command,
      ),
  );
}
