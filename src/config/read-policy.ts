import { z } from 'zod';
import type { PolicyAnswer } from '../domain/fact.ts';
import { DAY, HOUR } from '../domain/instant.ts';
import type { Policy } from '../domain/policy.ts';
import { DEFAULT_GRANTS } from '../domain/role.ts';
import type { RoleGrants } from '../domain/role.ts';
import { onlyApp, readApps } from './apps.ts';
import { checkShape, complain } from './check-shape.ts';
import { commandsSchema, configSchema, defaultsSchema, performerSchema } from './config-schema.ts';
import type { WrittenConfig } from './config-schema.ts';
import { DEFAULT_PROCESS, defaultProcess } from './default-process.ts';
import { secondsOf } from './durations.ts';
import { MAX_ENTRIES } from './entries.ts';
import { readEnvironments } from './environments.ts';
import type { EnvironmentDefaults, Environments } from './environments.ts';
import { digestOf } from './digest.ts';
import { Problems } from './problems.ts';
import { readProcesses } from './processes.ts';
import { readSheet } from './read-sheet.ts';
import { readRoles, rolesSchema } from './roles.ts';
import { Sheet } from './sheet.ts';
import { WorkflowBook } from './workflows.ts';

/** What policy is read from: files of the default branch, all of one commit. */
export interface ConfigSource {
  readonly sha: string;
  readonly defaultBranch: string;
  /** Name of the repository, without its owner. */
  readonly repository: string;
  readonly config: { readonly path: string; readonly text: string } | null;
  /** File name → text of every workflow in `.github/workflows`. */
  readonly workflows: Readonly<Record<string, string>>;
}

/** The names of the file's sections, which are the words of the grammar's top level. */
type Section = Exclude<keyof WrittenConfig, 'signalbox'>;

/**
 * Reads policy from the default branch. Never throws, whatever the files hold.
 *
 * @returns `ok` with the policy; `absent` when there is neither a config nor a `deploy.yml` that takes our input;
 *   `invalid` with everything that is wrong, each with its file, line and column.
 */
export function readPolicy(source: ConfigSource): PolicyAnswer {
  const problems = new Problems();
  const workflows = new WorkflowBook(source.workflows, problems);
  const { sha } = source;
  if (source.config === null && !isMeant(workflows)) return { status: 'absent', sha };
  const sheet = sheetOf(source, workflows, problems);
  const policy = sheet === null ? null : new Reading(sheet, workflows, source).policy();
  if (policy === null || !problems.none) return { status: 'invalid', sha, errors: problems.list() };
  return { status: 'ok', policy };
}

/** Without a config, a `deploy.yml` with our input is the opt-in; also one that is broken, but speaks of us. */
function isMeant(workflows: WorkflowBook): boolean {
  const deploy = workflows.fileOf('deploy');
  return workflows.optsIn(deploy) || workflows.isBrokenAttempt(deploy);
}

function sheetOf(source: ConfigSource, workflows: WorkflowBook, problems: Problems): Sheet | null {
  if (source.config !== null) {
    return readSheet({ file: source.config.path, text: source.config.text, exactNumbers: true }, problems);
  }
  // What is wrong without a config is wrong with the workflow that stands for it.
  return new Sheet(`.github/workflows/${workflows.fileOf('deploy')}`, { signalbox: 1 }, new Map(), problems);
}

/** One reading of one config. */
class Reading {
  readonly #sheet: Sheet;
  readonly #workflows: WorkflowBook;
  readonly #source: ConfigSource;
  #sections: Readonly<Record<string, unknown>> = {};

  constructor(sheet: Sheet, workflows: WorkflowBook, source: ConfigSource) {
    this.#sheet = sheet;
    this.#workflows = workflows;
    this.#source = source;
  }

  /** @returns null when nothing could be read at all; otherwise what could be, and it holds if there are no problems. */
  policy(): Policy | null {
    if (!this.#open()) return null;
    const roles = readRoles(this.#sheet, ['roles'], this.#section('roles', rolesSchema), DEFAULT_GRANTS);
    const defaults = this.#defaults(roles);
    const environments = this.#environments(defaults);
    const { processes, names } = this.#processes(environments, defaults);
    const said = {
      defaultBranch: this.#source.defaultBranch,
      namesApps: this.#isWritten('apps'),
      apps: this.#apps(names),
      environments: environments.policies,
      processes,
      roles,
      shortCommands: this.#section('commands', commandsSchema)?.short ?? true,
      performer: this.#section('performer', performerSchema) ?? null,
    };
    return { sha: this.#source.sha, written: this.#written(), digest: digestOf(said), ...said };
  }

  #written(): Policy['written'] {
    if (this.#source.config === null) return 'nowhere';
    return Object.keys(this.#sections).every((name) => name === 'signalbox') ? 'bare' : 'file';
  }

  /** Looks at the outermost map only: whether it is one, of our version, and has no unknown keys. */
  #open(): boolean {
    const { value } = this.#sheet;
    if (value === null) {
      this.#sheet.problem([], 'the file is empty; it must at least say "signalbox: 1"');
      return false;
    }
    const isMap = checkShape(this.#sheet, [], z.record(z.string(), z.unknown()), value);
    if (isMap === undefined) return false;
    const version = isMap['signalbox'];
    if (version !== 1) {
      const message = version === undefined ? 'is missing' : 'is not known to this version of Signalbox';
      complain(this.#sheet, ['signalbox'], `${message}; write "signalbox: 1"`);
      // A later grammar would only be misread.
      if (version !== undefined) return false;
    }
    checkShape(this.#sheet, [], outline, { ...isMap, signalbox: 1 });
    this.#sections = isMap;
    return true;
  }

  #section<T>(name: Section, schema: z.ZodType<T>): T | undefined {
    const value = this.#sections[name];
    return value === undefined ? undefined : checkShape(this.#sheet, [name], schema, value);
  }

  /** @returns undefined when the section is not written, or not a map. */
  #map(name: Section): Readonly<Record<string, unknown>> | undefined {
    const value = this.#sections[name];
    return value === null ? {} : this.#section(name, z.record(z.string(), z.unknown()));
  }

  #defaults(roles: RoleGrants): EnvironmentDefaults {
    const written = this.#section('defaults', defaultsSchema);
    return {
      deadline: secondsOf(written?.deadline, HOUR),
      checksDeadline: secondsOf(written?.['checks-deadline'], DAY),
      roles,
    };
  }

  #environments(defaults: EnvironmentDefaults): Environments {
    const written = this.#map('environments');
    if (written !== undefined) return readEnvironments(this.#sheet, written, defaults);
    const assumed = this.#isWritten('environments') || this.#isWritten('processes') ? {} : { production: {} };
    return readEnvironments(this.#sheet, assumed, defaults);
  }

  #processes(environments: Environments, { deadline }: EnvironmentDefaults): ReadProcesses {
    const around = { environments, workflows: this.#workflows, deadline };
    if (!this.#isWritten('processes')) {
      this.#complainIfEmpty('environments', 'environment');
      return { processes: defaultProcess(this.#sheet, around), names: [DEFAULT_PROCESS] };
    }
    this.#complainIfEmpty('processes', 'process');
    const written = this.#map('processes') ?? {};
    return {
      processes: readProcesses(this.#sheet, written, around),
      names: Object.keys(written).slice(0, MAX_ENTRIES),
    };
  }

  #apps(processes: readonly string[]): Policy['apps'] {
    const around = { ...this.#source, processes };
    if (!this.#isWritten('apps')) return onlyApp(this.#sheet, around);
    this.#complainIfEmpty('apps', 'app');
    return readApps(this.#sheet, this.#map('apps') ?? {}, around);
  }

  #isWritten(name: Section): boolean {
    return this.#sections[name] !== undefined;
  }

  #complainIfEmpty(name: Section, word: string): void {
    const written = this.#map(name);
    if (written === undefined || Object.keys(written).length > 0) return;
    complain(this.#sheet, [name], `must name at least one ${word}`, 'key');
  }
}

interface ReadProcesses {
  readonly processes: Policy['processes'];
  readonly names: readonly string[];
}

/** The top level alone: the sections are read one by one, so that a mistake in one does not hide those in others. */
const outline = z.strictObject(
  Object.fromEntries(Object.keys(configSchema.shape).map((key) => [key, z.unknown().optional()])),
);
