import assert from 'node:assert/strict';
import { cpuMilliseconds } from '../support/cpu-time.ts';

/** Below this nothing is worth a second look (milliseconds of processor time). */
const UNSUSPICIOUS = 100;

export interface Work {
  readonly read: (text: string) => unknown;
  /** What it reads every day; it is repeated until it is as long as the suspect. */
  readonly ordinary: string;
  /** So many times what an ordinary text of the same length costs may be spent on a hostile one. */
  readonly times: number;
}

/**
 * Holds the work that a text makes against the work that an ordinary one of the same length makes, in the same process
 * and in processor time, so that a busy machine and a slow one judge alike. Work that grows with the square of the
 * length is a hundred times over.
 */
export function assertBounded(suspect: string, { read, ordinary, times }: Work): void {
  if (costOf(read, suspect) < UNSUSPICIOUS) return;
  const usual = ordinary.repeat(Math.ceil(suspect.length / ordinary.length)).slice(0, suspect.length);
  const most = times * leastOf(read, usual) + UNSUSPICIOUS;
  // The garbage of others may be collected meanwhile: only what is slow each time is slow.
  const cost = leastOf(read, suspect);
  assert.ok(cost <= most, `${cost.toFixed(0)} ms of processor time, where ${most.toFixed(0)} ms are plenty`);
}

function leastOf(read: (text: string) => unknown, text: string): number {
  return Math.min(...[1, 2, 3].map(() => costOf(read, text)));
}

function costOf(read: (text: string) => unknown, text: string): number {
  const before = cpuMilliseconds();
  read(text);
  return cpuMilliseconds() - before;
}
