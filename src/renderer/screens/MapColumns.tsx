import { useEffect, useState, type ReactNode } from 'react'
import { finishedMapping } from '../../core/parse-mapping.ts'
import type { Problem } from '../../core/problem.ts'
import type { Mapping } from '../../core/mapping.ts'
import { bridge } from '../bridge.ts'
import { count } from '../figures.ts'
import { missingWords } from '../mappingWords.ts'
import { MappingColumns } from '../parts/MappingColumns.tsx'
import { MappingDoubts } from '../parts/MappingDoubt.tsx'
import { MappingRows } from '../parts/MappingRows.tsx'
import { MappingWays } from '../parts/MappingWays.tsx'
import { ProblemNotice, Screen, Waiting } from '../parts/Screen.tsx'
import { useDeed } from '../useDeed.ts'
import { useMapping, type Mapped } from '../useMapping.ts'
import { counted, listed } from '../words.ts'

/** Says with the user what the columns of a file mean that is no known export. */
export function MapColumns({
  plan,
  bill,
  file,
  planAgain,
  cancel,
}: {
  plan: number
  bill: number
  file: string
  /** The mapping is saved: the files of the plan are read again by it. */
  planAgain: () => void
  cancel: () => void
}): ReactNode {
  const mapping = useMapping(plan, bill)
  const isOpen = mapping.state === 'open'
  useEffect(() => {
    if (!isOpen) return
    const stage = document.getElementById('stage')
    stage?.focus()
    stage?.scrollTo(0, 0)
  }, [isOpen])
  const [deed, perform] = useDeed()
  const [foreign, setForeign] = useState<Mapping | null>(null)
  const [told, tell] = useState<string | null>(null)
  const back = (
    <button type="button" className="button" onClick={cancel}>
      Back to the import
    </button>
  )
  if (mapping.state === 'asking') return <Waiting />
  if (mapping.state === 'refused') return <ProblemNotice problem={mapping.problem}>{back}</ProblemNotice>
  const { mapped, choose, say, takeOver } = mapping
  const { sample, draft, missing } = mapped
  const take = (given: Mapping | null): void => {
    setForeign(given !== null && given.fingerprint !== draft.fingerprint ? given : null)
    if (given?.fingerprint === draft.fingerprint) takeOver(given)
  }
  const finished = finishedMapping(draft)
  const unread = unreadLines(mapped)
  return (
    <Screen
      name={`Import ${file}`}
      answer={missing.length === 0 ? readWords(unread, mapped) : 'Say what its columns mean.'}
      second={missing.length === 0 ? unreadWords(unread) : missingWords(missing)}
      rests={`${counted(sample.header.length, 'column')}, ${count(sample.rowCount)}${sample.whole ? '' : ' or more'} rows. Files with these columns are read the same way from then on.`}
      actions={
        <>
          <button
            type="button"
            className="button"
            onClick={() => {
              perform(bridge.chooseMapping(), take)
            }}
          >
            Use a saved one…
          </button>
          {back}
        </>
      }
    >
      {sample.problem === null ? null : <ProblemNotice problem={sample.problem} />}
      {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
      {foreign === null ? null : <ProblemNotice problem={otherColumns(foreign)} />}
      <MappingDoubts mapped={mapped} say={say} />
      <MappingRows mapped={mapped} />
      <MappingColumns mapped={mapped} choose={choose} />
      <MappingWays mapped={mapped} say={say} />
      <div className="plan-foot">
        <button
          type="button"
          className="button first"
          disabled={missing.length > 0 || deed.state === 'doing'}
          aria-describedby="mapping-lacks"
          onClick={() => {
            perform(bridge.saveMapping(draft), planAgain)
          }}
        >
          Save and read the file
        </button>
        <button
          type="button"
          className="button"
          disabled={!finished.ok}
          onClick={() => {
            if (finished.ok) perform(bridge.exportMapping(finished.value), tell)
          }}
        >
          Export…
        </button>
        <p className="quiet" id="mapping-lacks" role="status">
          {missing.length > 0
            ? missingWords(missing)
            : told === null
              ? 'Nothing is imported yet: the plan is shown next.'
              : `Saved as ${told}.`}
        </p>
      </div>
    </Screen>
  )
}

/** The lines among those looked at that cannot be read by what was said. */
const unreadLines = ({ sample, readings }: Mapped): readonly number[] =>
  sample.rows.flatMap(({ line }, index) => {
    const reading = readings[index]
    if (reading?.state !== 'row') return []
    const { days, amount, currency, quantity } = reading
    return [days, amount, currency, quantity].every((cell) => cell.read) ? [] : [line]
  })

function readWords(unread: readonly number[], { readings }: Mapped): string {
  return unread.length === 0
    ? 'Its rows can be read.'
    : `${count(unread.length)} of ${counted(readings.length, 'row')} cannot be read like this.`
}

/** Lines that are named; the table below has the others. */
const mostLines = 5

function unreadWords(lines: readonly number[]): string | undefined {
  if (lines.length === 0) return undefined
  const named = lines.slice(0, mostLines).map((line) => count(line))
  const more = lines.length > mostLines ? [`${count(lines.length - mostLines)} more`] : []
  return `See ${lines.length === 1 ? 'line' : 'lines'} ${listed([...named, ...more])} below: the import would refuse the file.`
}

/** A mapping that was made for other columns than the file has. */
const otherColumns = ({ title, fingerprint }: Mapping): Problem => ({
  kind: 'bad-mapping',
  field: 'fingerprint',
  text: fingerprint,
  expected: `what the columns of this file are: ${title} is for others`,
})
