import type { StatementTotal } from '../core/statement.ts'
import { raiseAlerts } from '../flows/raise-alerts.ts'
import { rebuild, type Rebuilt } from '../flows/rebuild.ts'
import type { Ledger } from '../ledger/open.ts'
import type { TypedTable } from '../ledger/typed-tables.ts'
import { amountWords, failed, said, type Output } from './output.ts'

/** `rebuild` */
export async function rebuildCommand(ledger: Ledger, _args: readonly string[], now: number): Promise<Output> {
  const rebuilt = await rebuild(ledger)
  if (!rebuilt.ok) return failed(rebuilt.problem)
  raiseAlerts(ledger, now)
  const { statements, before, after, notInArchive } = rebuilt.value
  return said(
    {
      statements,
      totals: after,
      totalsBefore: before,
      same: notInArchive === null ? isSame(rebuilt.value) : null,
      notInArchive,
    },
    rebuiltWords(rebuilt.value),
  )
}

const isSame = ({ before, after }: Rebuilt): boolean => JSON.stringify(before) === JSON.stringify(after)

function rebuiltWords(rebuilt: Rebuilt): string {
  const { statements, before, after, notInArchive } = rebuilt
  if (statements === 0) return 'The archive has no statements, and so has the ledger: nothing was made anew.'
  const made = `${statements === 1 ? '1 statement was' : `${statements} statements were`} made anew from ${statements === 1 ? 'its original' : 'their originals'}`
  if (notInArchive === null)
    return isSame(rebuilt)
      ? `${made}. The totals are the same as before.`
      : `${made}. The totals are ${totalsWords(after)}, and were ${totalsWords(before)}: look at the statements.`
  const lost = notInArchive.map((table) => tableWords[table])
  return `${made}; the ledger had none before. The totals are ${totalsWords(after)}.${
    lost.length === 0
      ? ''
      : ` What no bill says is not in the archive. The ledger has none of it; enter again what you had: ${lost.join('; ')}.`
  }`
}

const totalsWords = (totals: readonly StatementTotal[]): string =>
  totals.map(({ currency, billed }) => amountWords(billed, currency)).join(' and ') || 'unknown'

const tableWords: Readonly<Record<TypedTable, string>> = {
  'money-choices': 'your choices of which export counts',
  rates: 'exchange rates',
  rules: 'rules',
  rigs: 'rigs and what was measured of them',
  workloads: 'what you said of workloads',
  scenarios: 'saved scenarios',
  mappings: 'mappings by which nothing was imported',
}
