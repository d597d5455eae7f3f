import type { RequestView } from './faults.ts';

/** A request that reached the server, for counting. What actors do in-process is not among them. */
export interface LoggedRequest extends RequestView {
  /** The sandbox's clock. */
  readonly at: Date;
  /** HTTP status of the answer; null while there is none, or when the connection was cut. */
  readonly status: number | null;
}

export interface RequestLog {
  readonly entries: readonly LoggedRequest[];
  /** @returns what sets the status later. */
  add(view: RequestView, at: Date): (status: number) => void;
}

export function newRequestLog(): RequestLog {
  const entries: (LoggedRequest & { status: number | null })[] = [];
  return {
    entries,
    add(view, at) {
      const entry = { ...view, at, status: null as number | null };
      entries.push(entry);
      return (status) => {
        entry.status = status;
      };
    },
  };
}
