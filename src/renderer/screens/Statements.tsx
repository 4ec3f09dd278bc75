import { useMemo, type ReactNode } from 'react'
import type { StatementView } from '../../contract/bridge.ts'
import type { MoneyMonth } from '../../core/money-sources.ts'
import type { SpendView } from '../../core/spend.ts'
import { seriesOf } from '../series.ts'
import { coverageWords } from '../spendWords.ts'
import { counted } from '../words.ts'
import { CoverageTable } from '../parts/CoverageTable.tsx'
import { MoneySources } from '../parts/MoneySources.tsx'
import { Empty, ProblemNotice, Screen } from '../parts/Screen.tsx'
import type { RefusedFile } from '../useImport.ts'
import { StatementTable } from '../parts/StatementTable.tsx'
import { tiedWords } from '../tieWords.ts'

/** What was imported, and which days it covers. */
export function Statements({
  statements,
  spend,
  moneyMonths,
  refused,
  chooseFiles,
}: {
  statements: readonly StatementView[]
  spend: SpendView
  moneyMonths: readonly MoneyMonth[]
  refused: readonly RefusedFile[]
  chooseFiles: () => void
}): ReactNode {
  const series = useMemo(() => seriesOf(spend), [spend])
  const choose = (
    <button type="button" className="button" onClick={chooseFiles}>
      Choose files…
    </button>
  )
  if (statements.length === 0)
    return (
      <Screen name="Statements" answer="No statement has been imported.">
        <Empty actions={choose}>
          <p>
            Every file you import will be listed here, with the days it covers and its exact total. Drop a
            bill anywhere in this window.
          </p>
        </Empty>
        <Refused files={refused} />
      </Screen>
    )
  const counting = statements.filter(({ undoneAt }) => undoneAt === null)
  const rows = counting.reduce((sum, statement) => sum + statement.rowCount, 0)
  return (
    <Screen
      name="Statements"
      answer={`${counted(counting.length, 'statement')}, ${counted(rows, 'row')}.`}
      second={`${coverageWords(spend)}.${tiedWords(counting)}`}
      rests="Every file is kept as it was, so each total can be checked against it."
      actions={choose}
    >
      <Refused files={refused} />
      <StatementTable statements={statements} series={series} />
      <MoneySources months={moneyMonths} series={series} />
      <CoverageTable spend={spend} series={series} />
    </Screen>
  )
}

/** What did not come in since the window opened, each with what to do about it. */
const Refused = ({ files }: { files: readonly RefusedFile[] }): ReactNode =>
  files.length === 0 ? null : (
    <section className="block" aria-label="Not imported">
      <h2>{counted(files.length, 'file')} not imported</h2>
      {files.map(({ file, problem }) => (
        <ProblemNotice key={file} problem={problem} />
      ))}
    </section>
  )
