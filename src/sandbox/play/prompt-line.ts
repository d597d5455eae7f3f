/** What somebody typed at the prompt. */
export type PromptLine =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'comment'; readonly login: string; readonly body: string }
  | { readonly kind: 'push'; readonly message: string | null }
  | { readonly kind: 'break'; readonly environment: string }
  | { readonly kind: 'fix' }
  /** Without an environment: the newest run that lives; with one: the next deploy there, as soon as it is at work. */
  | { readonly kind: 'kill'; readonly environment: string | null }
  /** Unheard: the webhook that would tell of it is lost. */
  | { readonly kind: 'bury'; readonly unheard: boolean }
  | { readonly kind: 'advance'; readonly seconds: number }
  | { readonly kind: 'status' }
  | { readonly kind: 'log'; readonly release: number | null; readonly json: boolean }
  | { readonly kind: 'clone' }
  | { readonly kind: 'help' }
  | { readonly kind: 'quit' }
  | { readonly kind: 'misunderstood'; readonly why: string };

/** Who can say something, and where. */
export interface PromptWorld {
  /** Who speaks when nobody is named comes first. */
  readonly people: readonly string[];
  readonly environments: readonly string[];
}

/** Never fails: what makes no sense is answered with what would. */
export function parsePromptLine(line: string, world: PromptWorld): PromptLine {
  const text = line.trim();
  const [, login, body] = /^([\w-]+):\s*(.*)$/s.exec(text) ?? [];
  if (login !== undefined && body !== undefined) return parseComment(login, body, world);
  const [author = 'alice'] = world.people;
  if (text.startsWith('/')) return parseComment(author, text, world);
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(text) ?? [];
  return parseWord(word.toLowerCase(), rest, world);
}

/** Typing `\n` breaks the line: several lines matter to what counts as a command. */
function parseComment(login: string, body: string, { people }: PromptWorld): PromptLine {
  const known = people.find((each) => each.toLowerCase() === login.toLowerCase());
  if (known === undefined) {
    return misunderstood(`There is nobody called “${login}” here, only ${people.join(', ')}.`);
  }
  if (body === '') return misunderstood(`What does ${known} say? ${known}: /status`);
  return { kind: 'comment', login: known, body: body.replaceAll('\\n', '\n') };
}

function parseWord(word: string, rest: string, world: PromptWorld): PromptLine {
  switch (word) {
    case '':
      return { kind: 'nothing' };
    case 'push':
      return { kind: 'push', message: rest === '' ? null : rest };
    case 'break':
    case 'kill':
      return parsePlace(word, rest, world);
    case 'advance':
      return parseAdvance(rest);
    case 'log':
      return parseLog(rest);
    case 'exit':
      return { kind: 'quit' };
    case 'bury':
      return parseBury(rest);
    case 'fix':
    case 'status':
    case 'clone':
    case 'help':
    case 'quit':
      return rest === ''
        ? { kind: word }
        : misunderstood(`${word} takes nothing after it: “${rest}” is too much.`);
    default:
      return misunderstood(`No such command: “${word}”. Type help.`);
  }
}

function parsePlace(word: 'break' | 'kill', rest: string, { environments }: PromptWorld): PromptLine {
  const names = environments.join(' or ');
  if (word === 'kill' && rest === '') return { kind: 'kill', environment: null };
  if (rest === '') return misunderstood(`Break what? ${names}`);
  if (!environments.includes(rest)) {
    return misunderstood(`There is no environment “${rest}” here, only ${names}.`);
  }
  return { kind: word, environment: rest };
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function parseAdvance(rest: string): PromptLine {
  if (!/^(\d{1,6}[smhd])+$/.test(rest)) {
    return misunderstood('By how much? advance 30s, advance 1h, advance 2d');
  }
  const parts = [...rest.matchAll(/(\d+)([smhd])/g)];
  const seconds = parts.reduce((sum, [, count, unit = 's']) => sum + Number(count) * (UNITS[unit] ?? 1), 0);
  return { kind: 'advance', seconds };
}

function parseBury(rest: string): PromptLine {
  if (rest !== '' && rest !== 'unheard') return misunderstood('bury, or bury unheard');
  return { kind: 'bury', unheard: rest !== '' };
}

function parseLog(rest: string): PromptLine {
  if (rest === '') return { kind: 'log', release: null, json: false };
  const [, number, json] = /^v?([1-9]\d{0,8})(\s+--json)?$/.exec(rest) ?? [];
  return number === undefined
    ? misunderstood('log, log v2, or log v2 --json')
    : { kind: 'log', release: Number(number), json: json !== undefined };
}

function misunderstood(why: string): PromptLine {
  return { kind: 'misunderstood', why };
}
