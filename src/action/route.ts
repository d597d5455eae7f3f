import { z } from 'zod';

/** What the step is there for. */
export type Route =
  | { readonly kind: 'claim' | 'report' | 'event' | 'sweep' }
  | { readonly kind: 'unknown-command'; readonly command: string };

interface Clues {
  /** The inputs `command` and `signalbox`. */
  readonly command: string;
  readonly signalbox: string;
  readonly event: { readonly name: string; readonly payload: unknown };
}

/**
 * Inside a run that takes our input it is the step of an attempt, dispatched by us or not: a workflow that deploys must
 * never go on because somebody started it by hand with the field left empty.
 */
export function routeOf({ command, signalbox, event }: Clues): Route {
  switch (command) {
    case 'report':
      return { kind: 'report' };
    case 'reconcile':
      return { kind: 'sweep' };
    case 'auto':
      return { kind: signalbox.trim() !== '' || takesInput(event) ? 'claim' : 'event' };
    default:
      return { kind: 'unknown-command', command };
  }
}

const dispatched = z.object({ inputs: z.object({ signalbox: z.unknown() }) });

function takesInput({ name, payload }: Clues['event']): boolean {
  const read = name === 'workflow_dispatch' ? dispatched.safeParse(payload) : null;
  return read?.success === true && read.data.inputs.signalbox !== undefined;
}
