import { accessOf, allGrants, grantsIn, judgeAccess } from './access.ts';
import { refuse } from './answers.ts';
import type { Answer } from './decision.ts';
import type { CommandName } from './command.ts';
import { COMMAND_RULES } from './command.ts';
import type { Actor, Mark } from './actor.ts';
import type { CommandInput } from './input.ts';
import type { Policy } from './policy.ts';
import type { EnvironmentName } from './names.ts';
import type { RoleGrants } from './role.ts';
import type { Spelled } from './spell.ts';
import { say } from './spell.ts';
import type { Turn } from './turn.ts';

/** One command being answered: who asked, when, and under which policy. */
export class Asked {
  readonly turn: Turn;
  readonly input: CommandInput;
  readonly policy: Policy;

  constructor(turn: Turn, input: CommandInput, policy: Policy) {
    this.turn = turn;
    this.input = input;
    this.policy = policy;
  }

  get actor(): Actor {
    return this.input.actor;
  }

  /** The person's word, for the record. */
  mark(reason?: string): Mark {
    return {
      by: this.actor,
      at: this.turn.now,
      input: this.input.id,
      ...(reason === undefined ? {} : { reason }),
    };
  }

  /** @returns a command to paste. */
  say(name: CommandName, about: Spelled): string {
    return say(name, about, this.turn.severalApps);
  }

  /**
   * @param filled what was missing.
   * @returns the command as it was written, with that in it, to paste: whoever leaves out `--cancel`, or the environment,
   * would be told to do something else than was meant.
   */
  again(filled: Spelled): string {
    const { command, rest } = this.input;
    const release = 'release' in command ? command.release : undefined;
    const environment = 'environment' in command ? command.environment : undefined;
    const app = filled.app ?? command.app ?? release?.app;
    const number = filled.release ?? release?.number;
    const place = filled.environment ?? environment;
    return this.say(command.name, {
      ...(app === undefined ? {} : { app }),
      ...(number === undefined ? {} : { release: number }),
      ...(place === undefined ? {} : { environment: place }),
      ...(rest === undefined ? {} : { more: rest }),
    });
  }

  /** Whether something happened only after the command was written: an implied target is then not what was meant. */
  isAfter(instant: string | undefined): boolean {
    return instant !== undefined && instant > this.input.writtenAt;
  }

  /** @returns the refusal that names the explicit command (invariant 10). */
  targetChanged(explicit: string): Answer {
    return refuse('target-changed', { candidates: [explicit] }, [explicit]);
  }

  /**
   * Asks whether the person may do this: here, in these environments.
   * @returns null when permitted, else the refusal that names what was needed and what was found.
   */
  permit(environments: readonly EnvironmentName[] = []): Answer | null {
    const scopes: RoleGrants[] =
      environments.length === 0
        ? [this.policy.roles]
        : environments.map((name) => grantsIn(this.policy, name));
    const refusals = scopes.map((grants) => this.#judge(grants));
    return refusals.find((each) => each !== null) ?? null;
  }

  /** Whether the role is held anywhere, so that a stranger is refused before anything is told. */
  permitSomewhere(): Answer | null {
    const refusals = allGrants(this.policy).map((grants) => this.#judge(grants));
    return refusals.includes(null) ? null : (refusals[0] ?? null);
  }

  #judge(grants: RoleGrants): Answer | null {
    const role = COMMAND_RULES[this.input.command.name].role;
    const access = accessOf(this.turn, this.actor, this.policy);
    return judgeAccess(grants, access, role, this.actor);
  }
}
