import { example } from './seen.ts';

const CONFIG = `signalbox: 1
environments:
  staging:
    attributes: { type: staging }
    url: https://staging.example.com
  production:
    attributes: { type: production, region: eu }
    url: https://www.example.com
processes:
  standard:
    phases:
      - name: build
        task: image
        workflow: build.yml
        inputs: { previous-build: "\${{ previous.tasks.image.outputs.build-number || 0 }}" }
      - name: staging
        deploy: { to: { type: staging }, up: deploy.yml, down: undeploy.yml, inputs: { tag: "\${{ tasks.image.outputs.tag }}" } }
      - name: production
        deploy: { to: { type: production }, up: deploy.yml, down: undeploy.yml, inputs: { tag: "\${{ tasks.image.outputs.tag }}" } }
`;

const BUILD = `#!/usr/bin/env bash
set -euo pipefail
previous=$(node -p 'JSON.parse(process.env.SIGNALBOX_INPUTS)["previous-build"]')
echo "build-number=$((previous + 1))" >> "$SIGNALBOX_OUTPUT"
echo "tag=hello:$(git rev-parse --short HEAD)" >> "$SIGNALBOX_OUTPUT"
`;

const DEPLOY = `#!/usr/bin/env bash
set -euo pipefail
mkdir -p "$DEPLOY_ROOT/$1"
node -p 'JSON.parse(process.env.SIGNALBOX_INPUTS).tag' > "$DEPLOY_ROOT/$1/tag"
`;

/**
 * Files over those of `examples/hello`: the long form, in which a build counts on from the one before and hands a tag to
 * the deploys.
 */
export const LONG_FORM = {
  '.github/signalbox.yml': CONFIG,
  '.github/workflows/undeploy.yml': example('.github/workflows/deploy.yml'),
  'build.sh': BUILD,
  'deploy.sh': DEPLOY,
};
