import type { Json } from '../domain/json.ts';
import type { OurStep, OurSteps } from './our-steps.ts';
import { objectOf } from './called-workflows.ts';
import type { Path, Sheet } from './sheet.ts';

const STEP = '- uses: OWNER/signalbox@v1';
const LAST = '{ command: report, job-status: "${{ needs.<job>.result }}" }';

const MESSAGE = {
  noStep: `no job has the step that claims the attempt; add: ${STEP}`,
  noClaim: `no step claims the attempt, so that work would begin without admission; add before the work: ${STEP}`,
  goesOn:
    'work would begin although it was not admitted; take continue-on-error away, so that a refused claim stops the job',
  jobGoesOn:
    'the jobs behind this one would begin although it was not admitted; take continue-on-error away, so that a refused claim stops them',
  skipped:
    'where this step is skipped, work begins without admission; take the condition away, or put it on the whole job',
  hiddenInput: 'must be written out: which step claims and which one reports has to be known before the run',
  eachReports: `several jobs would each report, and the first one would end the attempt while others are at work; write here with: { report: false }, and let one last job report, with: ${LAST}`,
  nobodyReports: `no job would report; let one last job do it, with: ${LAST}`,
  reportsTwice:
    'another step reports already, and the first one ends the attempt; let only one last job report',
  reportOfMany: `each job of the matrix would report, and the first one would end the attempt while others are at work; let one job without a matrix report, with: ${LAST}`,
  noStatus:
    'the job that reports is not the one that works, so that its own status says nothing; add job-status: ${{ needs.<job>.result }}',
};

/**
 * Notes every form in which work could begin without admission or go on after its attempt has ended (invariant 4). One
 * job claims and reports; where several jobs claim, or a matrix makes several of one, none of them reports, and one job
 * that needs them all does.
 */
export function checkSteps(sheet: Sheet, { steps, isPartlyHidden }: OurSteps): void {
  const [any] = steps;
  if (any === undefined) {
    if (!isPartlyHidden) sheet.problem(['jobs'], MESSAGE.noStep, 'key');
    return;
  }
  const notes = new Notes(sheet);
  for (const step of steps) checkWritten(notes, step);
  const claims = steps.filter((step) => commandOf(step) === 'auto');
  const reports = steps.filter((step) => commandOf(step) === 'report');
  for (const claim of claims) checkClaim(notes, claim);
  for (const report of reports) checkReport(notes, report, claims);
  checkNumbers(notes, { any, claims, reports, isPartlyHidden });
}

/** Writes a problem where the step stands, or where it is called. */
class Notes {
  readonly #sheet: Sheet;

  constructor(sheet: Sheet) {
    this.#sheet = sheet;
  }

  add(step: OurStep, within: Path, message: string): void {
    if (step.called !== null) {
      const where = `in ${step.called}, job ${step.jobs.at(-1) ?? ''}: `;
      return this.#sheet.problem(step.path, `${where}${message}`);
    }
    this.#sheet.problem([...step.path, ...within], message, within.length > 0 ? 'key' : 'value');
  }

  /** At a key of the job that the step is in. */
  addToJob(step: OurStep, key: string, message: string): void {
    if (step.called !== null) return this.add(step, [], message);
    this.#sheet.problem([...step.path.slice(0, -2), key], message, 'key');
  }
}

/** GitHub compares the names of inputs without case, and hands each over as text. */
function inputOf({ step }: OurStep, name: string): string {
  const entries = Object.entries(objectOf(step['with']));
  const value: Json = entries.find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
  return typeof value === 'object' ? '' : String(value);
}

function commandOf(step: OurStep): string {
  return inputOf(step, 'command') || 'auto';
}

function isSilent(step: OurStep): boolean {
  return inputOf(step, 'report') === 'false';
}

function checkWritten(notes: Notes, step: OurStep): void {
  for (const name of ['command', 'report']) {
    if (inputOf(step, name).includes('${{')) {
      notes.add(step, ['with', name], `${name} ${MESSAGE.hiddenInput}`);
    }
  }
}

function checkClaim(notes: Notes, claim: OurStep): void {
  if (isSet(claim.step['continue-on-error'])) notes.add(claim, ['continue-on-error'], MESSAGE.goesOn);
  if (claim.step['if'] !== undefined) notes.add(claim, ['if'], MESSAGE.skipped);
  if (isSet(claim.job['continue-on-error'])) notes.addToJob(claim, 'continue-on-error', MESSAGE.jobGoesOn);
}

function isSet(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== false;
}

function checkReport(notes: Notes, report: OurStep, claims: readonly OurStep[]): void {
  if (report.isMany) notes.add(report, ['with'], MESSAGE.reportOfMany);
  const elsewhere = claims.filter((claim) => !isSameJob(claim, report));
  if (elsewhere.length > 0 && !inputOf(report, 'job-status').includes('needs')) {
    notes.add(report, ['with'], MESSAGE.noStatus);
  }
  const missed = [...new Set(elsewhere.flatMap((claim) => missing(claim, report)))];
  if (missed.length === 0) return;
  const message = `this job would report while others are at work; add needs: [${missed.join(', ')}]`;
  notes.addToJob(report, 'needs', message);
}

function isSameJob(one: OurStep, other: OurStep): boolean {
  return one.jobs.join('\n') === other.jobs.join('\n');
}

/** @returns the job that a report does not wait for although it claims; it is one of the file in which both part. */
function missing(claim: OurStep, report: OurStep): string[] {
  const depth = report.jobs.findIndex((job, index) => job !== claim.jobs[index]);
  const job = claim.jobs[depth];
  return job === undefined || report.after[depth]?.has(job) === true ? [] : [job];
}

interface Counted {
  readonly any: OurStep;
  readonly claims: readonly OurStep[];
  readonly reports: readonly OurStep[];
  readonly isPartlyHidden: boolean;
}

function checkNumbers(notes: Notes, { any, claims, reports, isPartlyHidden }: Counted): void {
  const [first, ...more] = reports;
  for (const report of more) notes.add(report, ['with', 'command'], MESSAGE.reportsTwice);
  const isAlone = claims.length === 1 && claims[0]?.isMany === false && first === undefined;
  const speaking = claims.filter((claim) => !isSilent(claim));
  if (!isAlone) for (const claim of speaking) notes.add(claim, ['with'], MESSAGE.eachReports);
  if (isPartlyHidden) return;
  const [claim] = claims;
  if (claim === undefined) return notes.add(any, ['with', 'command'], MESSAGE.noClaim);
  if (first === undefined && speaking.length === 0) {
    notes.add(claim, ['with', 'report'], MESSAGE.nobodyReports);
  }
}
