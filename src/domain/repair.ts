import type { Input } from './input.ts';
import type { AppName, ReleaseNumber } from './names.ts';

/** What is wrong in one place of the state branch, and what a repair does about it. */
export interface RepairStep {
  /** Path of the file, or the name of the branch. */
  readonly file: string;
  readonly problem: string;
  readonly remedy:
    /** The file gets the text that it had in an earlier commit. */
    | 'restore'
    /** Nothing of it can be restored: it is moved out of the way, so that somebody can look at it. */
    | 'set-aside'
    /** The head is taken over although somebody else made it. */
    | 'take-over'
    /** All files get the text that they had in the newest commit that is known. */
    | 'put-back'
    /** Made again from what is in the branch. */
    | 'make-again'
    | 'raise-number'
    /** No repair knows what belongs there. */
    | 'by-hand';
  readonly commit?: string;
  readonly app?: AppName;
  /** The next number after the repair. */
  readonly number?: ReleaseNumber;
}

/** What an examination of the state branch found. */
export interface RepairPlan {
  readonly steps: readonly RepairStep[];
}

/**
 * A short name for a plan, so that what is carried out is what was shown: it differs when something else would be done.
 * A head that is taken over is named by its step. Where one app is damaged the branch goes on for the others, and each
 * look at it may move the head: that is no other plan. No secret: whoever gives it needs the role all the same.
 */
export function planToken(steps: readonly RepairStep[]): string {
  let hash = 0x811c9dc5;
  for (const letter of JSON.stringify(steps)) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Whether somebody commands that the state branch be looked at, or mended. */
export function isRepair(input: Input): boolean {
  return input.kind === 'command' && input.command.name === 'repair';
}
