import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { evaluateText } from './expression.ts';
import { contextsOf, type StepCall } from './job-session.ts';
import { runProgram } from './step-process.ts';
import type { StepPlan } from './workflow-file.ts';
import type { Written } from './written.ts';

/** Command lines by `shell:` (GitHub, "Workflow syntax", `jobs.<job_id>.steps[*].shell`); `{0}` is the script. */
const SHELLS: Readonly<Record<string, string>> = {
  '': 'bash -e {0}',
  bash: 'bash --noprofile --norc -eo pipefail {0}',
  sh: 'sh -e {0}',
  python: 'python3 {0}',
  node: 'node {0}',
};

/** Runs a `run:` step in its shell. */
export async function runScript(plan: StepPlan, call: StepCall): Promise<boolean> {
  const { session } = call;
  const contexts = contextsOf(session, call.scope, call.env);
  const script = evaluateText(plan.run, contexts);
  const shell = evaluateText(firstWritten(call, plan.shell, 'shell'), contexts);
  const folder = evaluateText(firstWritten(call, plan.workingDirectory, 'workingDirectory'), contexts);
  const file = join(session.folders.temp, `script-${session.nextKey++}${shell === 'python' ? '.py' : '.sh'}`);
  await writeFile(file, script);
  const line = SHELLS[shell] ?? shell;
  const [command = 'bash', ...args] = line.split(/\s+/).map((word) => word.replace('{0}', file));
  const { log } = session.job;
  const lines = script.trimEnd().split('\n');
  [`##[group]Run ${lines[0] ?? ''}`, ...lines, `shell: ${line}`, '##[endgroup]'].forEach((each) =>
    log.line(each),
  );
  return runProgram(call, { command, args, cwd: resolve(session.folders.workspace, folder), env: {} });
}

/** The step's own, else the job's default, else the workflow's; a composite action's steps have no defaults. */
function firstWritten(call: StepCall, own: Written, key: 'shell' | 'workingDirectory'): Written {
  const { job, run } = call.session;
  if (own !== null || call.scope.actionPath !== null) return own;
  return job.plan.defaults[key] ?? run.file?.defaults[key] ?? null;
}
