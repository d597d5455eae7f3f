import type { Actor } from './actor.ts';
import type { Command } from './command.ts';
import type { Accomplished, Completion } from './effect.ts';
import type { Instant } from './instant.ts';
import type { Detail } from './detail.ts';
import type { JsonObject } from './json.ts';
import type { ReasonCode } from './reason.ts';
import type { AppName, ReleaseNumber, Sha } from './names.ts';
import type { Told } from './told.ts';

/** What came in. `id` says what happened, so that the same news twice is one input (invariant 9). */
export type Input =
  | PushInput
  | TagInput
  | CommandInput
  | MisspeltInput
  | RunInput
  | ChecksInput
  | ClaimInput
  | ReportInput
  | PerformedInput
  | TickInput;

/** A branch moved. `push:<ref>:<sha>` */
export interface PushInput {
  readonly kind: 'push';
  readonly id: string;
  readonly ref: string;
  readonly sha: Sha;
  readonly before: Sha;
  readonly actor: Actor;
}

/** A tag was created. `tag:<name>:<sha>`, or `tag:<name>` where GitHub's event does not say the commit. */
export interface TagInput {
  readonly kind: 'tag';
  readonly id: string;
  readonly tag: string;
  readonly sha: Sha | null;
  readonly actor: Actor;
}

/** A command by a person. `comment:<id>` or `cli:<uuid>` */
export interface CommandInput {
  readonly kind: 'command';
  readonly id: string;
  readonly command: Command;
  /** What was said besides app, release and environment, to be pasted again: `--cancel --reason too slow`. */
  readonly rest?: string;
  readonly actor: Actor;
  readonly writtenAt: Instant;
  readonly comment: CommentRef | null;
}

/** Words that were meant as a command but are none: answered with the catalogue's text. */
export interface MisspeltInput {
  readonly kind: 'misspelt';
  readonly id: string;
  readonly actor: Actor;
  readonly writtenAt: Instant;
  readonly code: ReasonCode;
  readonly detail: Detail;
  readonly comment: CommentRef | null;
}

/** Where a command was written. */
export interface CommentRef {
  readonly id: string;
  readonly issue: number;
  readonly pull: boolean;
  /** Written as `/signalbox …`, so meant for us even where the short forms are off or no config exists. */
  readonly explicit: boolean;
}

/** GitHub says that a run of ours moved. `run:<id>:<attempt>:<status>` */
export interface RunInput {
  readonly kind: 'run';
  readonly id: string;
  readonly run: RunState;
}

/** What GitHub says of one workflow run. */
export interface RunState {
  readonly id: string;
  readonly url: string;
  /** GitHub's `run_attempt`: above 1 when somebody pressed "re-run". */
  readonly attempt: number;
  readonly title: string;
  readonly status: 'queued' | 'in-progress' | 'completed';
  /** GitHub's word; only `success` is success, whatever else may come (platform, section 4). */
  readonly conclusion: string | null;
}

/** Statuses or check runs of a commit changed. */
export interface ChecksInput {
  readonly kind: 'checks';
  readonly id: string;
  readonly sha: Sha;
}

/** Names an attempt the way a job knows it: from its `signalbox` input. */
export interface AttemptClaim {
  readonly app: AppName;
  readonly release: ReleaseNumber;
  readonly activity: string;
  readonly attempt: number;
  readonly nonce: string;
}

/** A job asks to be the one that touches the environment. */
export interface ClaimInput {
  readonly kind: 'claim';
  readonly id: string;
  readonly of: AttemptClaim;
  readonly run: { readonly id: string; readonly url: string; readonly attempt: number };
  /** Commit that the job has checked out; null when nothing is checked out. */
  readonly checkedOut: Sha | null;
  /** What the job was told of its work; nobody but Signalbox should have written it. */
  readonly told: Told;
  /** What no commit holds yet of the effects before it, handed on by whoever dispatched the job; none without. */
  readonly performed?: readonly Accomplished[];
}

/** A job of a dispatched run says how it ended. */
export interface ReportInput {
  readonly kind: 'report';
  readonly id: string;
  readonly of: AttemptClaim;
  readonly run: { readonly id: string; readonly url: string; readonly attempt: number };
  readonly status: 'success' | 'failure' | 'cancelled';
  readonly outputs: JsonObject;
}

/** Effects were carried out; nothing else happened. */
export interface PerformedInput {
  readonly kind: 'performed';
  readonly id: string;
  readonly completions: readonly Completion[];
}

/** The clock moved: do what is due. With `sweep`, also look for what was missed. */
export interface TickInput {
  readonly kind: 'tick';
  readonly id: string;
  readonly sweep: boolean;
  /**
   * Of a sweep where there is no state yet: the default branch was pushed to and nobody heard, since it was at this commit.
   * Null: nobody knows where it was. Without it, what lies there may have lain there always, and is left alone.
   */
  readonly unheardSince?: Sha | null;
  /** Comments written until then were looked at, and their commands handed in, before this sweep. */
  readonly commentsUntil?: Instant;
}
