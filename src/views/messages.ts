import type { Detail } from '../domain/detail.ts';
import type { ReasonCode } from '../domain/reason.ts';
import type { Message } from './message.ts';
import { DONE } from './messages/done.ts';
import { ENDED } from './messages/ended.ts';
import { FENCE } from './messages/fence.ts';
import { REFUSED } from './messages/refused.ts';
import { REPOSITORY } from './messages/repository.ts';
import { TOLD } from './messages/told.ts';
import { WAITING } from './messages/waiting.ts';
import type { Phrase } from './phrase.ts';

/** The catalogue: every reason code has its text here, and every front uses it (invariant 14). */
export const MESSAGES = {
  ...DONE,
  ...TOLD,
  ...WAITING,
  ...REFUSED,
  ...FENCE,
  ...ENDED,
  ...REPOSITORY,
} satisfies Record<ReasonCode, Message>;

/** @returns the message of a code. */
export function messageOf(code: ReasonCode): Message {
  return MESSAGES[code];
}

/** @returns whether the catalogue has the code. */
export function isReasonCode(code: string): code is ReasonCode {
  return Object.hasOwn(MESSAGES, code);
}

/** @returns the title to stand behind other words: `waiting: the environment is taken`. */
export function midSentence(code: ReasonCode, detail: Detail): Phrase {
  const [first, ...others] = messageOf(code).title(detail);
  if (first?.kind !== 'own') return first === undefined ? [] : [first, ...others];
  const text = first.text.replace(
    /^(The|An?|It|No|Nobody|Nothing|Required|Somebody|This|There|Others)\b/,
    (word) => word.toLowerCase(),
  );
  return [{ kind: 'own', text }, ...others];
}
