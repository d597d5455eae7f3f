import { describe, expect, test } from 'vitest';
import {
  ALICE,
  BOB,
  NOW,
  SHA,
  sampleRelease,
  succeeded,
  withActivity,
} from '../../test/support/sample-release.ts';
import type { Answer } from '../domain/decision.ts';
import type { Detail, PlaceDetail } from '../domain/detail.ts';
import { EMPTY_ENVIRONMENT } from '../domain/environment.ts';
import type { ReasonCode } from '../domain/reason.ts';
import type { ReleaseSummary } from '../domain/release.ts';
import { renderAnswer } from './answer.ts';

function markdown(
  code: ReasonCode,
  detail: Detail,
  next: readonly string[] = [],
  kind: Answer['kind'] = 'told',
): string {
  return renderAnswer({ kind, code, detail, next }, { format: 'markdown', now: NOW });
}

function terminal(code: ReasonCode, detail: Detail, next: readonly string[] = []): string {
  return renderAnswer({ kind: 'told', code, detail, next }, { format: 'terminal', now: NOW });
}

test('an answer begins with what was filled in and ends with what can be done next', () => {
  const detail: Detail = {
    environment: 'production',
    by: 'alice',
    since: '2026-11-20T10:00:00Z',
    until: '2026-11-20T14:00:00Z',
    reason: 'load *test*',
    filled: ['environment production'],
    withdrawn: ['v13 production'],
    out: ['v12 production'],
  };
  expect(markdown('locked-now', detail, ['/unlock production', '/status'])).toBe(
    `Filled in: environment production.

**\`production\` is locked**

- By alice, 2 h ago (20 Nov 2026, 10:00 UTC)
- Until 20 Nov 2026, 14:00 UTC (in 2 h)
- Because: load \\*test\\*

Taken back before it started: v13 production.

Already under way, and not stopped: v12 production.

Releases wait before it and go on by themselves when it is free.

Next: \`/unlock production\` · \`/status\``,
  );
});

test('a rollback says what goes, what comes, and that data stays', () => {
  const detail: Detail = {
    release: 'v13',
    other: 'v11',
    environments: ['production'],
    moves: [{ environment: 'production', from: 'v12', to: 'v13' }],
  };
  const text = markdown('rollback-created', detail, ['/unpin production']);
  expect(text).toContain('**v13 takes `production` back to v11**');
  expect(text).toContain('- `production`: v12 goes, v13 comes');
  expect(text).toContain('**Data is not rolled back.**');
});

test('candidates are listed once, though they are what can be done next', () => {
  const candidates = ['/lock staging', '/lock production'];
  const text = markdown('which-environment', { candidates }, candidates);
  expect(text).toBe('**Which environment?**\n\nOne of:\n\n- `/lock staging`\n- `/lock production`');
});

test('a target that has changed is named as the command to paste', () => {
  expect(markdown('target-changed', { candidates: ['/rollback v3'] }, ['/rollback v3'])).toContain(
    'Next: `/rollback v3`',
  );
});

test('a refused permission names what was needed and what was found', () => {
  expect(
    markdown('not-permitted', { by: 'carol', environment: 'production', needed: 'operator', found: 'read' }),
  ).toContain('**carol may not do that in `production`**\n\nNeeded: the role operator. Found: read.');
});

test('red checks are listed with their addresses', () => {
  const checks = [
    { name: 'ci/test', state: 'failure', url: 'https://github.com/acme/web/runs/1' },
    { name: 'lint', state: 'success', url: null },
  ] as const;
  expect(markdown('checks-failed', { checks })).toContain(
    '**Required checks failed: `ci/test`**\n\n- ✗ [`ci/test`](https://github.com/acme/web/runs/1) is red\n- ✓ `lint` is green',
  );
});

test('a missing check names those that are on the commit, with the app where only that is another', () => {
  const checks = [{ name: 'test', state: 'missing', url: null }] as const;
  const reported = [
    { name: 'test', app: 'stranger' },
    { name: 'CI / lint', app: 'github-actions' },
  ];
  expect(markdown('checks-missing', { checks, reported })).toContain(
    'letter case does not matter. Reported on the commit: `test` by `stranger` and `CI / lint`.',
  );
  expect(markdown('checks-missing', { checks, reported: [] })).toContain('The commit has no other checks.');
});

test('a misspelt command comes with the corrected one and the usage', () => {
  const detail: Detail = {
    topic: 'lock',
    name: '--fro',
    message: '--fro is no option',
    candidates: ['/lock --for 2h'],
  };
  expect(terminal('bad-arguments', detail)).toBe(`--fro is no option

Did you mean:

  - /lock --for 2h

Usage: /lock [environment] [--for 2h] [--reason …]

Nothing was done.`);
});

describe('/releases', () => {
  const summary: ReleaseSummary = {
    number: 11,
    status: 'succeeded',
    sha: SHA,
    ref: 'refs/heads/main',
    description: 'build 4f2a9c1 Fix a | b',
    createdBy: ALICE,
    createdAt: '2026-11-18T12:00:00Z',
    cause: 'push',
  };

  test('[CVX-S09] newest first, with status, commit, age and description', () => {
    const running: ReleaseSummary = {
      ...summary,
      number: 12,
      status: 'running',
      createdAt: '2026-11-20T11:55:00Z',
    };
    expect(terminal('releases-listed', { app: 'web', releases: [summary, running] })).toBe(`Releases of web

RELEASE  STATUS       COMMIT   CREATED    DESCRIPTION
v12      ● running    4f2a9c1  5 min ago  build 4f2a9c1 Fix a | b
v11      ✓ succeeded  4f2a9c1  2 d ago    build 4f2a9c1 Fix a | b`);
    expect(markdown('releases-listed', { app: 'web', releases: [summary] })).toContain(
      '| v11 | ✓ succeeded | `4f2a9c1` | 2 d ago | build 4f2a9c1 Fix a &#124; b |',
    );
  });

  test('none yet', () => {
    expect(terminal('releases-listed', { releases: [] })).toContain('There is none yet');
  });
});

describe('/status', () => {
  const place: PlaceDetail = {
    app: 'web',
    environment: 'staging',
    state: EMPTY_ENVIRONMENT,
    occupant: null,
    waiting: [],
  };
  const pointer = { release: 11, sha: SHA, at: '2026-11-18T12:00:00Z' };

  test('what runs, who holds it, who is at work, who waits for what', () => {
    const busy: PlaceDetail = {
      ...place,
      environment: 'production',
      state: {
        ...EMPTY_ENVIRONMENT,
        pointer,
        lastTouch: { release: 12, activity: 'production', attempt: 1, at: NOW, outcome: 'failed' },
        lock: {
          by: BOB,
          at: '2026-11-20T10:00:00Z',
          until: '2026-11-20T14:00:00Z',
          reason: 'migration',
          input: 'x',
        },
        pin: { release: 11, by: ALICE, at: '2026-11-19T12:00:00Z', input: 'y' },
      },
      occupant: {
        release: 'v12',
        since: '2026-11-20T11:50:00Z',
        run: 'https://github.com/acme/web/actions/runs/1',
      },
      waiting: [{ release: 'v13', status: 'running', for: 'environment-taken' }],
    };
    expect(terminal('status-listed', { places: [place, busy] })).toBe(`What runs where

ENVIRONMENT  RUNS              SINCE    WHAT GOES ON
staging      –                 –
production   v11 uncertain     2 d ago  ● v12 at work, started 10 min ago · run (https://github.com/acme/web/actions/runs/1)
             v12 failed there           ‖ locked by bob 2 h ago, until 20 Nov 2026, 14:00 UTC: migration · /unlock production
                                        ‖ pinned to v11 by alice 24 h ago · /unpin production
                                        ◔ v13 waits: the environment is taken by another release`);
  });

  test('a rollback that failed holds its place all the same', () => {
    const held: PlaceDetail = {
      ...place,
      state: {
        ...EMPTY_ENVIRONMENT,
        pointer,
        lastTouch: { release: 12, activity: 'staging', attempt: 1, at: NOW, outcome: 'failed' },
        pin: { release: 12, by: ALICE, at: '2026-11-19T12:00:00Z', input: 'y' },
      },
    };
    expect(terminal('status-listed', { places: [held] })).toContain(
      'pinned to v12, which did not get there, by alice 24 h ago · /unpin',
    );
  });

  test('several apps are told apart', () => {
    const text = markdown('status-listed', {
      places: [
        { ...place, state: { ...EMPTY_ENVIRONMENT, pointer } },
        { ...place, app: 'api', state: { ...EMPTY_ENVIRONMENT, lock: { by: BOB, at: NOW, input: 'x' } } },
      ],
    });
    expect(text).toContain('| web | `staging` | web@v11 | 2 d ago |  |');
    expect(text).toContain('`/unlock staging --app api`');
  });

  test('a reason that this version does not know is shown as it is', () => {
    const waiting = [{ release: 'v13', status: 'running', for: 'full-moon' }] as const;
    expect(terminal('status-listed', { places: [{ ...place, waiting }] })).toContain('v13 waits: full-moon');
  });
});

describe('/info', () => {
  const failedFirst = { number: 1, status: 'failed', reason: 'run-failed' } as const;
  const release = withActivity(
    sampleRelease({
      spec: { ...sampleRelease().spec, vars: { API_KEY: 's3cret' }, inputs: { region: 'eu' } },
    }),
    { name: 'image', attempts: [succeeded(1, failedFirst), succeeded(3, { number: 2 })] },
  );

  test('the spec, and the phases as a tree with every attempt', () => {
    expect(terminal('release-shown', { release: 'v12', shown: release })).toBe(`v12 in full

  - Status: ● running
  - What: build 4f2a9c1 Fix the login
  - Commit: 4f2a9c1 of main
  - Created: 1 h ago (20 Nov 2026, 11:00 UTC) by alice, by a push
  - Config vars: API_KEY
  - Inputs: region
  - Process: standard, as of abcdef1
  - Pull requests: 7

Phases

  - ✓ build succeeded
    - ✓ image succeeded
      - attempt 1 failed: the workflow run failed · 58 min ago · took 1 min · run (https://github.com/acme/web/actions/runs/1)
      - attempt 2 succeeded · 56 min ago · took 1 min · run (https://github.com/acme/web/actions/runs/3)
  - ✓ staging succeeded
    - attempt 1 succeeded · 54 min ago · took 1 min · run (https://github.com/acme/web/actions/runs/5)
  - ● production running
    - ● production-eu running
      - attempt 1 running · 50 min ago · run (https://github.com/acme/web/actions/runs/10)
    - ○ production-us to come`);
  });

  test('no value of a config var or an input is shown [A25]', () => {
    for (const text of [markdown, terminal].map((render) => render('release-shown', { shown: release }))) {
      expect(text).not.toMatch(/s3cret|"eu"/);
    }
  });

  test('[CVX-S15] where a rollback came from, and why', () => {
    const { spec } = sampleRelease();
    const rollback = {
      to: 9,
      from: { production: 11, staging: null },
      reason: 'checkout is broken',
      outputs: {},
    };
    const shown = sampleRelease({
      spec: { ...spec, cause: { kind: 'rollback', input: 'comment:1' }, rollback },
    });
    expect(terminal('release-shown', { release: 'web@v12', shown })).toContain(
      'Rollback: to web@v9, instead of web@v11 in production and nothing in staging: checkout is broken',
    );
  });

  test('who holds it, and why', () => {
    const hold = { by: BOB, at: '2026-11-20T11:00:00Z', reason: 'lunch', input: 'x' };
    const shown = sampleRelease({ status: 'on-hold', hold });
    expect(terminal('release-shown', { release: 'v12', shown })).toContain(
      'Status: ‖ on hold by bob 1 h ago: lunch',
    );
  });
});

test('where short forms are off, every command is shown in the long form', () => {
  const lock = { by: BOB, at: NOW, input: 'x' };
  const place = {
    app: 'web',
    environment: 'staging',
    state: { ...EMPTY_ENVIRONMENT, lock },
    occupant: null,
    waiting: [],
  };
  const text = renderAnswer(
    {
      kind: 'told',
      code: 'status-listed',
      detail: { places: [place] },
      next: ['/releases', '/signalbox status', './deploy.sh'],
    },
    { format: 'terminal', now: NOW, short: false, severalApps: true },
  );
  expect(text).toContain('/signalbox unlock staging --app web');
  expect(text).toContain('Next: /signalbox releases  ·  /signalbox status  ·  ./deploy.sh');
});

describe('/help', () => {
  test('all commands, in the form that works here', () => {
    expect(terminal('help', {})).toContain('/rollback [vN] [environment] [--cancel] [--reason …]  ');
    const long = renderAnswer(
      { kind: 'told', code: 'help', detail: {}, next: [] },
      { format: 'terminal', now: NOW, short: false },
    );
    expect(long).toContain('/signalbox rollback [vN]');
    expect(long).not.toMatch(/^\/(?!signalbox)/m);
  });

  test('one command', () => {
    const text = markdown('help', { topic: '/Lock' });
    expect(text).toContain('**How `/lock` works**');
    expect(text).toContain('- `--for 2h` – How long: `90s`');
    expect(text).toContain('Needs the role `operator`.');
  });

  test('a topic that is none shows all of them', () => {
    expect(markdown('help', { topic: 'dance' })).toContain('| `/rollback [vN]');
  });
});
