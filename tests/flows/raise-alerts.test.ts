import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { quarterText } from '../../src/core/period.ts'
import { raiseAlerts } from '../../src/flows/raise-alerts.ts'
import { listAlerts, markAllSeen, markNotified } from '../../src/ledger/alerts.ts'
import { aFolder, aLedger, anthropicMonths, importText, noon } from '../make.ts'

const months = [
  '2026-01',
  '2026-02',
  '2026-03',
  '2026-04',
  '2026-05',
  '2026-06',
  '2026-07',
  '2026-08',
  '2026-09',
]

/** A bill of nine months: dollars a day in the first, second and third quarter. */
const bill = (...dollars: readonly [string, string, string]): string =>
  anthropicMonths(months.map((month, place) => [month, dollars[Math.floor(place / 3)] ?? ''] as const))

describe('growth is told once a quarter', () => {
  it('not again after a restart, nor when the bills are imported again with other amounts', async () => {
    const file = join(aFolder(), 'ledger.sqlite')
    const ledger = aLedger(file)
    await importText(ledger, bill('10', '10', '20'))
    const [alert, ...more] = raiseAlerts(ledger, noon)
    expect(more).toEqual([])
    expect(alert && quarterText(alert.quarter)).toBe('2026-Q3')
    markNotified(ledger, alert?.id ?? 0, noon)
    ledger.close()

    const reopened = aLedger(file)
    expect(raiseAlerts(reopened, noon + 1)).toEqual([])
    await importText(reopened, bill('10', '10', '25'), 'again.csv', noon + 2)
    expect(raiseAlerts(reopened, noon + 3)).toEqual([])
    expect(listAlerts(reopened)).toHaveLength(1)
  })

  it('what was raised while nobody could be notified is told at the next start', async () => {
    const ledger = aLedger()
    await importText(ledger, bill('10', '10', '20'))
    raiseAlerts(ledger, noon)
    expect(raiseAlerts(ledger, noon + 1)).toHaveLength(1)
    markAllSeen(ledger, noon + 2)
    expect(raiseAlerts(ledger, noon + 3)).toEqual([])
  })

  it('a long history is a list, but only its newest quarter is news', async () => {
    const ledger = aLedger()
    await importText(ledger, bill('10', '20', '40'))
    expect(raiseAlerts(ledger, noon).map(({ quarter }) => quarterText(quarter))).toEqual(['2026-Q3'])
    expect(listAlerts(ledger).map(({ quarter }) => quarterText(quarter))).toEqual(['2026-Q3', '2026-Q2'])
  })

  it('a quarter that lacks a month, or is still running, is no growth', async () => {
    const ledger = aLedger()
    await importText(
      ledger,
      anthropicMonths(months.slice(0, 5).map((month) => [month, month < '2026-04' ? '10' : '90'])),
    )
    expect(raiseAlerts(ledger, noon)).toEqual([])
    const running = Date.UTC(2026, 5, 30)
    await importText(ledger, bill('10', '90', '90'), 'all.csv', noon + 1)
    expect(raiseAlerts(ledger, running)).toEqual([])
    expect(raiseAlerts(ledger, noon)).toHaveLength(1)
  })
})
