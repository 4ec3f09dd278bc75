import type { ControlTotal, Coverage, Statement, StatementTotal } from '../core/statement.ts'
import type { ArchiveNote, ArchivedFile, Ranked } from './archive.ts'
import { rankIn } from './coverage.ts'
import type { Ledger } from './open.ts'

type StatementRow = Omit<Statement, 'totals' | 'coverage' | 'controlTotals'>

const columns = `id, file_name AS fileName, sha256, byte_count AS byteCount, dialect, dialect_version AS dialectVersion,
  dataset, first_day AS firstDay, last_day AS lastDay, row_count AS rowCount, imported_at_ms AS importedAt,
  undone_at_ms AS undoneAt, written_at_ms AS writtenAt, account_label AS accountLabel`

/** Every imported file, oldest import first. */
export const listStatements = (ledger: Ledger): readonly Statement[] =>
  ledger.db
    .prepare<[], StatementRow>(`SELECT ${columns} FROM statements ORDER BY imported_at_ms, id`)
    .all()
    .map((row) => whole(ledger, row))

type NoteRow = Omit<ArchiveNote, 'members' | 'originals' | 'mapping' | 'controlTotals' | 'ranks'> &
  Record<'members' | 'originals', string> & { readonly mapping: string | null }

/** What the archive should know of every statement, oldest import first. */
export const notesOfStatements = ({ db }: Ledger): readonly ArchiveNote[] =>
  db
    .prepare<[], NoteRow>(
      `SELECT id, file_name AS fileName, imported_at_ms AS importedAt, undone_at_ms AS undoneAt, sha256,
         coalesce(original_sha256, sha256) AS original, members_json AS members, originals_json AS originals,
         written_at_ms AS writtenAt, account_label AS accountLabel, mapping_json AS mapping
       FROM statements ORDER BY imported_at_ms, id`,
    )
    .all()
    .map((row) => ({
      ...row,
      members: JSON.parse(row.members) as string[],
      originals: JSON.parse(row.originals) as ArchivedFile[],
      mapping: row.mapping === null ? null : (JSON.parse(row.mapping) as unknown),
      ranks: coverageOf({ db }, row.id).flatMap(ranked),
      controlTotals: controlTotalsOf({ db }, row.id).filter(({ saidBy }) => saidBy === 'user'),
    }))

const controlTotalsOf = ({ db }: Pick<Ledger, 'db'>, id: number): readonly ControlTotal[] =>
  db
    .prepare<[number], ControlTotal>(
      `SELECT billing_currency AS currency, billed_exact AS billed, said_by AS saidBy
       FROM control_totals WHERE statement_id = ? ORDER BY billing_currency, said_by`,
    )
    .all(id)

/** The statement of a number, or null. */
export function statementOfId(ledger: Ledger, id: number): Statement | null {
  const row = ledger.db
    .prepare<[number], StatementRow>(`SELECT ${columns} FROM statements WHERE id = ?`)
    .get(id)
  return row ? whole(ledger, row) : null
}

/** The statement with these very bytes, or null. */
export function statementOfHash(ledger: Ledger, sha256: string): Statement | null {
  const row = ledger.db
    .prepare<[string], StatementRow>(`SELECT ${columns} FROM statements WHERE sha256 = ?`)
    .get(sha256)
  return row ? whole(ledger, row) : null
}

function whole({ db }: Ledger, row: StatementRow): Statement {
  const totals = db
    .prepare<[number], StatementTotal>(
      `SELECT billing_currency AS currency, billed_exact AS billed, effective_exact AS effective
       FROM statement_totals WHERE statement_id = ? ORDER BY billing_currency`,
    )
    .all(row.id)
  return {
    ...row,
    totals,
    coverage: coverageOf({ db }, row.id),
    controlTotals: controlTotalsOf({ db }, row.id),
  }
}

type CoverageRow = Omit<Coverage, 'invoiced' | 'rank'> & {
  readonly invoiced: number | null
  readonly rank: string | null
}

const coverageOf = ({ db }: Pick<Ledger, 'db'>, id: number): readonly Coverage[] =>
  db
    .prepare<[number], CoverageRow>(
      `SELECT service_provider_name AS serviceProviderName, billing_account_id AS billingAccountId, dataset,
         export_name AS exportName, first_day AS firstDay, last_day AS lastDay, row_count AS rows, invoiced,
         rank_json AS rank
       FROM coverage JOIN sources ON sources.id = source_id WHERE statement_id = ?
       ORDER BY service_provider_name, billing_account_id`,
    )
    .all(id)
    .map((covered) => ({
      ...covered,
      invoiced: covered.invoiced === null ? null : covered.invoiced === 1,
      rank: rankIn(covered.rank),
    }))

function ranked({
  serviceProviderName,
  billingAccountId,
  dataset,
  exportName,
  rank,
}: Coverage): readonly Ranked[] {
  return rank === null ? [] : [{ serviceProviderName, billingAccountId, dataset, exportName, rank }]
}
