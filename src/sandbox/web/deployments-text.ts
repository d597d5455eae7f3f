import type { PagePlace } from './page.ts';

/** All deployments, newest first, one a line: what became of it, where, which commit. */
export function deploymentsText({ repository }: PagePlace): string {
  const lines = [...repository.deployments.values()].reverse().map((deployment) => {
    const { environment, sha, createdAt, statuses } = deployment;
    const newest = statuses.at(-1);
    const state = newest?.state ?? 'pending';
    const words = [state.padEnd(12), environment, sha.slice(0, 8), createdAt, newest?.description ?? ''];
    return [...words, newest?.environmentUrl ?? ''].filter((word) => word !== '').join('  ');
  });
  return ['Deployments, newest first', '', ...lines].join('\n');
}
