import { NoOperationTraceWriter } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/index';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSteps, type StepPlan } from './workflow-file.ts';
import { readWritten, isMap, mapping, text, type Written } from './written.ts';

/** An action that a step can use. */
export type LoadedAction = JavaScriptAction | CompositeAction;

interface ActionBase {
  /** Folder of its `action.yml`. */
  readonly folder: string;
  /** Defaults by input; undefined in the map: the input exists and has none. */
  readonly inputs: ReadonlyMap<string, Written | undefined>;
}

export interface JavaScriptAction extends ActionBase {
  readonly kind: 'javascript';
  readonly main: string;
  readonly pre: string | null;
  readonly preIf: Written;
  readonly post: string | null;
  readonly postIf: Written;
}

export interface CompositeAction extends ActionBase {
  readonly kind: 'composite';
  readonly steps: readonly StepPlan[];
  /** Values of the outputs, over the action's own `steps`. */
  readonly outputs: ReadonlyMap<string, Written>;
}

/** An action that cannot be found, read or run here; the message is for the job's log. */
export class ActionUnavailable extends Error {
  override readonly name = 'ActionUnavailable';
}

/**
 * Reads `action.yml` or `action.yaml` of a folder.
 * @throws {ActionUnavailable}
 */
export async function loadAction(folder: string, spelling: string): Promise<LoadedAction> {
  const content = (await textOf(join(folder, 'action.yml'))) ?? (await textOf(join(folder, 'action.yaml')));
  if (content === null) {
    throw new ActionUnavailable(
      `Can't find 'action.yml' or 'action.yaml' for action '${spelling}'. Did you forget to run actions/checkout before running your local action?`,
    );
  }
  const { context } = parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter());
  const errors = context.errors.getErrors().map((error) => error.message);
  if (errors.length > 0) throw new ActionUnavailable(`${spelling}: ${errors.join('; ')}`);
  return readAction(folder, spelling, mapping(readWritten(content)));
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function readAction(folder: string, spelling: string, root: ReadonlyMap<string, Written>): LoadedAction {
  const runs = mapping(root.get('runs'));
  const using = text(runs.get('using')) ?? '';
  const inputs = new Map(
    [...mapping(root.get('inputs'))].map(([name, input]) => [name, mapping(input).get('default')]),
  );
  if (using === 'composite') {
    const outputs = [...mapping(root.get('outputs'))].map(
      ([name, output]) => [name, (isMap(output) ? output.get('value') : null) ?? null] as const,
    );
    return {
      kind: 'composite',
      folder,
      inputs,
      steps: readSteps(runs.get('steps')),
      outputs: new Map(outputs),
    };
  }
  if (!/^node\d+$/.test(using)) {
    throw new ActionUnavailable(`The sandbox cannot run '${spelling}': it uses '${using}'.`);
  }
  return {
    kind: 'javascript',
    ...{ folder, inputs },
    main: text(runs.get('main')) ?? 'index.js',
    pre: text(runs.get('pre')),
    preIf: runs.get('pre-if') ?? 'always()',
    post: text(runs.get('post')),
    postIf: runs.get('post-if') ?? 'always()',
  };
}
