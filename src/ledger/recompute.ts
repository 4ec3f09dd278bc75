import { repaint } from './coverage.ts'
import { decideMoney, sellersOf } from './money-months.ts'
import type { Ledger } from './open.ts'
import { markRestated, wholeSpan } from './restated.ts'

/** Makes everything that is computed from statements anew: after a change of format, which drops it. */
export function recompute(ledger: Pick<Ledger, 'db'>): void {
  const { db } = ledger
  db.transaction(() => {
    for (const source of db.prepare<[], number>('SELECT id FROM sources').pluck().all()) {
      repaint(ledger, source)
      markRestated(ledger, source, wholeSpan(ledger, source))
    }
    for (const seller of sellersOf(ledger)) decideMoney(ledger, seller)
  }).immediate()
}
