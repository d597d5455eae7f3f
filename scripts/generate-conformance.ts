import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Systems whose release pages Signalbox answers to, by the prefix of their features' ids. */
const SYSTEMS: Readonly<Record<string, string>> = {
  KUS: 'Kusion',
  CVX: 'Convox',
  OCU: 'Ocuroot',
  AKK: 'Akkeris',
  HAR: 'Harness',
};

interface Proof {
  readonly id: string;
  readonly title: string;
  readonly file: string;
}

/** The page that says which feature of the five systems, and which attack, is shown by which test. */
export function generated(): Record<string, string> {
  const proofs = testFiles('test/acceptance').flatMap(proofsIn);
  const features = Object.entries(SYSTEMS).flatMap(([prefix, system]) =>
    section(
      system,
      proofs.filter((proof) => proof.id.startsWith(`${prefix}-`)),
    ),
  );
  const attacks = section(
    'Attacks',
    ['src', 'test']
      .flatMap(testFiles)
      .flatMap(proofsIn)
      .filter((proof) => /^A\d+$/.test(proof.id)),
  );
  return {
    'docs/conformance.md': [
      '# Conformance',
      '<!-- Made by `npm run generate` from the titles of the tests. -->',
      'Features of the release pages of Kusion, Convox, Ocuroot, Akkeris and Harness, and attacks on bots that deploy by comment, each with the tests that show it: of the features acceptance tests alone, of the attacks also those of the rule that decides. What is not in a table has no test, so it is not claimed.',
      ...features,
      ...attacks,
    ].join('\n\n'),
  };
}

function testFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .sort();
}

function proofsIn(file: string): Proof[] {
  const text = readFileSync(join(root, file), 'utf8');
  const titles = [
    ...text.matchAll(
      /\b(?:test|describe)(?:\.each\([\s\S]*?\)|\.runIf\([^)]*\))?\(\s*(['"`])((?:(?!\1).)*\[[A-Z][^\]]*\](?:(?!\1).)*)\1/g,
    ),
  ];
  return titles.flatMap(([, , title = '']) =>
    [...title.matchAll(/\[((?:[A-Z]{3}-S\d+|A\d+))\]/g)].map(([, id = '']) => ({
      id,
      title: title.replace(/\[[^\]]*\]\s*/g, '').trim(),
      file,
    })),
  );
}

function section(name: string, proofs: readonly Proof[]): string[] {
  if (proofs.length === 0) return [];
  const number = ({ id }: Proof): number => Number(/\d+$/.exec(id)?.[0] ?? 0);
  const rows = [...proofs]
    .sort((a, b) => number(a) - number(b) || a.title.localeCompare(b.title))
    .map(({ id, title, file }) => `| ${id} | [${title.replaceAll('|', '\\|')}](../${file}) |`);
  return [`## ${name}`, ['| id | shown by |', '| --- | --- |', ...rows].join('\n')];
}
