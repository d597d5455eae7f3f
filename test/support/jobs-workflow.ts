/** The workflow that deploys, in several jobs. */
export const WORKFLOW = '.github/workflows/deploy.yml';
/** All before its jobs. */
export const HEAD = `name: deploy
run-name: \${{ fromJSON(inputs.signalbox).title }}
on: { workflow_dispatch: { inputs: { signalbox: { type: string, required: true } } } }
permissions: { contents: write }
jobs:
`;
export const DEPLOY = './deploy.sh "$SIGNALBOX_ENVIRONMENT"';
const SILENT = '        with: { report: false }\n';

/** A job with the Action before its work. */
export function job(name: string, { more = '', at = SILENT, run = DEPLOY } = {}): string {
  return `  ${name}:
    runs-on: ubuntu-latest
${more}    steps:
      - uses: actions/checkout@v6
        with: { ref: '\${{ fromJSON(inputs.signalbox).sha }}' }
      - uses: OWNER/signalbox@v1
${at}      - run: ${run}
        id: work
        env: { DEPLOY_ROOT: '\${{ vars.DEPLOY_ROOT }}' }
`;
}

/** The last job: it tells how all others went. */
export function last(needs: readonly string[]): string {
  const went = needs.map((each) => `needs.${each}.result == 'success'`).join(' && ');
  return `  report:
    runs-on: ubuntu-latest
    needs: [${needs.join(', ')}]
    if: always()
    steps:
      - uses: OWNER/signalbox@v1
        with: { command: report, job-status: "\${{ ${went} && 'success' || 'failure' }}" }
`;
}
