import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// `@actions/workflow-parser` imports JSON without an import attribute, which Node 20 and 22 refuse; inlined, vite
// reads the JSON instead of Node (docs/decisions/0005-workflow-parser.md).
const deps = { inline: [/@actions\/workflow-parser/] };

// That package's source maps point to files it does not ship; vite warns once for each.
const logLevel = 'error' as const;

// A time limit is only there to end a hang: on a machine that others use, git, a server or a first look into a schema
// takes many times as long as alone (docs/decisions/0006-tests.md).
const common = {
  server: { deps },
  environment: 'node' as const,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // Files share what they import: reading GitHub's schemas anew for each file takes longer than most tests.
  isolate: false,
};

/**
 * The Action loads parts of itself when it needs them, which takes vitest some milliseconds each time; a simulation does
 * so thousands of times. There they are loaded with what asks for them.
 */
const loadedAtOnce = {
  name: 'loaded-at-once',
  enforce: 'pre' as const,
  transform(code: string): string | null {
    const imports: string[] = [];
    const changed = code.replace(
      /await import\(\s*\/\* webpackChunkName: "rest" \*\/\s*('[^']+'),?\s*\)/g,
      (_, path: string) => `loaded${imports.push(path)}`,
    );
    if (imports.length === 0) return null;
    const lines = imports.map((path, index) => `import * as loaded${index + 1} from ${path};`);
    return [...lines, changed].join('\n');
  },
};

/** The same stories with the same expectations, through the App and through the Action alone. */
const acceptance = (front: 'app' | 'action') => ({
  logLevel,
  test: {
    ...common,
    name: `acceptance-${front}`,
    include: ['test/acceptance/**/*.test.ts'],
    globalSetup: ['test/support/built.ts'],
    provide: { front },
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});

export default defineConfig({
  test: {
    // On a small machine vitest would keep a core free, though most of these tests wait for processes of their own.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        logLevel,
        test: {
          ...common,
          name: 'unit',
          include: ['src/**/*.test.ts'],
        },
      },
      {
        logLevel,
        test: {
          ...common,
          name: 'contract',
          include: ['test/contract/**/*.test.ts', 'test/*.test.ts', 'test/support/**/*.test.ts'],
        },
      },
      {
        logLevel,
        plugins: [loadedAtOnce],
        test: {
          ...common,
          name: 'simulation',
          include: ['test/simulation/**/*.test.ts'],
        },
      },
      {
        logLevel,
        test: {
          ...common,
          name: 'fuzz',
          include: ['test/fuzz/**/*.test.ts'],
        },
      },
      acceptance('app'),
      acceptance('action'),
    ],
  },
});
