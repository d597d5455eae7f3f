import { STATE_FORMAT } from '../src/domain/state.ts';
import { filesOf } from '../src/store/files.ts';
import { stateJsonSchemas } from '../src/store/json-schemas.ts';
import { readmeOf } from '../src/store/readme.ts';
import { exampleMessage, exampleState } from './state-example.ts';

/** The JSON Schemas of the state branch's files, and the page about them, whose example is a real one. */
export function generated(): Record<string, string> {
  const schemas = Object.entries(stateJsonSchemas()).map(
    ([name, schema]) => [`schema/state-${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`] as const,
  );
  return { ...Object.fromEntries(schemas), 'docs/reference/state-branch.md': page() };
}

function page(): string {
  const state = exampleState();
  const files = filesOf(state);
  const shown = (path: string): string => fence('json', files.get(path) ?? missing(path));
  return [
    '# The state branch',
    '<!-- Made by `npm run generate`; change `scripts/generate-state-branch.ts` or the format in `src/store/` instead. -->',
    intro(),
    '## `signalbox.json`',
    `The format (this version writes ${STATE_FORMAT} and refuses newer ones), which front carries out effects (\`app\` or \`action\`), the number of the last turn and its time. A turn is a commit; the number never falls. Every time on the branch is GitHub's, in UTC, whole seconds.`,
    shown('signalbox.json'),
    '## `repository.json`',
    'What holds for all apps: the newest commit that was handled per branch, how far comments were looked at, the last sweep, by which policy something was decided last (`policy`: its commit, and whether a file said it), and the outbox `owed`: what must still be done outside because of a turn, and until when that is the business of whoever committed the turn. What is done leaves the list in a later commit.',
    shown('repository.json'),
    '## `inputs.json`',
    'Outcomes of the commands of the last 24 hours, refusals included, by the id of the input. A command that comes twice gets its first answer again.',
    shown('inputs.json'),
    '## `apps/<app>/app.json`',
    'The number that the next release gets; per environment what runs there (`pointer`), the last attempt that was let in (`lastTouch`; if it did not succeed, the environment is uncertain), `lock`, `pin` and the releases that succeeded there, newest first; per task the releases in which it succeeded; the newest summaries.',
    shown('apps/web/app.json'),
    '## `apps/<app>/open/<n>.json`',
    'A release that is not final, or that something owed still names. `spec` never changes once the release is active; everything else only grows.',
    shown('apps/web/open/2.json'),
    '## `apps/<app>/releases/<n/100>/<n>.json`',
    'The same record when the release has ended and nothing owed names it any more: moved here unchanged, byte for byte, 100 to a folder. `/retry` moves a failed one back.',
    '## `apps/<app>/index/<n/100>.json`',
    'Summaries of releases that ended, 100 to a page. A cache for lists: nothing is decided from it, and a broken page is begun anew.',
    '## `README.md`',
    'What runs where, for people who open the branch on GitHub. It is written by the commit that changes it.',
    fence('markdown', readmeOf(state).split('\n\n## How to read')[0] ?? missing('README.md')),
    messages(),
  ].join('\n\n');
}

function intro(): string {
  return `Signalbox keeps everything it knows in one branch of your repository, \`signalbox/releases\`. It shares no history with your code, has one JSON file per record, and every commit on it is one turn: something came in, it was decided, and the commit holds the decision together with what is owed outside because of it.

- **Layout.** Two spaces, keys in a fixed order, one item of a list per line: a change of one thing is one changed line in \`git log -p\`.
- **Writing.** A commit is made on exactly the head that was read, or not at all. A record that did not change is not written again. Nothing is deleted but the old place of a record that moved, and what \`/repair\` moves to \`set-aside/\`.
- **Unknown fields** stay where they are: an older version may write beside a newer one as long as \`format\` is the same.
- **Fail closed.** A file that is no JSON, or of another shape, stops every decision that needs it: those about its app, or all of them when the file is everybody's. The message names the file and the place in it. \`/repair\` shows what would mend it and does it when told; with git, take the branch back to Signalbox's newest good commit. A running App refuses a commit that is older than what it has seen.
- **Names of apps** are names of folders: letters, digits, \`.\`, \`_\` and \`-\`.
- **Size.** A file may have 400,000 bytes; what would outgrow that is refused before anything is written.
- **Head.** It is made by the App or by \`github-actions[bot]\`, on one parent. Protect the branch against deletion and force-pushes with a ruleset.

The JSON Schema of each file is in [\`schema/\`](../../schema), as \`state-*.schema.json\`. The examples below are of one commit.`;
}

function messages(): string {
  return `## Commit messages

The headline is for people, the trailers are for machines.

${fence('text', `${exampleMessage()}\n`)}

Text of others never forges a trailer, mentions anybody or links an issue: line ends become spaces, \`@\` before a name becomes \`(at)\`, \`#\` before a number \`no.\`, \`://\` is taken apart. Where GitHub gave no clear answer about a commit, it is found again by the trailer \`Mark\`, which no other commit has.

\`\`\`sh
git fetch origin signalbox/releases
git log -p FETCH_HEAD                              # all that ever happened
git log FETCH_HEAD -- apps/web/app.json            # what changed in the environments
git log FETCH_HEAD --grep '^Actor: alice '         # what alice did
git show FETCH_HEAD:apps/web/app.json              # what runs now
\`\`\`
`;
}

/** The text is shown as the branch has it, not as a formatter would. */
function fence(language: string, text: string): string {
  return `<!-- prettier-ignore -->\n\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

function missing(path: string): never {
  throw new Error(`the example has no ${path}`);
}
