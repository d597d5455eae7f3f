import type { WorkingCopy } from './working-copy.ts';

const PAGE = 'site/index.html';
const NEWS = /\n<p class="news">[^\n]*<\/p>/;

/** Writes the message onto the page that is deployed, so that one sees in a browser which commit runs where. */
export async function pushNews(copy: WorkingCopy, message: string): Promise<string | null> {
  const page = ((await copy.read(PAGE)) ?? '').replace(NEWS, '').trimEnd();
  return copy.push(message, { [PAGE]: `${page}\n<p class="news">${escapeHtml(message)}</p>\n` });
}

/** From the next deploy on, the environment does not come up (`deploy.sh`). */
export function pushBreak(copy: WorkingCopy, environment: string): Promise<string | null> {
  return copy.push(`Break ${environment}`, { [`broken/${environment}`]: 'somebody broke it on purpose\n' });
}

/** Takes back what `pushBreak` did. */
export function pushFix(copy: WorkingCopy, environments: readonly string[]): Promise<string | null> {
  const files = environments.map((environment) => [`broken/${environment}`, null] as const);
  return copy.push('Mend what was broken', Object.fromEntries(files));
}

function escapeHtml(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
