/** Place of a run or job in a concurrency group. */
export interface GroupPlace {
  /** `go` once it is this one's turn; `cancelled` if a newer one has pushed it out of the queue. */
  readonly turn: Promise<'go' | 'cancelled'>;
  readonly waits: boolean;
  /** Lets the next one in; also takes a waiting one out. */
  leave(): void;
}

export interface GroupRequest {
  readonly repository: string;
  readonly group: string;
  readonly cancelInProgress: boolean;
  /** `max`: up to 100 wait in order; `single`: a newer one cancels the one that waits. */
  readonly queue: 'single' | 'max';
  /** Called when a newer one wants this running one to stop. */
  cancel(): void;
}

interface Member {
  readonly request: GroupRequest;
  readonly answer: (turn: 'go' | 'cancelled') => void;
}

interface Group {
  running: Member | null;
  waiting: Member[];
}

const LONGEST_QUEUE = 100;

/** Concurrency groups of all repositories; names have no case (GitHub, "Control the concurrency of workflows"). */
export class ConcurrencyGroups {
  readonly #groups = new Map<string, Group>();

  enter(request: GroupRequest): GroupPlace {
    const key = `${request.repository}\n${request.group}`.toLowerCase();
    const group = this.#groups.get(key) ?? { running: null, waiting: [] };
    this.#groups.set(key, group);
    let answer: Member['answer'] = () => undefined;
    const turn = new Promise<'go' | 'cancelled'>((resolve) => (answer = resolve));
    const member: Member = { request, answer };
    const waits = group.running !== null;
    if (waits) enqueue(group, member);
    else admit(group, member);
    return { turn, waits, leave: () => leave(group, member) };
  }
}

function enqueue(group: Group, member: Member): void {
  const keeps = member.request.queue === 'max' ? LONGEST_QUEUE - 1 : 0;
  while (group.waiting.length > keeps) group.waiting.shift()?.answer('cancelled');
  group.waiting.push(member);
  if (member.request.cancelInProgress) group.running?.request.cancel();
}

function admit(group: Group, member: Member | undefined): void {
  group.running = member ?? null;
  member?.answer('go');
}

function leave(group: Group, member: Member): void {
  group.waiting = group.waiting.filter((each) => each !== member);
  if (group.running === member) admit(group, group.waiting.shift());
}
