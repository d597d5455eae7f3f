import { REASON_CODES } from '../../../src/domain/reason.ts';
import { renderAnswer } from '../../../src/views/answer.ts';
import type { CheckerMaker } from '../watch.ts';

/** Every answer has a reason code of the one catalogue, whose text can be shown by every front. */
export const sameWords: CheckerMaker = ({ model, fail }) => {
  const seen = new Set<string>();
  return {
    invariant: '14 every front gives the same reason code and text',
    answered: ({ answer }) => {
      if (answer === null) return;
      if (!REASON_CODES.includes(answer.code)) fail(`${answer.code} is in no catalogue`);
      const key = JSON.stringify([answer.code, Object.keys(answer.detail)]);
      if (seen.has(key)) return;
      seen.add(key);
      for (const format of ['markdown', 'terminal'] as const) {
        const text = renderAnswer(answer, { format, now: model.time.instant });
        if (text.trim() === '' || /undefined|\[object/.test(text)) fail(`${answer.code} reads “${text}”`);
      }
    },
  };
};
