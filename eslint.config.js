import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** The rooms of ARCHITECTURE.md: what each may import from the others, and the packages it may use. */
const rooms = {
  core: { imports: [], packages: [] },
  statements: { imports: ['core'], packages: [] },
  ledger: { imports: ['core'], packages: ['better-sqlite3', 'node:*'] },
  rig: { imports: ['core'], packages: ['node:*'] },
  flows: {
    imports: ['core', 'statements', 'ledger', 'rig'],
    packages: [
      'node:*',
      '@pydantic/genai-prices',
      'hyparquet',
      'hyparquet/*',
      'hyparquet-compressors',
      'yauzl',
    ],
  },
  contract: { imports: ['core'], packages: [] },
  cli: { imports: ['core', 'contract', 'ledger', 'rig', 'flows'], packages: ['node:*'] },
  main: {
    imports: ['core', 'contract', 'ledger', 'rig', 'flows'],
    packages: ['electron', 'electron-store', 'zod', 'node:*'],
  },
  preload: { imports: ['contract'], packages: ['electron'] },
  renderer: {
    imports: ['core', 'contract'],
    packages: [
      'react',
      'react-dom',
      'react-dom/*',
      'react/*',
      'chart.js',
      'chart.js/*',
      'chartjs-plugin-annotation',
      'markdown-to-jsx/react',
    ],
  },
}

const names = Object.keys(rooms)
const fences = names.map((room) => {
  const { imports, packages } = rooms[room]
  const closed = names.filter((other) => other !== room && !imports.includes(other))
  const allowed = packages.map((name) =>
    name.replaceAll('/', '\\/').replaceAll('.', '\\.').replaceAll('*', '.*'),
  )
  return {
    files: [`src/${room}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(?:\\.\\.?/)+(?:[^/]+/)*(?:${closed.join('|')})/`,
              message: `src/${room} may import from: ${[room, ...imports].join(', ')}. See ARCHITECTURE.md.`,
            },
            {
              regex: `^(?!\\.)(?!(?:${allowed.join('|') || '$'})$)`,
              message: `src/${room} may use these packages: ${packages.join(', ') || 'none'}. See ARCHITECTURE.md.`,
            },
          ],
        },
      ],
    },
  }
})

export default defineConfig(
  globalIgnores([
    'wasm/rows.ts',
    'out/',
    'dist/',
    'test-results/',
    'playwright-report/',
    'screenshots/',
    '.bench/',
  ]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  { files: ['src/renderer/**'], ...reactHooks.configs.flat['recommended-latest'] },
  {
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
    },
  },
  { files: ['src/**'], rules: { 'max-lines': ['error', 250] } },
  ...fences,
  { files: ['**/*.{js,mjs}'], extends: [tseslint.configs.disableTypeChecked] },
)
