import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/flows/check.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aFolder, aLedger, anthropicBill } from '../make.ts'
import { run } from '../cli/run.ts'

/** One bill a month, of some thousand rows, in files of their own. */
function bills(folder: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, place) => {
    const path = join(folder, `bill-${place}.csv`)
    const day = `2026-0${place + 1}-15`
    writeFileSync(
      path,
      anthropicBill(Array.from({ length: 4000 }, (_, row) => [day, '0.25', `model ${row % 500}`])),
    )
    return path
  })
}

describe('programs that import at once into one ledger', () => {
  it('three that make it, with a bill each: all of them are in it, whole', async () => {
    const folder = aFolder()
    const file = join(folder, 'ledger.sqlite')
    const ran = await Promise.all(
      bills(folder, 3).map((bill) => run('import', bill, '--ledger', file, '--json')),
    )
    expect(ran.map(({ code, err }) => [code, err])).toEqual(Array(3).fill([0, '']))
    const ledger = aLedger(file)
    expect(listStatements(ledger).map(({ totals }) => totals[0]?.billed)).toEqual(Array(3).fill('1000'))
    expect(await check(ledger)).toMatchObject({ ok: true })
    expect(await rebuild(ledger)).toMatchObject({ ok: true, value: { statements: 3 } })
  })

  it('two with the same bill: it is in it once, and whoever came second is told', async () => {
    const folder = aFolder()
    const file = join(folder, 'ledger.sqlite')
    aLedger(file).close()
    const [bill = ''] = bills(folder, 1)
    const ran = await Promise.all([1, 2].map(() => run('import', bill, '--ledger', file, '--json')))
    expect(ran.some(({ code }) => code === 0)).toBe(true)
    for (const { code, err } of ran)
      expect([code, err]).toEqual(
        code === 0 ? [0, ''] : [1, expect.stringMatching(/^[^\n]+ Nothing was changed\. [^\n]+\n$/)],
      )
    const ledger = aLedger(file)
    expect(listStatements(ledger)).toHaveLength(1)
    expect(await check(ledger)).toMatchObject({ ok: true })
  })
})
