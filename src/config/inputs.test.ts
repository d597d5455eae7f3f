import { expect, test } from 'vitest';
import { problemsOf } from '../../test/support/config-source.ts';

/** A task, a deploy before it, one beside it and one after it, with the text as the task's input. */
function problemsOfTaskInput(text: string): string[] {
  return problemsOf(`signalbox: 1
environments: { before: , beside: , after: }
processes:
  p:
    phases:
      - { name: before, deploy: { to: before, up: deploy.yml } }
      - name: work
        activities:
          - task: work
            workflow: image.yml
            inputs:
              x: ${JSON.stringify(text)}
          - deploy: { to: beside, up: deploy.yml }
          - { task: eu.west, workflow: image.yml }
      - { name: after, deploy: { to: after, up: deploy.yml } }
`).map((problem) => problem.replace('12:18 processes.p.phases[1].activities[0].inputs.x: ', ''));
}

const FUNCTIONS = 'contains, startsWith, endsWith, format, join, toJSON, fromJSON, case';
const ROOTS = 'release, app, environment, inputs, vars, tasks, deploys, previous';

test.each<[text: string, expected: string[]]>([
  ['no expression', ['ok']],
  ['${{ release.number }} ${{ app.name }} ${{ inputs.any }} ${{ vars.ANY }}', ['ok']],
  ['${{ deploys.before.outputs.url }} ${{ deploys.beside.outputs.url }}', ['ok']],
  ["${{ tasks['eu.west'].outputs.tag || tasks.EU.outputs }}", ['there is no task "EU" in this process']],
  ['${{ tasks.*.outputs.tag }} ${{ tasks[inputs.which].outputs.tag }}', ['ok']],
  ['${{ previous.tasks.WORK.outputs.n || 0 }} ${{ toJSON(release) }}', ['ok']],
  [
    '${{ previous.tasks.wrk.outputs.n || 0 }}',
    ['there is no task "wrk" in this process; did you mean "work"?'],
  ],
  ['${{ previous.deploys.before }}', ['there is no "deploys" in previous; there are tasks']],
  ['${{ tasks.work.outputs.x }}', ['"work" refers to itself']],
  ['${{ deploys.after.outputs.x || 1 }}', ['the deploy "after" runs in a later phase']],
  ['${{ deploys.before.url }}', ['there is no "url" in an activity; write ".outputs.url"']],
  ['${{ environment.name }}', ['a task has no environment']],
  [
    '${{ release.version }}',
    ['there is no "version" in release; there are number, name, sha, ref, description'],
  ],
  ['${{ secrets.TOKEN }}', [`there is no secrets here; there are ${ROOTS}`]],
  ['${{ hashFiles(vars.A) }}', [`there is no function hashFiles; there are ${FUNCTIONS}`]],
  ['${{ release.number', ['a "${{" has no "}}"']],
  ['${{ 1 + 1 }}', ["Unexpected symbol: '+'. Located at position 4"]],
])('%s', (text, expected) => {
  expect(problemsOfTaskInput(text)).toEqual(expected);
});

test('inputs are looked at however deep, and a deploy knows its environment', () => {
  const config = `signalbox: 1
environments: { a: , b: }
processes:
  p:
    phases:
      - name: x
        deploy:
          to: [a, b]
          up: deploy.yml
          inputs:
            ok: "\${{ environment.attributes.any }}"
            deep: [{ y: ["\${{ nope }}"] }]
            self: "\${{ deploys.b.outputs.x }}"
`;
  expect(problemsOf(config)).toEqual([
    `12:26 processes.p.phases[0].deploy.inputs.deep[0].y[0]: there is no nope here; there are ${ROOTS}`,
    '13:19 processes.p.phases[0].deploy.inputs.self: "b" refers to itself',
  ]);
});
