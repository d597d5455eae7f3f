/** `deploy.yml` and somebody's maintenance share a concurrency group, on the workflow or on its only job. */
export function sharedGroup(level: 'workflow' | 'job', cancelInProgress = false): Record<string, string> {
  const setting = `concurrency: { group: servers, cancel-in-progress: ${String(cancelInProgress)} }`;
  const [ofRun, ofJob] = level === 'workflow' ? [setting, ''] : ['', setting];
  return {
    '.github/workflows/deploy.yml': `name: deploy
run-name: \${{ fromJSON(inputs.signalbox).title }}
on: { workflow_dispatch: { inputs: { signalbox: { type: string, required: true } } } }
permissions: { contents: write }
${ofRun}
jobs:
  deploy:
    runs-on: ubuntu-latest
    ${ofJob}
    steps:
      - uses: actions/checkout@v6
        with: { ref: '\${{ fromJSON(inputs.signalbox).sha }}' }
      - uses: OWNER/signalbox@v1
      - run: ./deploy.sh "$SIGNALBOX_ENVIRONMENT"
        env: { DEPLOY_ROOT: '\${{ vars.DEPLOY_ROOT }}' }
`,
    '.github/workflows/maintenance.yml': `name: maintenance
on: workflow_dispatch
${ofRun}
jobs:
  work:
    runs-on: ubuntu-latest
    ${ofJob}
    steps: [{ name: work, run: echo done }]
`,
  };
}
