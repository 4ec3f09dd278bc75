import { isSameSource, type Source } from '../core/charge.ts'
import type { Seniority } from '../core/coverage.ts'
import type { Mapping } from '../core/mapping.ts'
import { spanOf, type ControlTotal } from '../core/statement.ts'
import type { NewStatement } from '../ledger/commit.ts'
import type { Stage } from '../ledger/stage.ts'
import type { ReadBill } from './read-bill.ts'

/** A bill that was read and waits to be imported; its cells are in the stage. */
export type StagedBill = {
  readonly file: string
  readonly stage: Stage
  readonly bill: ReadBill
  readonly sha256: string
  readonly original: NewStatement['original']
  readonly originals: NewStatement['originals']
  readonly members: readonly string[]
  readonly mapping: Mapping | null
  readonly writtenAt: number | null
  readonly importedAt: number
}

/** The statement a staged bill becomes, its accounts kept apart from others by a label if there is one. */
export function statementOf(staged: StagedBill, accountLabel: string | null): NewStatement {
  const { file, sha256, original, originals, members, mapping, writtenAt, importedAt } = staged
  const { read, places, byteCount } = staged.bill
  const { dialect, dialectVersion, dataset, rowCount, totals, names, controlTotal } = read
  const coverage = read.coverage.map((covered) => ({
    ...covered,
    billingAccountId: labelled(covered.billingAccountId, accountLabel),
  }))
  const controlTotals: readonly ControlTotal[] =
    controlTotal === null ? [] : [{ ...controlTotal, saidBy: 'file' }]
  return {
    fileName: file,
    sha256,
    original,
    originals,
    members,
    mapping,
    byteCount,
    dialect,
    dialectVersion,
    dataset,
    rowCount,
    totals,
    coverage,
    names,
    places,
    controlTotals,
    writtenAt,
    accountLabel,
    ...spanOf(coverage),
    importedAt,
    undoneAt: null,
  }
}

/** The same statement, with the user's word of how new it is of each source. */
export const ranked = (
  statement: NewStatement,
  ranks: readonly (Source & { readonly rank: Seniority | null })[],
): NewStatement => ({
  ...statement,
  coverage: statement.coverage.map((covered) => ({
    ...covered,
    rank: ranks.find((one) => isSameSource(one, covered))?.rank ?? null,
  })),
})

const labelled = (account: string, label: string | null): string =>
  label === null ? account : account === '' ? label : `${account} (${label})`
