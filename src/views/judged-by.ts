import type { Answer } from '../domain/decision.ts';
import { shortSha } from './amounts.ts';
import type { Block } from './block.ts';
import { paragraph } from './block.ts';
import { MESSAGES } from './messages.ts';
import { problems } from './messages/waiting.ts';
import { code, say, strong } from './phrase.ts';

/**
 * Where the default branch has no config that can be read: why, what helps, and by whose commit it was judged instead.
 * What the answer says itself is not said twice.
 */
export function judgedByBlocks({ code: reason, detail }: Answer): readonly Block[] {
  const { judgedBy } = detail;
  if (judgedBy === undefined) return [];
  const { sha } = judgedBy;
  const instead = paragraph(
    say`Judged by the config of commit ${code(shortSha(sha))}, the last that could be read. Until it is in order nothing new starts but rollbacks; what holds, stops or frees something works.`,
  );
  if (SAID.includes(reason)) return [instead];
  return [...why(judgedBy.problems), instead];
}

const SAID = ['config-invalid', 'not-supported-yet', 'policy-absent'];

function why(found: NonNullable<Answer['detail']['judgedBy']>['problems']): readonly Block[] {
  const absent = MESSAGES['policy-absent'];
  if (found.length === 0) return [paragraph(say`${strong(absent.title())}. ${absent.remedy()}`)];
  return [paragraph(strong(MESSAGES['config-invalid'].title())), ...problems({ problems: found })];
}
