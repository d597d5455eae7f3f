import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Layers that only see values somebody else has parsed: they need no assertion about a type. */
const PARSED = ['src/domain/**/*.ts', 'src/commands/**/*.ts', 'src/views/**/*.ts', 'src/engine/**/*.ts'];

const TESTS = ['**/*.test.ts', 'test/**/*.ts'];

const noEnum = {
  selector: 'TSEnumDeclaration',
  message: 'Write `const NAMES = [...] as const` and derive the type (docs/style.md).',
};

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a name that can be searched for is the same everywhere (docs/style.md).',
};

const noBarrel = {
  selector: 'ExportAllDeclaration',
  message: 'Import from the file that owns the thing; there are no barrels (docs/style.md).',
};

export default defineConfig(
  globalIgnores(['dist/', 'lib/', 'lib-*/', 'dist-*/', 'coverage/', 'node_modules/']),
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      'max-depth': ['error', 4],
      'max-lines-per-function': [
        'error',
        { max: 70, skipBlankLines: false, skipComments: false, IIFEs: true },
      ],
      'max-params': ['error', 4],
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'off',
      'no-param-reassign': 'error',
      'no-restricted-syntax': ['error', noEnum, noDefaultExport, noBarrel],
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'off',
      'no-unmodified-loop-condition': 'error',
      'no-var': 'error',
      'prefer-const': 'error',

      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' },
      ],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],

      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // A signature may name what it does not need: `_over` says what the port hands in.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_$', destructuredArrayIgnorePattern: '^_' },
      ],
      // Code points are what we want of a text when we ask for its characters.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],

      // Numbers read well in text; everything else is still asked to be made text on purpose.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An async method that satisfies a port need not await anything.
      '@typescript-eslint/require-await': 'off',
      // `{}` answers and generic calls that only fix an answer's type are part of the client's contract.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    files: PARSED,
    // `fact.ts` pairs questions with answers of many types: a boundary inside the domain.
    ignores: [...TESTS, 'src/domain/fact.ts'],
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }] },
  },
  {
    // A suite's body is a list of tests, not a function somebody has to keep in mind.
    files: TESTS,
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // Tools ask for a default export here.
    files: ['vitest.config.ts', 'eslint.config.js'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // These talk to a terminal.
    files: ['scripts/**/*.ts', 'src/cli/**/*.ts', 'src/sandbox/**/*.ts', 'test/support/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
  },
);
