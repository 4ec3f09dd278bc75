import { useRef, useState, type ReactNode } from 'react'

/** A table of things that are typed row by row: each column's title, and the row's fields. */
export function RowFields<T>({
  name,
  titles,
  rows,
  empty,
  change,
  fields,
  add,
  keepsFirst = false,
}: {
  /** What one row is: `part`. */
  name: string
  titles: readonly string[]
  rows: readonly T[]
  empty: T
  change: (rows: readonly T[]) => void
  fields: (row: T, index: number, change: (row: T) => void, isNew: boolean) => readonly ReactNode[]
  /** Words of the button that adds a row. */
  add: string
  keepsFirst?: boolean
}): ReactNode {
  const [added, setAdded] = useState<number | null>(null)
  const addButton = useRef<HTMLButtonElement>(null)
  return (
    <div className="row-fields">
      {rows.length === 0 ? null : (
        <table className="table">
          <thead>
            <tr>
              {titles.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
              <th scope="col">
                <span className="unseen">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {fields(
                  row,
                  index,
                  (changed) => {
                    change(rows.with(index, changed))
                  },
                  index === added,
                ).map((field, column) => (
                  <td key={titles[column]}>{field}</td>
                ))}
                <td>
                  {keepsFirst && index === 0 ? null : (
                    <button
                      type="button"
                      className="link"
                      aria-label={`Remove ${name} ${index + 1}`}
                      onClick={() => {
                        change(rows.toSpliced(index, 1))
                        setAdded(null)
                        addButton.current?.focus()
                      }}
                    >
                      Remove
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <button
        type="button"
        className="button"
        ref={addButton}
        onClick={() => {
          change([...rows, empty])
          setAdded(rows.length)
        }}
      >
        {add}
      </button>
    </div>
  )
}
