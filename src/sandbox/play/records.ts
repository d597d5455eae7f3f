import { z } from 'zod';
import type { SandboxRepository } from '../sandbox-api.ts';

/**
 * The state branch as somebody reads it who has only its files: as much of them as the play shows and checks. It is
 * read with an own pair of eyes, on purpose: code shared with who writes it would believe what it wrote.
 */
export const STATE_BRANCH = 'signalbox/releases';

const attemptSchema = z.object({
  status: z.string(),
  waiting: z.object({ for: z.string() }).optional(),
  admitted: z.object({ run: z.string() }).optional(),
  run: z.object({ id: z.string(), url: z.string() }).optional(),
  reason: z.string().optional(),
});

const activitySchema = z.object({
  name: z.string(),
  status: z.string(),
  attempts: z.array(attemptSchema),
});

const releaseSchema = z.object({
  app: z.string(),
  number: z.int(),
  status: z.string(),
  spec: z.object({
    sha: z.string(),
    description: z.string(),
    cause: z.object({ kind: z.string(), ref: z.string().optional() }),
    createdBy: z.object({ login: z.string() }),
    process: z.object({
      phases: z.array(
        z.object({
          activities: z.array(z.object({ name: z.string(), environment: z.string().optional() })),
        }),
      ),
    }),
  }),
  phases: z.array(z.object({ activities: z.array(activitySchema) })),
});

const person = z.object({ login: z.string() });
const held = z.object({ by: person, at: z.string(), reason: z.string().optional() });

const environmentSchema = z.object({
  pointer: z.object({ release: z.int(), sha: z.string(), at: z.string() }).nullable(),
  lastTouch: z.object({ release: z.int(), outcome: z.string() }).nullable(),
  lock: held.nullable(),
  pin: held.extend({ release: z.int() }).nullable(),
});

const appSchema = z.object({ name: z.string(), environments: z.record(z.string(), environmentSchema) });
const metaSchema = z.object({ turn: z.int() });
const repositorySchema = z.object({ owed: z.array(z.unknown()) });
const inputsSchema = z.object({
  outcomes: z.array(
    z.object({ input: z.string(), answer: z.object({ kind: z.string(), code: z.string() }) }),
  ),
});

export type ReleaseRecord = z.infer<typeof releaseSchema>;
export type ActivityRecord = z.infer<typeof activitySchema>;
export type EnvironmentRecord = z.infer<typeof environmentSchema>;
export type AppRecord = z.infer<typeof appSchema>;

/** Reads the records of one repository's state branch, at its head or at a commit. */
export class Records {
  readonly #repository: SandboxRepository;

  constructor(repository: SandboxRepository) {
    this.#repository = repository;
  }

  /** Text of a release's record, wherever it stands; null when there is none. */
  async releaseText(number: number, app: string): Promise<string | null> {
    const paths = [
      `apps/${app}/open/${String(number)}.json`,
      `apps/${app}/releases/${String(Math.floor(number / 100))}/${String(number)}.json`,
    ];
    for (const path of paths) {
      const text = await this.#repository.file(path, STATE_BRANCH);
      if (text !== null) return text;
    }
    return null;
  }

  async release(number: number, app: string): Promise<ReleaseRecord | null> {
    const text = await this.releaseText(number, app);
    return text === null ? null : releaseSchema.parse(JSON.parse(text));
  }

  /** The record at a path as a commit has it; null for any other file. */
  async releaseAt(path: string, commit: string): Promise<ReleaseRecord | null> {
    if (!/^apps\/[^/]+\/(open|releases\/\d+)\/\d+\.json$/.test(path)) return null;
    return this.#read(releaseSchema, path, commit);
  }

  /** Releases that are not final or owe something, oldest first. */
  async open(app: string): Promise<readonly ReleaseRecord[]> {
    const paths = await this.#paths(`apps/${app}/open/`);
    const records = await Promise.all(paths.map((path) => this.#read(releaseSchema, path)));
    return records.filter((record) => record !== null).sort((a, b) => a.number - b.number);
  }

  async apps(): Promise<readonly AppRecord[]> {
    const paths = (await this.#paths('apps/')).filter((path) => /^apps\/[^/]+\/app\.json$/.test(path));
    const records = await Promise.all(paths.map((path) => this.#read(appSchema, path)));
    return records.filter((record) => record !== null);
  }

  async environment(name: string, app: string): Promise<EnvironmentRecord | null> {
    return (await this.#read(appSchema, `apps/${app}/app.json`))?.environments[name] ?? null;
  }

  /** Number of the last turn; 0 before the first. */
  async turn(): Promise<number> {
    return (await this.#read(metaSchema, 'signalbox.json'))?.turn ?? 0;
  }

  /** How many effects are owed. */
  async owed(): Promise<number> {
    return (await this.#read(repositorySchema, 'repository.json'))?.owed.length ?? 0;
  }

  /** What came of a comment, like `refused run-alive`; null while nothing is known. */
  async outcome(comment: number): Promise<string | null> {
    const inputs = await this.#read(inputsSchema, 'inputs.json');
    const found = inputs?.outcomes.find((each) => each.input === `comment:${String(comment)}`);
    return found === undefined ? null : `${found.answer.kind} ${found.answer.code}`;
  }

  async #read<T>(schema: z.ZodType<T>, path: string, at: string = STATE_BRANCH): Promise<T | null> {
    const text = await this.#repository.file(path, at);
    return text === null ? null : schema.parse(JSON.parse(text));
  }

  async #paths(prefix: string): Promise<string[]> {
    if ((await this.#repository.head(STATE_BRANCH)) === null) return [];
    const list = await this.#repository.git('ls-tree', '-r', '--name-only', STATE_BRANCH, prefix);
    return list.split('\n').filter((path) => path !== '');
  }
}

/** Activities of all phases, in order. */
export function activitiesOf(release: ReleaseRecord): readonly ActivityRecord[] {
  return release.phases.flatMap((phase) => phase.activities);
}

/** The environment that an activity deploys to; null for a task. */
export function environmentOf(release: ReleaseRecord, activity: string): string | null {
  const specs = release.spec.process.phases.flatMap((phase) => phase.activities);
  return specs.find((each) => each.name === activity)?.environment ?? null;
}
