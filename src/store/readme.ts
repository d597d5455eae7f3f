import { isUncertain, type EnvironmentState, type Lock, type Pin } from '../domain/environment.ts';
import { STATE_BRANCH, type AppState, type State } from '../domain/state.ts';

/**
 * @returns the front page of the state branch: what runs where, and how to read the rest. It says nothing that is not
 * in the records and nothing about the present moment, so it changes only when they do.
 */
export function readmeOf(state: State, branch: string = STATE_BRANCH): string {
  const apps = Object.values(state.apps).sort((a, b) => (a.name < b.name ? -1 : 1));
  const broken = Object.entries(state.unreadable ?? {});
  return [
    '# What runs where',
    'Written by Signalbox at every change. The records beside it decide; this page only shows them.',
    ...(apps.length + broken.length === 0 ? ['Nothing was released yet.'] : apps.map(appSection)),
    ...broken.map(([app, { file }]) => `## ${app}\n\nNot known: \`${file}\` cannot be read.`),
    howToRead(branch),
  ].join('\n\n');
}

function appSection(app: AppState): string {
  const environments = Object.entries(app.environments);
  if (environments.length === 0) return `## ${app.name}\n\nNot deployed anywhere yet.`;
  return [
    `## ${app.name}`,
    '',
    '| environment | version | since | lock | pin |',
    '| --- | --- | --- | --- | --- |',
    ...environments.map(([name, environment]) => `| ${cells(name, environment).join(' | ')} |`),
  ].join('\n');
}

function cells(name: string, environment: EnvironmentState): string[] {
  return [
    plain(name),
    version(environment),
    environment.pointer?.at ?? '',
    environment.lock === null ? '' : lockWords(environment.lock),
    environment.pin === null ? '' : pinWords(environment.pin),
  ];
}

function version(environment: EnvironmentState): string {
  const runs = environment.pointer === null ? 'nothing' : `v${environment.pointer.release}`;
  const touch = environment.lastTouch;
  if (touch === null || !isUncertain(environment)) return runs;
  return `${runs}, uncertain: v${touch.release} ${touch.outcome} at ${touch.at}`;
}

function lockWords(lock: Lock): string {
  const until = lock.until === undefined ? '' : ` until ${lock.until}`;
  return `${plain(lock.by.login)} since ${lock.at}${until}${reasonWords(lock.reason)}`;
}

function pinWords(pin: Pin): string {
  return `v${pin.release} by ${plain(pin.by.login)} since ${pin.at}${reasonWords(pin.reason)}`;
}

function reasonWords(reason: string | undefined): string {
  return reason === undefined ? '' : `: ${plain(reason)}`;
}

/** Foreign text in a table cell: one line, and every character that Markdown or HTML could take for its own escaped. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_{}[\]()#+!|>~@:.-]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

function howToRead(branch: string): string {
  return `## How to read this branch

| file | what |
| --- | --- |
| \`signalbox.json\` | format, performer, number of the last turn |
| \`repository.json\` | what was handled last, and what is owed outside |
| \`inputs.json\` | outcomes of the commands of the last 24 hours |
| \`apps/<app>/app.json\` | per environment: what runs, last touch, lock, pin |
| \`apps/<app>/open/<n>.json\` | releases at work |
| \`apps/<app>/releases/<n/100>/<n>.json\` | releases that ended |
| \`apps/<app>/index/<n/100>.json\` | summaries for lists |

Every commit is one turn: its headline says what happened, its trailers who and why.

\`\`\`sh
git fetch origin ${branch}
git log -p FETCH_HEAD                                     # all that ever happened
git log FETCH_HEAD -- apps/<app>/app.json                 # what changed in the environments
git log FETCH_HEAD --grep '^Release: v12$'                # one release
git show FETCH_HEAD:apps/<app>/app.json                   # what runs now
\`\`\`
`;
}
