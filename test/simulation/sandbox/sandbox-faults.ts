import { setTimeout as wait } from 'node:timers/promises';
import { STATE_BRANCH } from '../../../src/domain/state.ts';
import type { FaultHandle, RequestFault, RequestView } from '../../../src/sandbox/faults.ts';
import type { StageAtWork } from '../../../src/sandbox/play/stage-at-work.ts';
import type { CallFault, CallKind, WebhookFault } from '../faults.ts';
import type { RunWeather } from './run-weather.ts';

type Kinds = Readonly<Record<CallKind, (request: RequestView) => boolean>>;

const isRead = ({ method }: RequestView): boolean => method === 'GET';

/** Which requests are meant by the calls of a simulated process. */
const REQUESTS: Kinds = {
  open: ({ route, path }) => path.endsWith('/access_tokens') || route === 'GET /repos/{owner}/{repo}',
  load: ({ route, mutation }) => route === 'POST /graphql' && !mutation,
  commit: ({ fields }) => fields.includes('createCommitOnBranch'),
  facts: (request) => isRead(request) && /commits|contents|collaborators|compare/.test(request.path),
  dispatch: ({ path }) => path.endsWith('/dispatches'),
  runs: (request) => isRead(request) && request.path.includes('/actions/'),
  cancel: ({ path }) => path.endsWith('/cancel'),
  show: ({ method, path }) =>
    method !== 'GET' && /statuses|deployments|comments|reactions/.test(path) && !path.endsWith('/dispatches'),
  look: (request) => isRead(request) && /statuses|deployments|comments/.test(request.path),
};
/** Real time for which something is slow or late; milliseconds. */
const SLOW = 2_000;
const LATE: Readonly<Record<string, number>> = { late: 3_000, 'very-late': 8_000 };
/** Reads of a branch that show what it was before. */
const STALE_READS = 2;

/** What is to go wrong at GitHub or on the way there, each once. */
export class SandboxFaults {
  readonly #world: StageAtWork;
  readonly #weather: RunWeather;
  readonly #planned: FaultHandle[] = [];

  constructor(world: StageAtWork, weather: RunWeather) {
    this.#world = world;
    this.#weather = weather;
  }

  /** @param skip so many calls of that kind go well first. */
  call(on: CallKind, how: CallFault, skip: number): void {
    const { sandbox, stage } = this.#world;
    if (how === 'stale' && on === 'load') {
      this.#planned.push(sandbox.faults.lagRef(stage.name, `refs/heads/${STATE_BRANCH}`, STALE_READS));
      return;
    }
    let left = skip;
    const isMeant = (request: RequestView): boolean => {
      if (!REQUESTS[on](request)) return false;
      left -= 1;
      return left < 0;
    };
    if (how === 'crash-before' || how === 'crash-after') this.#crash(isMeant, how === 'crash-after');
    else this.#planned.push(sandbox.faults.request(isMeant, faultOf(how)));
    if (how === 'stale') this.#planned.push(sandbox.faults.lagRuns(stage.name, 4));
  }

  webhook(on: string, how: WebhookFault, skip: number): void {
    let left = skip;
    this.#planned.push(
      this.#world.sandbox.faults.delivery(
        ({ event }) => {
          if (event !== (on === 'state' ? 'push' : on)) return false;
          left -= 1;
          return left < 0;
        },
        how === 'lost'
          ? { kind: 'lose' }
          : how === 'doubled'
            ? { kind: 'double' }
            : { kind: 'delay', milliseconds: LATE[how] ?? 0 },
      ),
    );
  }

  clear(): void {
    for (const each of this.#planned.splice(0)) each.remove();
  }

  /** Whoever makes that call dies while GitHub has it in its hands: the run, or one of the App's processes. */
  #crash(isMeant: (request: RequestView) => boolean, acted: boolean): void {
    const { sandbox, apps } = this.#world;
    let run: number | null = null;
    const die = sandbox.faults.request(
      (request) => {
        if (!isMeant(request)) return false;
        run = sandbox.requests.at(-1)?.run ?? null;
        return true;
      },
      {
        kind: 'interpose',
        act: async () => {
          await (run === null ? apps.at(-1)?.kill() : this.#weather.kill(run));
        },
      },
    );
    const cut = sandbox.faults.request(() => die.struck > cut.struck, { kind: 'cut', acted });
    this.#planned.push(die, cut);
  }
}

function faultOf(how: CallFault): RequestFault {
  switch (how) {
    case 'down':
      return { kind: 'answer', status: 503 };
    case 'lost':
    case 'mute':
    case 'stale':
      return { kind: 'act-then-answer', status: 502 };
    case 'limited':
      return { kind: 'secondary-limit', retryAfterSeconds: 1 };
    case 'timeout-before':
    case 'timeout-after':
      return { kind: 'cut', acted: how === 'timeout-after' };
    default:
      return { kind: 'interpose', act: () => wait(SLOW) };
  }
}
