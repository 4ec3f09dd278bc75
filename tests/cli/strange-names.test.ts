import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { platform } from 'node:process'
import { describe, expect, it } from 'vitest'
import { aFolder } from '../make.ts'
import { json, run } from './run.ts'

/** Clears the screen, begins a line, and turns what follows around. */
const strange = 'bill\u001B[2J\nAll is well.\u202Evsc.csv'
const shown = 'bill�[2J�All is well.�vsc.csv'

/** A cost file of a strange name and with a strange project and model in it. */
function aPlace(): { readonly file: string; readonly ledger: readonly string[] } {
  const folder = aFolder()
  const file = join(folder, strange)
  writeFileSync(
    file,
    'usage_date_utc,model,workspace,token_type,cost_usd\n2026-07-01,"Mo\u001B]0;x\u0007del",Pro\u202Eject,output,5\n',
  )
  return { file, ledger: ['--ledger', join(folder, 'ledger.sqlite'), '--no-json'] }
}

/** What a terminal would take for more than text. */
const misleading = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u

describe.skipIf(platform === 'win32')('names with control characters', () => {
  it('are shown in one line, without what a terminal would obey', async () => {
    const { file, ledger } = aPlace()
    const said = [
      await run('import', file, '--dry-run', ...ledger),
      await run('import', file, ...ledger),
      await run('statements', ...ledger),
      await run('spend', '--by', 'month,service,project', ...ledger),
      await run('undo', '--statement', '1', ...ledger),
      await run('import', `${file}.gone`, ...ledger),
      await run('no\u001B[31msuch', ...ledger),
    ].map(({ out, err }) => out + err)
    for (const words of said) expect(words).not.toMatch(misleading)
    for (const words of said)
      expect(words.split('\n')).not.toContainEqual(expect.stringMatching(/^All is well/))
    expect(said[1]?.startsWith(`${shown}: 1 row, `)).toBe(true)
    expect(said[3]).toContain('Mo�]0;x�del  Pro�ject')
  })

  it('are kept as they are for programs', async () => {
    const { file, ledger } = aPlace()
    const inJson = [...ledger.slice(0, 2), '--json']
    expect(json(await run('import', file, ...inJson))).toMatchObject({ statements: [{ file: strange }] })
    const rows = json(await run('spend', '--by', 'month,project', ...inJson))
    expect(rows).toMatchObject({ rows: [{ project: 'Pro\u202Eject' }] })
  })
})
