import type { PagePlace } from './page.ts';

/** An issue or pull request with its comments, as they were written. */
export function issueText({ repository }: PagePlace, number: number): string | null {
  const issue = repository.issues.get(number);
  if (issue === undefined) return null;
  const comments = [...repository.comments.values()].filter((comment) => comment.issue === issue);
  const written = [{ ...issue, body: issue.body ?? '' }, ...comments];
  return [
    `#${String(number)} ${issue.title} (${issue.state})`,
    ...written.map(({ author, createdAt, body, reactions }) => {
      const seen = reactions.length === 0 ? '' : ` (${reactions.map((each) => each.content).join(', ')})`;
      return `\n---- ${author.login}, ${createdAt}${seen}\n\n${body}`;
    }),
  ].join('\n');
}
