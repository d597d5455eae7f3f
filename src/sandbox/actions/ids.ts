/** Hands out the numbers of one kind of thing. */
export type NextId = () => number;

/** Counters in the ranges of today's GitHub, so that a number cut to 32 bits or a mixed-up kind shows at once. */
export interface Ids {
  readonly run: NextId;
  readonly job: NextId;
  readonly suite: NextId;
  readonly workflow: NextId;
}

export function createIds(firstRunId: number): Ids {
  return {
    run: counter(firstRunId),
    job: counter(86_000_000_001),
    suite: counter(53_000_000_001),
    workflow: counter(190_000_001),
  };
}

function counter(first: number): NextId {
  let next = first;
  return () => next++;
}
