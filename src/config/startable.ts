import { Problems } from './problems.ts';
import { WorkflowBook } from './workflows.ts';

/**
 * @param workflows file name → text of every workflow on the default branch.
 * @returns the file names of those that a release can be started with as they are: they take our input and have our step
 *   where the rules want it. For the others the fence does not hold.
 */
export function startableWorkflows(workflows: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(workflows).filter((file) => {
    const problems = new Problems();
    const book = new WorkflowBook(workflows, problems);
    if (!book.optsIn(file)) return false;
    book.use(file, () => undefined);
    return problems.none;
  });
}
