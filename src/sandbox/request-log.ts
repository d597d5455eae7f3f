import type { RequestView } from './faults.ts';

/** A request that reached the server, for counting. What actors do in-process is not among them. */
export interface LoggedRequest extends RequestView {
  /** The sandbox's clock. */
  readonly at: Date;
  /** HTTP status of the answer; null while there is none, or when the connection was cut. */
  readonly status: number | null;
  /** Length of the answer's body; 0 while there is none. */
  readonly bytes: number;
}

export interface RequestLog {
  readonly entries: readonly LoggedRequest[];
  /** @returns what sets the status, and the length of the body, later. */
  add(view: RequestView, at: Date): (status: number, bytes: number) => void;
}

export function newRequestLog(): RequestLog {
  const entries: (LoggedRequest & { status: number | null; bytes: number })[] = [];
  return {
    entries,
    add(view, at) {
      const entry = { ...view, at, status: null as number | null, bytes: 0 };
      entries.push(entry);
      return (status, bytes) => {
        entry.status = status;
        entry.bytes = bytes;
      };
    },
  };
}
