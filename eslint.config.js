import tseslint from 'typescript-eslint'

const pure = 'Rules are pure: what comes from outside (time, chance, network) is handed in.'
const banned = (selector) => ({ selector, message: pure })

export default tseslint.config(
  { ignores: ['node_modules/', 'var/', 'dist/'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // Names that occur once in a signature still carry the literal types of a declaration.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // A number in a template is as readable as its String().
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Taking Chinese text apart by code points is what we mean; nobody spreads a grapheme here.
      '@typescript-eslint/no-misused-spread': 'off',
      // Interfaces are records of functions; nothing here has a `this`.
      '@typescript-eslint/unbound-method': 'off',
      // `{ id: _, ...rest }` leaves one thing out.
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_$', argsIgnorePattern: '^_$' }],
      // What a closure reads before it is there cannot be a constant.
      'prefer-const': ['error', { ignoreReadBeforeAssign: true }],
      // An empty word is no word.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // `() => done()` in callbacks whose result nobody reads.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'describe', 'it', 'suite'] },
          ],
        },
      ],
    },
  },
  {
    files: ['src/kernel/**/*.ts', 'src/mechanisms/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'performance',
          'crypto',
          'process',
          'fetch',
          'setTimeout',
          'setInterval',
          'setImmediate',
          'Temporal',
        ].map((name) => ({ name, message: pure })),
      ],
      'no-restricted-syntax': [
        'error',
        banned('MemberExpression[object.name="Date"][property.name="now"]'),
        banned('MemberExpression[object.name="Date"][property.value="now"]'),
        banned('NewExpression[callee.name="Date"][arguments.length=0]'),
        banned('CallExpression[callee.name="Date"]'),
        banned('MemberExpression[object.name="Math"][property.name="random"]'),
        banned('MemberExpression[object.name="globalThis"]'),
      ],
    },
  },
  // Scripts that run before anything is installed are plain JavaScript, outside the TypeScript project.
  { files: ['**/*.{js,mjs,cjs}'], ...tseslint.configs.disableTypeChecked },
)
