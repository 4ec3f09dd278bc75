import { useEffect, useId, useState, type ReactNode } from 'react'
import type { MappingDraft, RowReading } from '../../core/mapping.ts'
import { bridge } from '../bridge.ts'
import { amountWords, dateFormatWords, daysWords, markWords, signWords, unitWords } from '../mappingWords.ts'
import type { Mapped } from '../useMapping.ts'
import { DoneMark, LookMark } from './Marks.tsx'

type Doubtful = 'dateFormat' | 'decimalMark' | 'amountUnit' | 'sign'

const questions: Readonly<Record<Doubtful, string>> = {
  dateFormat: 'How are the days written? The rows can be read both ways.',
  decimalMark: 'Which mark stands before the decimals? The rows can be read both ways.',
  amountUnit: 'Are the amounts in whole units or in cents?',
  sign: 'On which side of zero does a charge stand?',
}

const choiceWords: Readonly<Record<string, string>> = {
  ...dateFormatWords,
  ...markWords,
  ...unitWords,
  ...signWords,
}

/** Rows that are laid side by side. */
const mostRows = 4

/** What the rows leave open is the user's to say: both readings stand side by side. */
export function MappingDoubts({
  mapped,
  say,
}: {
  mapped: Mapped
  say: (said: Partial<Pick<MappingDraft, Doubtful>>) => void
}): ReactNode {
  const { guess, draft } = mapped
  const hasMoney = draft.dataset !== 'usage'
  const open = (
    ['dateFormat', 'decimalMark', ...(hasMoney ? (['amountUnit', 'sign'] as const) : [])] as const
  )
    .map((field) => ({ field, told: guess[field] }))
    .filter(({ told }) => told.state === 'ambiguous')
  return open.map(({ field, told }) =>
    told.state === 'ambiguous' ? (
      <Doubt
        key={field}
        mapped={mapped}
        field={field}
        choices={told.choices}
        choose={(choice) => {
          say({ [field]: choice })
        }}
      />
    ) : null,
  )
}

function Doubt({
  mapped,
  field,
  choices,
  choose,
}: {
  mapped: Mapped
  field: Doubtful
  choices: readonly string[]
  choose: (choice: string) => void
}): ReactNode {
  const { sample, draft } = mapped
  const name = useId()
  const [readings, setReadings] = useState<readonly (readonly RowReading[])[]>([])
  useEffect(() => {
    let stale = false
    const asked = choices.map((choice) => bridge.readSample({ ...draft, [field]: choice }, sample))
    void Promise.all(asked).then((answers) => {
      if (!stale) setReadings(answers.map((answer) => (answer.ok ? answer.value : [])))
    })
    return () => {
      stale = true
    }
  }, [choices, draft, field, sample])
  const column = draft.columns[field === 'dateFormat' ? 'date' : 'amount'] ?? draft.columns.quantity
  const place = sample.header.findIndex((header) => header === column)
  const seen = new Set<string>()
  const shown = sample.rows.flatMap(({ line, cells }, index) => {
    const text = cells[place] ?? ''
    const ways = readings.map((rows) => shownAs(field, rows[index]))
    if (seen.has(text) || new Set(ways).size < 2) return []
    seen.add(text)
    return [{ line, text, ways }]
  })
  const isOpen = draft[field] === null
  return (
    <fieldset className={isOpen ? 'two-readings open' : 'two-readings'}>
      <legend>
        {isOpen ? <LookMark /> : <DoneMark />}
        {questions[field]}
      </legend>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">In the file</th>
            {choices.map((choice) => (
              <th scope="col" key={choice}>
                <label className="check">
                  <input
                    type="radio"
                    name={name}
                    checked={draft[field] === choice}
                    onChange={() => {
                      choose(choice)
                    }}
                  />
                  {choiceWords[choice]}
                </label>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.slice(0, mostRows).map(({ line, text, ways }) => (
            <tr key={line}>
              <th scope="row">
                {text}
                <span className="below">line {line}</span>
              </th>
              {ways.map((words, index) => (
                <td key={choices[index]}>{words}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  )
}

function shownAs(field: Doubtful, reading: RowReading | undefined): string {
  if (reading?.state !== 'row') return 'left out'
  if (field === 'dateFormat') return reading.days.read ? daysWords(reading.days.value) : reading.days.reason
  return amountWords(reading) ?? (reading.amount.read ? 'no amount' : reading.amount.reason)
}
