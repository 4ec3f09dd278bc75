import type { ReactNode } from 'react'
import type { CellReading, MappingRole, RowReading, SampleRow } from '../../core/mapping.ts'
import { count } from '../figures.ts'
import { amountWords, daysWords, quantityWords } from '../mappingWords.ts'
import type { Mapped } from '../useMapping.ts'
import { ActMark, Unknown } from './Marks.tsx'

/** How rows from all over the file are read by what is said so far: just as an import reads them. */
export function MappingRows({ mapped }: { mapped: Mapped }): ReactNode {
  const { sample, readings, draft } = mapped
  const hasQuantity = draft.columns.quantity !== null
  return (
    <div className="scroller mapping-rows">
      <table className="table">
        <caption>
          How I read {count(readings.length)} of {count(sample.rowCount)}
          {sample.whole ? '' : ' or more'} rows; beneath, what stands in the file.
        </caption>
        <thead>
          <tr>
            <th scope="col" className="figure">
              Line
            </th>
            <th scope="col">Day</th>
            <th scope="col" className="figure">
              Amount
            </th>
            <th scope="col">Service</th>
            <th scope="col">Project</th>
            {hasQuantity ? (
              <th scope="col" className="figure">
                Quantity
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {sample.rows.map((row, index) => (
            <Row
              key={row.line}
              row={row}
              reading={readings[index]}
              mapped={mapped}
              hasQuantity={hasQuantity}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({
  row,
  reading,
  mapped,
  hasQuantity,
}: {
  row: SampleRow
  reading: RowReading | undefined
  mapped: Mapped
  hasQuantity: boolean
}): ReactNode {
  const line = (
    <th scope="row" className="figure">
      {count(row.line)}
    </th>
  )
  if (reading === undefined || reading.state === 'left-out')
    return (
      <tr className="left-out-row">
        {line}
        <td colSpan={hasQuantity ? 5 : 4}>
          Left out{reading === undefined ? '' : `: ${reading.reason}`}
          <span className="below">{row.cells.filter((cell) => cell !== '').join(' · ')}</span>
        </td>
      </tr>
    )
  const rawOf = (role: MappingRole): string => {
    const column = mapped.draft.columns[role]
    const place = mapped.sample.header.findIndex((header) => header === column)
    return row.cells[place] ?? ''
  }
  const { days, amount, currency, quantity, service, project } = reading
  return (
    <tr>
      {line}
      <Cell reading={days} raw={rawOf('date')}>
        {days.read ? daysWords(days.value) : null}
      </Cell>
      <Cell reading={amount.read ? currency : amount} raw={rawOf('amount')} figure>
        {amountWords(reading) ?? <Unknown why="the file holds no money" />}
      </Cell>
      <td>{service ?? <Unknown why="no column says the service" />}</td>
      <td>{project ?? <Unknown why="no column says the project" />}</td>
      {hasQuantity ? (
        <Cell reading={quantity} raw={rawOf('quantity')} figure>
          {quantityWords(reading) ?? <Unknown why="the cell is empty" />}
        </Cell>
      ) : null}
    </tr>
  )
}

function Cell({
  reading,
  raw,
  figure = false,
  children,
}: {
  reading: CellReading<unknown>
  raw: string
  figure?: boolean
  children: ReactNode
}): ReactNode {
  return (
    <td className={figure ? 'figure' : undefined}>
      {reading.read ? (
        children
      ) : (
        <span className="unread">
          <ActMark />
          {reading.reason}
        </span>
      )}
      <span className="below">{raw}</span>
    </td>
  )
}
