import { readPolicy } from '../../src/config/read-policy.ts';
import type { ConfigSource } from '../../src/config/read-policy.ts';

/** A workflow that has everything Signalbox needs. */
export const WORKFLOW = `run-name: \${{ fromJSON(inputs.signalbox).title }}
on: { workflow_dispatch: { inputs: { signalbox: { type: string, required: true } } } }
permissions: { contents: write }
jobs:
  work:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with: { ref: "\${{ fromJSON(inputs.signalbox).sha }}" }
      - uses: acme/signalbox@v1
      - run: ./work.sh
`;

export const SHA = '0123456789012345678901234567890123456789';

/** A repository with a config, and with workflows that are all right. */
export function sourceOf(config: string | null, workflows?: Record<string, string>): ConfigSource {
  return {
    sha: SHA,
    defaultBranch: 'main',
    repository: 'shop',
    config: config === null ? null : { path: '.github/signalbox.yml', text: config },
    workflows: workflows ?? { 'deploy.yml': WORKFLOW, 'undeploy.yml': WORKFLOW, 'image.yml': WORKFLOW },
  };
}

/** @returns what is wrong, as `line:column message`; problems of workflows begin with the file's name. */
export function problemsOf(config: string | null, workflows?: Record<string, string>): string[] {
  const answer = readPolicy(sourceOf(config, workflows));
  if (answer.status !== 'invalid') return [answer.status];
  return answer.errors.map(({ file, line, column, message }) => {
    const name = file === '.github/signalbox.yml' ? '' : `${file.replace('.github/workflows/', '')}:`;
    return `${name}${String(line)}:${String(column)} ${message}`;
  });
}
