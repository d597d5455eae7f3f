import { evaluate, toText, type Contexts } from './expression.ts';
import { isMap, type Written } from './written.ts';

export interface ConcurrencySetting {
  readonly group: string;
  readonly cancelInProgress: boolean;
  readonly queue: 'single' | 'max';
}

/** `concurrency:` of a workflow or job; null: there is none, or its group is empty. */
export function readConcurrency(written: Written, contexts: Contexts): ConcurrencySetting | null {
  if (written === null) return null;
  const read = (key: string): Written => (isMap(written) ? (written.get(key) ?? null) : null);
  const group = toText(evaluate(isMap(written) ? read('group') : written, contexts));
  if (group === '') return null;
  return {
    group,
    cancelInProgress: evaluate(read('cancel-in-progress'), contexts) === true,
    queue: evaluate(read('queue'), contexts) === 'max' ? 'max' : 'single',
  };
}
