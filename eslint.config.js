import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import { importX } from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'

const outside = (...folders) => `!(${[...folders, 'node_modules'].join('|')})`

/**
 * The import table: what each folder may use.
 * `forbidden`: our own folders it may not reach; `packages`: the only npm packages it may name.
 */
const importTable = [
  { folder: 'typings', forbidden: [outside('typings')], packages: [] },
  {
    folder: 'core',
    forbidden: [outside('core', 'typings')],
    packages: ['valibot', 'chinese-days', 'ical.js'],
  },
  {
    folder: 'cloudfunctions',
    forbidden: [outside('core', 'typings', 'cloudfunctions')],
    packages: ['valibot'],
    except: ['cloudfunctions/shared'],
  },
  {
    folder: 'cloudfunctions/shared',
    forbidden: [outside('core', 'typings', 'cloudfunctions')],
    packages: ['valibot', 'wx-server-sdk', '@cloudbase/node-sdk', 'node:crypto'],
  },
  { folder: 'miniprogram', forbidden: [outside('miniprogram', 'typings')] },
  { folder: 'admin', forbidden: [outside('admin', 'typings')] },
  { folder: 'emulator', forbidden: [outside('emulator')] },
]

const functions = ['resident', 'handler', 'console', 'channels', 'wechat', 'clock']
const otherFunctions = (name) => functions.filter((other) => other !== name)

const zones = [
  ...importTable.flatMap(({ folder, forbidden }) =>
    forbidden.map((glob) => ({
      target: `./${folder}/**/*`,
      from: `./${glob}/**/*`,
      message: `${folder}/ may not import this (docs/architecture.md, import table)`,
    })),
  ),
  ...functions.map((name) => ({
    target: `./cloudfunctions/${name}/**/*`,
    from: `./cloudfunctions/{${otherFunctions(name).join(',')}}/**/*`,
    message: 'a function never imports another function',
  })),
]

const onlyPackages = (packages) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          regex: `^(?!\\.|(${packages.map((name) => name.replace('/', '\\/')).join('|') || '\\.'})(\\/|$))`,
          message: `only ${packages.join(', ') || 'no package'} here (docs/architecture.md, import table)`,
        },
      ],
    },
  ],
})

export default tseslint.config(
  {
    ignores: ['dist/', '.data/', 'screenshots/', 'miniprogram/miniprogram_npm/', '**/*.wxs'],
  },
  ...tseslint.configs.strict,
  {
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: ['tsconfig.json'] })],
      'import-x/extensions': ['.ts', '.js', '.mjs', '.vue'],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 40, skipComments: true, skipBlankLines: true }],
      'max-params': ['error', 3],
      eqeqeq: 'error',
      'no-console': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
  {
    files: ['admin/**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } },
  },
  ...importTable
    .filter(({ packages }) => packages)
    .map(({ folder, packages, except }) => ({
      files: [`${folder}/**/*.ts`],
      ignores: (except ?? []).map((path) => `${path}/**`),
      rules: onlyPackages(packages),
    })),
  {
    files: ['core/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'wx', 'process', 'setTimeout', 'setInterval', 'console'],
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: 'core has no clock',
        },
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'core has no clock',
        },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: 'core has no randomness',
        },
      ],
    },
  },
  {
    files: ['miniprogram/**/*.ts', 'admin/**/*.{ts,vue}'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: 'typings/', allowTypeImports: true, message: 'types only: `import type`' },
          ],
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'eslint.config.js', '*.js', '*.mjs', 'scripts/**'],
    rules: {
      'max-lines-per-function': 'off',
      'max-params': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
)
