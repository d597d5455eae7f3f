import type { ActivityRecord, ReleaseRecord } from './records.ts';
import { activitiesOf, environmentOf } from './records.ts';
import { commentHint } from './comment-hint.ts';
import type { Block } from './layout.ts';
import { oneLine, plainBlocks } from './plain-text.ts';

/** Something that happened in the repository. */
export type News =
  | {
      readonly kind: 'push';
      readonly by: string;
      readonly branch: string;
      readonly message: string;
      readonly url: string;
    }
  | { readonly kind: 'tag'; readonly by: string; readonly tag: string }
  /** The state branch has another record of a release; `url` shows the turn. */
  | { readonly kind: 'release'; readonly record: ReleaseRecord; readonly url: string }
  | {
      readonly kind: 'run';
      readonly action: string;
      readonly title: string;
      readonly conclusion: string | null;
      readonly url: string;
    }
  | {
      readonly kind: 'comment';
      readonly by: string;
      readonly isProgram: boolean;
      readonly body: string;
      readonly url: string;
    };

/** One thing that happened, as people read it. */
export interface Line {
  /** A word for what it is, or who says it. */
  readonly label: string;
  readonly text: string;
  readonly tone: 'plain' | 'good' | 'bad' | 'quiet';
  readonly link?: string;
  /** What belongs below it. */
  readonly body?: readonly Block[];
  /** Rows of text and body that are shown; the link has the rest. */
  readonly atMost?: { readonly rows: number; readonly link: string };
}

/** Who wrote it knows what it says. */
const ROWS_OF_A_PERSON = 5;
/** An answer is there to be read; only what is no answer any more is cut. */
const ROWS_OF_A_PROGRAM = 100;

export interface NarratorOptions {
  /** Environment → address where one sees what is deployed there. */
  readonly sites: Readonly<Record<string, string>>;
  /** Names of the commands. */
  readonly commands: readonly string[];
}

/**
 * Tells the story, each fact once, where it is told best: what becomes of a release by its record on the state branch,
 * what is at work by the workflow runs. Dispatches, claims, reports, deployments and commit statuses say the same again,
 * so they are left out.
 */
export class Narrator {
  readonly #options: NarratorOptions;
  readonly #releases = new Map<string, ReleaseRecord>();
  readonly #runs = new Map<string, string>();
  /** App and environment → the releases that were deployed there, by name. */
  readonly #deployed = new Map<string, Set<string>>();

  constructor(options: NarratorOptions) {
    this.#options = options;
  }

  tell(news: News): readonly Line[] {
    switch (news.kind) {
      case 'push':
        return [plain('push', `${news.by} pushed “${oneLine(news.message)}” to ${news.branch}`, news.url)];
      case 'tag':
        return [plain('tag', `${news.by} tagged ${oneLine(news.tag)}`)];
      case 'release':
        return this.#release(news.record, news.url);
      case 'run':
        return this.#run(news);
      case 'comment':
        return [comment(news), ...this.#hint(news)];
    }
  }

  #release(record: ReleaseRecord, url: string): readonly Line[] {
    const key = `${record.app}/${String(record.number)}`;
    const before = this.#releases.get(key);
    this.#releases.set(key, record);
    const name = nameOf(record);
    const created = before === undefined ? [plain('release', `${name} created ${causeOf(record)}`, url)] : [];
    const moved = activitiesOf(record).flatMap((activity) => {
      const was = before && activitiesOf(before).find((each) => each.name === activity.name);
      return was?.status === activity.status ? [] : this.#activity(record, activity);
    });
    const ended = before?.status === record.status ? [] : releaseLine(record, before?.status, url);
    return [...created, ...moved, ...ended.map((each) => ({ ...each, ...this.#remedy(record) }))];
  }

  #activity(record: ReleaseRecord, activity: ActivityRecord): readonly Line[] {
    const { name, status, attempts } = activity;
    const environment = environmentOf(record, name);
    const attempt = attempts.at(-1);
    const run = attempt?.run?.url ?? this.#runs.get(`${nameOf(record)} ${name}`);
    const what = environment === null ? `${nameOf(record)} ${name}` : `${nameOf(record)} in ${environment}`;
    const reason = attempt?.reason === undefined ? '' : ` (${attempt.reason})`;
    if (status === 'succeeded') {
      if (environment === null) return [{ label: 'done', text: what, tone: 'good' }];
      this.#releasesIn(record, environment).add(nameOf(record));
      return [line('deployed', what, 'good', this.#options.sites[environment])];
    }
    if (status === 'failed') return [line('failed', `${what}${reason}`, 'bad', run)];
    if (status === 'unknown' || (status === 'aborted' && attempt !== undefined)) {
      return [line(status, `${what}${reason}`, 'bad', run)];
    }
    if (status === 'waiting' && attempt?.waiting !== undefined) {
      return [plain('waits', `${nameOf(record)} for ${name}: ${attempt.waiting.for.replaceAll('-', ' ')}`)];
    }
    return [];
  }

  /** What helps where a release failed: once more, or back to what worked there. */
  #remedy(record: ReleaseRecord): Pick<Line, 'body'> {
    if (!['failed', 'partially-succeeded'].includes(record.status)) return {};
    const places = activitiesOf(record).flatMap(({ name, status }) => {
      const environment = status === 'failed' ? environmentOf(record, name) : null;
      return environment === null ? [] : [environment];
    });
    const name = nameOf(record);
    const back = places.filter((place) => [...this.#releasesIn(record, place)].some((each) => each !== name));
    const commands = [`/retry ${name}`, ...back.map((place) => `/rollback ${place}`)];
    return { body: [`Try: ${commands.map(oneLine).join(' · ')}`] };
  }

  #releasesIn({ app }: ReleaseRecord, environment: string): Set<string> {
    const key = `${app}/${environment}`;
    const names = this.#deployed.get(key) ?? new Set();
    this.#deployed.set(key, names);
    return names;
  }

  #hint({ isProgram, body }: News & { kind: 'comment' }): readonly Line[] {
    const hint = isProgram ? null : commentHint(body, this.#options.commands);
    return hint === null ? [] : [{ label: '', text: hint, tone: 'quiet' }];
  }

  #run({ action, title, conclusion, url }: News & { kind: 'run' }): readonly Line[] {
    const name = oneLine(title.replace(/ \[[^\]]*\]$/, ''));
    this.#runs.set(name, url);
    if (action === 'in_progress') return [plain('run', `${name} started`, url)];
    const isTold = /\[[^\]]*\]$/.test(title) && ['success', 'failure'].includes(conclusion ?? '');
    if (action !== 'completed' || isTold) return [];
    return [plain('run', `${name} ended: ${conclusion ?? 'without a word'}`, url)];
  }
}

function nameOf(record: ReleaseRecord): string {
  return `v${String(record.number)}`;
}

/** Where it comes from. The message of a push was told with the push. */
function causeOf({ spec: { cause, description } }: ReleaseRecord): string {
  return cause.kind === 'push'
    ? `from ${oneLine(cause.ref ?? '').replace('refs/heads/', '')}`
    : `(${oneLine(description)})`;
}

/** Ends, and the stops and starts that a person makes; that a release runs is seen from its runs. */
function releaseLine(record: ReleaseRecord, before: string | undefined, url: string): readonly Line[] {
  const { status } = record;
  const text = `${nameOf(record)} ${status.replaceAll('-', ' ')}`;
  if (status === 'succeeded') return [line('release', text, 'good', url)];
  if (['failed', 'partially-succeeded', 'aborted'].includes(status)) {
    return [line('release', text, 'bad', url)];
  }
  if (['superseded', 'on-hold', 'draft'].includes(status)) return [plain('release', text, url)];
  const goesOn = before !== undefined && before !== 'queued' && status === 'running';
  return goesOn ? [plain('release', `${nameOf(record)} goes on`, url)] : [];
}

function comment({ by, isProgram, body, url }: News & { kind: 'comment' }): Line {
  const [first = '', ...below] = plainBlocks(body, isProgram);
  const isText = typeof first === 'string';
  return {
    label: by.replace(/\[bot\]$/, ''),
    text: isText ? first : '',
    tone: isProgram ? 'quiet' : 'plain',
    body: isText ? below : [first, ...below],
    atMost: { rows: isProgram ? ROWS_OF_A_PROGRAM : ROWS_OF_A_PERSON, link: url },
  };
}

function plain(label: string, text: string, link?: string): Line {
  return line(label, text, 'plain', link);
}

function line(label: string, text: string, tone: Line['tone'], link: string | undefined): Line {
  return { label, text, tone, ...(link === undefined ? {} : { link }) };
}
