/** Numbers that GitHub hands out. They start where github.com's are, many of them beyond 32 bits. */
const STARTS = {
  account: 583_200,
  team: 3_100_000,
  app: 900_000,
  installation: 51_000_000,
  repository: 1_090_000_000,
  issue: 3_600_000_000,
  pull: 2_900_000_000,
  comment: 3_560_000_000,
  reaction: 290_000_000,
  status: 40_000_000_000,
  checkSuite: 50_000_000_000,
  checkRun: 56_000_000_000,
  deployment: 3_400_000_000,
  deploymentStatus: 17_000_000_000,
  delivery: 180_000_000_000,
} as const;

export type IdKind = keyof typeof STARTS;

/** A counter per kind of thing: each number is given once. */
export function newIds(): (kind: IdKind) => number {
  const last = new Map<IdKind, number>();
  return (kind) => {
    const next = (last.get(kind) ?? STARTS[kind]) + 1;
    last.set(kind, next);
    return next;
  };
}

/** GitHub's opaque GraphQL id of a thing. */
export function nodeId(type: string, id: number | string): string {
  return `${type}_${Buffer.from(String(id)).toString('base64url')}`;
}

/** What `nodeId` made, or null. */
export function parseNodeId(text: string): { readonly type: string; readonly id: string } | null {
  const at = text.indexOf('_');
  if (at < 0) return null;
  return { type: text.slice(0, at), id: Buffer.from(text.slice(at + 1), 'base64url').toString() };
}
