import type { Answer } from '../../src/domain/decision.ts';
import type { ClaimInput, ReportInput } from '../../src/domain/input.ts';
import { claimOf } from '../../src/action/job.ts';
import { TurnsSeen } from '../../src/action/turns-seen.ts';
import type { OwedEffect } from '../../src/domain/effect.ts';
import { secondsBetween } from '../../src/domain/instant.ts';
import type { Input } from '../../src/domain/input.ts';
import type { State } from '../../src/domain/state.ts';
import { EngineUnavailable } from '../../src/engine/engine.ts';
import type { Workplace } from '../../src/intake/workplace.ts';
import { StoreUnavailable } from '../../src/store/store.ts';
import type { Run } from './github/runs.ts';
import type { Process } from './process.ts';
import type { Bench } from './workplace.ts';
import { openWorkplace } from './workplace.ts';

/** A job that reads an older head reads again that long (design, section 6); milliseconds. */
const BEHIND_PATIENCE = 60_000;
const BEHIND_PAUSE = 2_000;
/** A job stays that long for what GitHub did not take at once; seconds. */
const SETTLE_PATIENCE = 60;

/** What our step does before the work. @returns null when it could not find out, so that the job ends red. */
export async function claim(
  bench: Bench,
  process: Process,
  run: Run,
  checkedOut: string,
): Promise<Answer | null> {
  const workplace = openWorkplace(bench, process, 'action');
  const { id, url, attempt } = run;
  const input: ClaimInput = {
    kind: 'claim',
    id: `claim:${id}:${attempt}`,
    of: claimOf(run.input),
    told: run.input,
    run: { id: String(id), url, attempt },
    checkedOut,
  };
  try {
    const first = await workplace.engine.submit(input).catch(nullIfUnavailable);
    if (first !== null && first.code !== 'claim-unknown' && first.code !== 'claim-stale') return first;
    if (!(await reaches(workplace, process, run.input.turn))) return null;
    return await workplace.engine.submit(input);
  } catch {
    return null;
  }
}

/** What our step does after the work. @returns null when it could not be recorded. */
export async function report(
  bench: Bench,
  process: Process,
  run: Run,
  status: ReportInput['status'],
): Promise<Answer | null> {
  const turns = new TurnsSeen();
  const workplace = openWorkplace(bench, process, 'action', turns.note.bind(turns));
  const { id, attempt } = run;
  try {
    const answer = await workplace.engine.submit({
      kind: 'report',
      id: `report:${id}:${attempt}`,
      of: claimOf(run.input),
      run: { id: String(id), url: '', attempt },
      status,
      outputs: status === 'success' ? { tag: `t${id}` } : {},
    });
    await settle(workplace, process, turns).catch(() => undefined);
    return answer;
  } catch {
    return null;
  }
}

/** The Action at an event: takes it in and does what is due. */
export async function takeIn(
  bench: Bench,
  process: Process,
  work: (at: Workplace) => Promise<unknown>,
): Promise<void> {
  const turns = new TurnsSeen();
  const workplace = openWorkplace(bench, process, 'action', turns.note.bind(turns));
  try {
    await work(workplace);
    const isMine = turns.isMoved && turns.state?.meta.performer === 'action';
    const tick: Input = { kind: 'tick', id: 'tick', sweep: false };
    if (isMine) await workplace.engine.submit(tick);
    await settle(workplace, process, turns);
  } catch (error) {
    bench.log.debug('an event was not taken', { error: String(error) });
    await workplace.engine.settled();
  }
  process.end();
}

/** As the Action settles: whatever did not go through is tried again for a while. */
async function settle({ engine, store }: Workplace, process: Process, turns: TurnsSeen): Promise<void> {
  await engine.settled();
  let { state } = turns;
  for (let left = SETTLE_PATIENCE; ;) {
    const rest = restOf(state);
    if (rest === null || rest > left) return;
    left -= rest;
    await process.wait(rest * 1000);
    await engine.submit({ kind: 'tick', id: 'tick', sweep: false });
    await engine.settled();
    state = (await store.load({ mayBeCached: true })).state;
  }
}

function restOf(state: State | null): number | null {
  if (state?.meta.performer !== 'action') return null;
  const hasFailed = ({ resting, doubtful }: OwedEffect): boolean => resting === true || doubtful === true;
  const rests = state.repository.owed.filter(hasFailed).map(({ leaseUntil }) => leaseUntil ?? state.meta.at);
  const first = rests.sort()[0];
  return first === undefined ? null : Math.max(1, secondsBetween(state.meta.at, first) + 1);
}

function nullIfUnavailable(error: unknown): null {
  const cause = error instanceof EngineUnavailable ? error.cause : error;
  if (cause instanceof StoreUnavailable) return null;
  throw error;
}

async function reaches({ store }: Workplace, process: Process, turn: number): Promise<boolean> {
  for (let waited = 0; ; waited += BEHIND_PAUSE) {
    const isLast = waited >= BEHIND_PATIENCE;
    const seen = await store.load().then(
      ({ state }) => state.meta.turn,
      (error: unknown) => {
        if (isLast || !(error instanceof StoreUnavailable)) throw error;
        return null;
      },
    );
    if (seen !== null && seen >= turn) return true;
    if (isLast) return false;
    await process.wait(BEHIND_PAUSE);
  }
}
