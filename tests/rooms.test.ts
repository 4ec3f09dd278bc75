import { join } from 'node:path'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const eslint = new ESLint({ cwd: root })

/** What the fences say of one import line, standing in a file of a room. */
async function fencesOn(file: string, line: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath: join(root, file) })
  return (result?.messages ?? [])
    .filter(({ ruleId }) => ruleId === 'no-restricted-imports')
    .map(({ message }) => message)
}

describe('the rooms are fenced', () => {
  it.each([
    ['src/core/money.ts', "import 'node:fs'"],
    ['src/core/money.ts', "import '../ledger/open.ts'"],
    ['src/statements/csv.ts', "import '../ledger/open.ts'"],
    ['src/statements/dialects/focus.ts', "import '../../ledger/open.ts'"],
    ['src/statements/csv.ts', "import 'better-sqlite3'"],
    ['src/ledger/open.ts', "import '../flows/check.ts'"],
    ['src/rig/meters/nvidia-smi.ts', "import '../../ledger/power.ts'"],
    ['src/flows/check.ts', "import 'electron'"],
    ['src/flows/check.ts', "import 'better-sqlite3'"],
    ['src/cli/index.ts', "import '../main/tray.ts'"],
    ['src/main/index.ts', "import '../statements/csv.ts'"],
    ['src/preload/index.ts', "import '../core/money.ts'"],
    ['src/renderer/App.tsx', "import '../flows/check.ts'"],
    ['src/renderer/parts/Chart.tsx', "import '../../ledger/open.ts'"],
    ['src/renderer/App.tsx', "import 'electron'"],
  ])('%s: %s', async (file, line) => {
    expect(await fencesOn(file, line)).toHaveLength(1)
  })

  it.each([
    ['src/core/money.ts', "import './decimal.ts'"],
    ['src/statements/dialects/focus.ts', "import '../../core/money.ts'"],
    ['src/flows/check.ts', "import '../ledger/open.ts'"],
    ['src/renderer/parts/Chart.tsx', "import 'chart.js'"],
    ['src/main/index.ts', "import 'electron'"],
    ['src/preload/index.ts', "import '../contract/bridge.ts'"],
  ])('open: %s: %s', async (file, line) => {
    expect(await fencesOn(file, line)).toEqual([])
  })
})
