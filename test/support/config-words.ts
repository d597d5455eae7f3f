/** The long form of the grammar, without what is not built. */
export const LONG_CONFIG = `signalbox: 1
apps:
  web: { paths: [web/**], release-on: { push: [main], tag: ["web-v*"] }, process: standard, activate: auto }
environments:
  staging:       { attributes: { type: staging } }
  production-eu: { attributes: { type: production, region: eu }, url: "https://eu.example.com", gates: { checks: [ci/test] }, deadline: 30m }
  production-us: { attributes: { type: production, region: us }, gates: { checks: [ci/test] } }
processes:
  standard:
    phases:
      - name: build
        activities:
          - task: image
            workflow: image.yml
            inputs: { previous-build: "\${{ previous.tasks.image.outputs.build-number || 0 }}" }
      - name: staging
        deploy: { to: { type: staging }, up: deploy.yml, down: undeploy.yml, inputs: { tag: "\${{ tasks.image.outputs.tag }}" } }
      - name: production
        deploy: { to: { type: production }, up: deploy.yml, inputs: { tag: "\${{ tasks.image.outputs.tag }}" } }
roles: { operator: write, release-manager: [maintain, "@acme/release-managers"] }
`;

/** Words of a config, and of YAML, in no order. */
export const CONFIG_WORDS = [
  ...[
    'signalbox: 1',
    'environments:',
    'apps:',
    'processes:',
    'phases:',
    'roles:',
    'gates:',
    'checks:',
    'deploy:',
  ],
  ...[
    'to:',
    'up: deploy.yml',
    'task: x',
    'workflow: image.yml',
    'inputs:',
    'deadline: 1h',
    'name: x',
    '<<: *a',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    '- ',
    ': ',
    '"',
    "'",
    '&a',
    '*a',
    '|',
    '>',
    '#',
    '!x',
    '?',
    '%YAML 1.2',
    '---',
  ],
  ...[
    '\n',
    '\n  ',
    '\n    ',
    '\t',
    '\r\n',
    '${{ tasks.x }}',
    '${{',
    'null',
    '1',
    '\u2028',
    '\u0000',
    '__proto__:',
  ],
];
