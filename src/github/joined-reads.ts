import type { GitHubAnswer, RepositoryRead } from './client.ts';

/** What the repository object answered, null where GitHub does not show it. */
type Send = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<GitHubAnswer<unknown>>;

interface Waiting {
  readonly read: RepositoryRead;
  readonly resolve: (answer: GitHubAnswer<unknown>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Sends what is asked of one repository in the same breath as one GraphQL query: GitHub counts requests and not what is
 * in them, and a turn's state and policy are then of one moment.
 */
export class JoinedReads {
  readonly #send: Send;
  #waiting: Waiting[] = [];

  constructor(send: Send) {
    this.#send = send;
  }

  /** @returns the fields as the repository answers them; what is not found in it is null. */
  ask(read: RepositoryRead): Promise<GitHubAnswer<unknown>> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ read, resolve, reject });
      if (this.#waiting.length === 1) queueMicrotask(() => void this.#sendAll());
    });
  }

  async #sendAll(): Promise<void> {
    const all = this.#waiting.splice(0);
    try {
      const { query, variables } = joinedQuery(all.map(({ read }) => read));
      const answer = await this.#send(query, variables);
      all.forEach(({ resolve }, at) => resolve({ ...answer, data: partOf(answer.data, aliasOf(at)) }));
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  }
}

/**
 * @returns one document for all of them. Each has its variables under names of its own; fragments of the same text are
 * sent once.
 */
export function joinedQuery(reads: readonly RepositoryRead[]): {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
} {
  const parts = reads.map((read, at) => renamed(read, aliasOf(at)));
  const declared = ['$owner: String!', '$repo: String!', ...parts.flatMap((part) => part.declarations)];
  const fragments = [...new Set(reads.flatMap((read) => read.fragments ?? []))];
  const selections = parts.map(({ alias, fields }) => `  ${alias}: ${REPOSITORY} {\n${fields}\n  }`);
  return {
    query: [`query (${declared.join(', ')}) {`, ...selections, '}', ...fragments].join('\n'),
    variables: Object.assign({}, ...parts.map((part) => part.variables)) as Readonly<Record<string, unknown>>,
  };
}

const REPOSITORY = 'repository(owner: $owner, name: $repo)';

function aliasOf(at: number): string {
  return at === 0 ? 'repository' : `repository${at}`;
}

/** Names of variables are ours: letters only, so that they can be found in the text. */
function renamed({ fields, variables = {} }: RepositoryRead, alias: string) {
  const names = Object.keys(variables);
  const text = fields.replace(/\$(\w+)/g, (whole, name: string) =>
    names.includes(name) ? `$${alias}_${name}` : whole,
  );
  const entries = Object.entries(variables);
  return {
    alias,
    fields: text,
    declarations: entries.map(([name, { type }]) => `$${alias}_${name}: ${type}`),
    variables: Object.fromEntries(entries.map(([name, { value }]) => [`${alias}_${name}`, value])),
  };
}

function partOf(data: unknown, alias: string): unknown {
  return typeof data === 'object' && data !== null ? (Reflect.get(data, alias) as unknown) : null;
}
