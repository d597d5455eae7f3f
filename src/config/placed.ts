import type { ActivityPolicy, PhasePolicy } from '../domain/policy.ts';
import type { Path } from './sheet.ts';

/** An activity with the place it was read from. */
export interface PlacedActivity {
  readonly policy: ActivityPolicy;
  readonly path: Path;
  readonly phase: number;
  /** What it is called when it runs: one name, or one per environment. */
  readonly names: readonly string[];
}

export interface PlacedPhase {
  readonly policy: PhasePolicy;
  readonly path: Path;
  readonly index: number;
}

/** A process as far as it could be read. */
export interface PlacedProcess {
  readonly path: Path;
  readonly phases: readonly PlacedPhase[];
  readonly activities: readonly PlacedActivity[];
  /** Nothing of it was left out because of a mistake. */
  readonly whole: boolean;
}
