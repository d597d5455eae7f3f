import { OWN_ACCOUNT } from '../github/model.ts';
import type { CheckerMaker } from '../watch.ts';

/** What would mention, link, refer or hide, if it stood outside of code. */
const ALIVE = /@everyone|https?:\/\/evil|<!--(?! signalbox:[^\s]+ -->\s*$)|fixes #1/;

/** Other people's words are shown as words, in comments, statuses and commits. */
export const nothingForeign: CheckerMaker = ({ model, fail }) => {
  let seen = 0;
  return {
    invariant: '15 nothing foreign is trusted as text',
    committed: ({ message }) => {
      if (/(?<!\w)@|#|:\/\//.test(message)) fail(`a commit of the state branch says “${message}”`);
      const { comments } = model.shown;
      for (; seen < comments.length; seen += 1) {
        const comment = comments[seen];
        if (comment?.author !== OWN_ACCOUNT) continue;
        for (const body of comment.bodies) {
          const found = ALIVE.exec(withoutCode(body));
          if (found) fail(`a comment has “${found[0]}” in it: ${body}`);
        }
      }
    },
  };
};

function withoutCode(body: string): string {
  return body.replace(/(`{3,})[\s\S]*?\1/g, '').replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
}
