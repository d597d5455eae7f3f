import type { RequestView } from './faults.ts';
import type { Caller } from './model/app.ts';

/** Whose token a request carried: an App's installation, a job (`GITHUB_TOKEN`), a person, an App by JWT, nobody. */
export type TokenKind = 'installation' | 'job' | 'user' | 'app' | 'none';

/** A request that reached the server, for counting. What actors do in-process is not among them. */
export interface LoggedRequest extends RequestView {
  /** The sandbox's clock. */
  readonly at: Date;
  /** HTTP status of the answer; null while there is none, or when the connection was cut. */
  readonly status: number | null;
  /** `none` as well for a token that is not known. */
  readonly token: TokenKind;
  /** The workflow run whose `GITHUB_TOKEN` it was; null for every other token. */
  readonly run: number | null;
  /** Length of the answer's body; 0 while unanswered, or when the connection was cut. */
  readonly bytes: number;
}

export interface RequestLog {
  readonly entries: readonly LoggedRequest[];
  /** @returns what is called with the answer later. */
  add(view: RequestView, caller: Caller | null, at: Date): (status: number, bytes: number) => void;
}

export function newRequestLog(): RequestLog {
  const entries: LoggedRequest[] = [];
  return {
    entries,
    add(view, caller, at) {
      const entry = { ...view, at, token: tokenKind(caller), run: runOf(caller) };
      const answered = { ...entry, status: null as number | null, bytes: 0 };
      entries.push(answered);
      return (status, bytes) => {
        answered.status = status;
        answered.bytes = bytes;
      };
    },
  };
}

function tokenKind(caller: Caller | null): TokenKind {
  if (caller === null || caller.kind === 'anonymous') return 'none';
  return caller.kind === 'workflow' ? 'job' : caller.kind;
}

function runOf(caller: Caller | null): number | null {
  return caller?.kind === 'workflow' ? caller.runId : null;
}
