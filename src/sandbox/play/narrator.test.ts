import { describe, expect, test } from 'vitest';
import type { Line, News } from './narrator.ts';
import { Narrator } from './narrator.ts';
import type { ReleaseRecord } from './records.ts';

const SITES = { staging: 'http://127.0.0.1:1/', production: 'http://127.0.0.1:2/' };
const TURN = 'http://127.0.0.1:3/acme/hello/commit/12345678';

type Activity = ReleaseRecord['phases'][number]['activities'][number];

/** A release of the example, with what its activities are at. */
function release(change: {
  number?: number;
  status?: string;
  activities?: Readonly<Record<string, Partial<Activity>>>;
  cause?: ReleaseRecord['spec']['cause'];
}): News {
  const names = ['build', 'staging', 'production'];
  const activities = names.map((name) => ({
    name,
    status: 'pending',
    attempts: [],
    ...change.activities?.[name],
  }));
  const specs = names.map((name) => (name === 'build' ? { name } : { name, environment: name }));
  return {
    kind: 'release',
    url: TURN,
    record: {
      app: 'hello',
      number: change.number ?? 1,
      status: change.status ?? 'running',
      spec: {
        sha: 'a'.repeat(40),
        description: 'rollback to v1',
        cause: change.cause ?? { kind: 'push', ref: 'refs/heads/main' },
        createdBy: { login: 'alice' },
        process: { phases: [{ activities: specs }] },
      },
      phases: [{ activities }],
    },
  };
}

function run(action: string, conclusion: string | null = null, title = 'v1 staging [0a-1x]'): News {
  return { kind: 'run', action, title, conclusion, url: 'http://127.0.0.1:3/run/7' };
}

function told(news: readonly News[]): string[] {
  const narrator = new Narrator({ sites: SITES, commands: ['rollback', 'status', 'lock'] });
  return news.flatMap((each) => narrator.tell(each)).map(spelled);
}

function spelled({ label, text, link, body = [] }: Line): string {
  const below = body.map((each) =>
    typeof each === 'string' ? each : JSON.stringify('rows' in each ? each.rows : each),
  );
  return [`${label}: ${text}`, ...(link === undefined ? [] : [`→ ${link}`]), ...below].join(' | ');
}

describe('a release', () => {
  test('is told from its birth to its end, each fact once', () => {
    const succeeded = { status: 'succeeded' };
    const lines = told([
      release({ activities: { build: { status: 'running' } } }),
      release({ activities: { build: { status: 'running' } } }),
      release({ activities: { build: succeeded } }),
      release({ activities: { build: succeeded, staging: { status: 'running' } } }),
      release({ activities: { build: succeeded, staging: succeeded } }),
      release({
        status: 'succeeded',
        activities: { build: succeeded, staging: succeeded, production: succeeded },
      }),
      release({
        status: 'succeeded',
        activities: { build: succeeded, staging: succeeded, production: succeeded },
      }),
    ]);
    expect(lines).toEqual([
      `release: v1 created from main | → ${TURN}`,
      'done: v1 build',
      `deployed: v1 in staging | → ${SITES.staging}`,
      `deployed: v1 in production | → ${SITES.production}`,
      `release: v1 succeeded | → ${TURN}`,
    ]);
  });

  test('that fails names the place, the reason and the run, then what can be done', () => {
    const attempt = {
      status: 'failed',
      reason: 'run-failed',
      run: { id: '7', url: 'http://127.0.0.1:3/run/7' },
    };
    const failed = { production: { status: 'failed', attempts: [attempt] } };
    const lines = told([release({}), release({ status: 'failed', activities: failed })]);
    expect(lines.slice(1)).toEqual([
      'failed: v1 in production (run-failed) | → http://127.0.0.1:3/run/7',
      `release: v1 failed | → ${TURN} | Try: /retry v1`,
    ]);
  });

  test('that fails where another one worked may be rolled back there', () => {
    const failed = { production: { status: 'failed' } };
    const lines = told([
      release({ activities: { production: { status: 'succeeded' } } }),
      release({ number: 2 }),
      release({ number: 2, status: 'failed', activities: failed }),
    ]);
    expect(lines.at(-1)).toBe(`release: v2 failed | → ${TURN} | Try: /retry v2 · /rollback production`);
  });

  test('that waits says for what', () => {
    const attempt = { status: 'waiting', waiting: { for: 'environment-pinned' } };
    const lines = told([
      release({}),
      release({ activities: { production: { status: 'waiting', attempts: [attempt] } } }),
    ]);
    expect(lines.slice(1)).toEqual(['waits: v1 for production: environment pinned']);
  });

  test('of a rollback says where it goes', () => {
    const lines = told([release({ number: 3, cause: { kind: 'rollback' } })]);
    expect(lines).toEqual([`release: v3 created (rollback to v1) | → ${TURN}`]);
  });

  test.each([
    ['superseded', `release: v1 superseded | → ${TURN}`],
    ['on-hold', `release: v1 on hold | → ${TURN}`],
    ['aborted', `release: v1 aborted | → ${TURN}`],
  ])('that is %s is told so', (status, line) => {
    expect(told([release({}), release({ status })]).slice(1)).toEqual([line]);
  });

  test('that goes on after its end or a hold is told so', () => {
    expect(told([release({ status: 'failed' }), release({})]).slice(-1)).toEqual([
      `release: v1 goes on | → ${TURN}`,
    ]);
  });
});

describe('a run', () => {
  test('is told when it starts; how it went, the release says', () => {
    expect(told([run('requested'), run('in_progress'), run('completed', 'success')])).toEqual([
      'run: v1 staging started | → http://127.0.0.1:3/run/7',
    ]);
  });

  test('that was cancelled is told, for its release may go on without it', () => {
    expect(told([run('completed', 'cancelled')])).toEqual([
      'run: v1 staging ended: cancelled | → http://127.0.0.1:3/run/7',
    ]);
  });

  test('that is not of a release is told from beginning to end', () => {
    expect(told([run('in_progress', null, 'ci'), run('completed', 'success', 'ci')])).toEqual([
      'run: ci started | → http://127.0.0.1:3/run/7',
      'run: ci ended: success | → http://127.0.0.1:3/run/7',
    ]);
  });
});

describe('a comment', () => {
  const comment = (body: string, isProgram: boolean): News => {
    return { kind: 'comment', by: isProgram ? 'signalbox[bot]' : 'alice', isProgram, body, url: 'http://c' };
  };

  test('of a person is shown as it was written, without what could move the cursor', () => {
    expect(told([comment('/lock **x** \u001b[2J\nand more', false)])).toEqual([
      'alice: /lock **x** [2J | and more',
    ]);
  });

  test('of a program loses its marks', () => {
    const body = '### v1 `failed`\n\nSee [run](http://r).\n\n<!-- signalbox:reply -->';
    expect(told([comment(body, true)])).toEqual(['signalbox: v1 failed | See run.']);
  });

  test('that is long is cut by the screen: a person’s soon, an answer never', () => {
    const narrator = new Narrator({ sites: SITES, commands: [] });
    const rows = [false, true].map((isProgram) => narrator.tell(comment('text', isProgram))[0]?.atMost);
    expect(rows).toEqual([
      { rows: 5, link: 'http://c' },
      { rows: 100, link: 'http://c' },
    ]);
  });

  test('that begins with a table keeps it whole', () => {
    expect(told([comment('| a | b |\n| --- | --- |\n| c | d |', true)])).toEqual([
      'signalbox:  | [["a","b"],["c","d"]]',
    ]);
  });

  test('without a command says so where one seems to be meant', () => {
    expect(
      told([comment('/rolback', false), comment('/rollback', false), comment('/rolback', true)]),
    ).toEqual([
      'alice: /rolback',
      ': No command in it, so nobody answers. Did you mean /rollback?',
      'alice: /rollback',
      'signalbox: /rolback',
    ]);
  });
});

test('a push names who, what and where', () => {
  const push: News = {
    kind: 'push',
    by: 'alice',
    branch: 'main',
    message: 'Say\u202e hello',
    url: 'http://p',
  };
  expect(told([push])).toEqual(['push: alice pushed “Say hello” to main | → http://p']);
});
