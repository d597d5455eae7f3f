import type { Block } from './block.ts';
import { heading, paragraph } from './block.ts';
import { code, say } from './phrase.ts';

export interface StarterOptions {
  /** The Action as the workflow at hand names it: `acme/signalbox@v1`. */
  readonly action: string;
}

/** What a repository needs at first, to be copied: the smallest config, and the workflow that deploys. */
export function starterBlocks({ action }: StarterOptions): readonly Block[] {
  return [
    heading(say`Set up Signalbox`),
    paragraph(
      say`Put these two files on the default branch and let ${code('./deploy.sh')} deploy. The next push is released as ${code('v1')}.`,
    ),
    paragraph(code('.github/signalbox.yml')),
    { kind: 'verbatim', text: STARTER_CONFIG },
    paragraph(code('.github/workflows/deploy.yml')),
    { kind: 'verbatim', text: starterWorkflow(action) },
  ];
}

/** The smallest config that shows what Signalbox is for: two environments, one after the other. */
export const STARTER_CONFIG = `signalbox: 1
environments:
  staging: {}
  production: {}`;

/** @returns a workflow that deploys one release to one environment. */
export function starterWorkflow(action: string): string {
  return `name: deploy
run-name: \${{ fromJSON(inputs.signalbox).title }}
on:
  workflow_dispatch:
    inputs:
      signalbox: { type: string, required: true }
permissions:
  contents: write
  actions: write
  checks: read
  deployments: write
  issues: write
  pull-requests: write
  statuses: write
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with: { ref: "\${{ fromJSON(inputs.signalbox).sha }}" }
      - uses: ${action}
      - run: ./deploy.sh "$SIGNALBOX_ENVIRONMENT"`;
}
