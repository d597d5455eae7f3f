import type { Seconds } from '../domain/instant.ts';
import type { EnvironmentPolicy, PhasePolicy, ProcessPolicy } from '../domain/policy.ts';
import { complain } from './check-shape.ts';
import type { Environments } from './environments.ts';
import type { Path, Sheet } from './sheet.ts';
import type { WorkflowBook } from './workflows.ts';

export const DEFAULT_PROCESS = 'default';
const BUILD = 'build';

/**
 * The process of a config that writes none: a task `build` first if there is a `build.yml` that takes our input, then
 * one phase per environment in file order, each deployed by `deploy.yml`.
 */
export function defaultProcess(
  sheet: Sheet,
  around: { environments: Environments; workflows: WorkflowBook; deadline: Seconds },
): Readonly<Record<string, ProcessPolicy>> {
  const { environments, workflows } = around;
  const build = workflows.fileOf(BUILD);
  const deploy = workflows.fileOf('deploy');
  const builds = workflows.optsIn(build);
  if (builds) {
    workflows.use(build, (message) => {
      complain(sheet, [], message);
    });
  }
  workflows.use(deploy, (message) => {
    complain(
      sheet,
      ['environments'],
      `${message}; it deploys each environment where no processes are written`,
      'key',
    );
  });
  const phases = Object.values(environments.policies).map((each) => deployPhase(each, deploy));
  const first = builds ? [buildPhase(build, around.deadline)] : [];
  if (builds) complainOfNamesakes(sheet, ['environments'], environments.names);
  return { [DEFAULT_PROCESS]: { name: DEFAULT_PROCESS, phases: [...first, ...phases] } };
}

function buildPhase(workflow: string, deadline: Seconds): PhasePolicy {
  return {
    name: BUILD,
    gates: {},
    activities: [{ kind: 'task', name: BUILD, workflow, inputs: {}, deadline }],
  };
}

function deployPhase({ name }: EnvironmentPolicy, up: string): PhasePolicy {
  const to = { kind: 'name' as const, names: [name] };
  return { name, gates: {}, activities: [{ kind: 'deploy', to, up, inputs: {} }] };
}

function complainOfNamesakes(sheet: Sheet, path: Path, names: readonly string[]): void {
  const namesake = names.find((name) => name.toLowerCase() === BUILD);
  if (namesake === undefined) return;
  complain(
    sheet,
    [...path, namesake],
    'build.yml makes a phase of this name; name the environment differently or write processes',
    'key',
  );
}
