import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { StatementView } from '../../contract/bridge.ts'
import type { TieOut } from '../../core/tie-out.ts'
import { assertNever } from '../../core/result.ts'
import { problemWords } from '../../core/words.ts'
import { bridge } from '../bridge.ts'
import { exactText } from '../figures.ts'
import { useDeed } from '../useDeed.ts'
import { ActMark, DoneMark, LookMark, Unknown } from './Marks.tsx'

/** What the invoice adds up to and how the statement stands to it; a click changes it in its place. */
export function InvoiceTotal({ statement }: { statement: StatementView }): ReactNode {
  const [editing, edit] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)
  useEffect(() => {
    if (wasEditing.current && !editing) opener.current?.focus()
    wasEditing.current = editing
  }, [editing])
  if (statement.dataset !== 'cost' || statement.totals.length === 0)
    return (
      <Unknown
        why={`no invoice: ${statement.dataset === 'cost' ? 'the file has no charges' : 'it bills nothing'}`}
      />
    )
  if (statement.undoneAt !== null) return null
  if (editing)
    return (
      <Editor
        statement={statement}
        close={() => {
          edit(false)
        }}
      />
    )
  return (
    <span className="tie">
      <TieMark tieOut={statement.tieOut} />
      <button
        type="button"
        className="link"
        ref={opener}
        aria-label={`Invoice total of ${statement.fileName}: ${totalText(statement.tieOut) ?? 'enter it'}`}
        onClick={() => {
          edit(true)
        }}
      >
        {totalText(statement.tieOut) ?? 'Enter…'}
      </button>
      {statement.tieOut.state !== 'no-control' && statement.tieOut.total.saidBy === 'file' ? (
        <span className="below">said by the file</span>
      ) : null}
    </span>
  )
}

const totalText = (tieOut: TieOut): string | null =>
  tieOut.state === 'no-control' ? null : exactText(tieOut.total.billed, tieOut.total.currency)

/** A mark and a word. */
function TieMark({ tieOut }: { tieOut: TieOut }): ReactNode {
  switch (tieOut.state) {
    case 'no-control':
      return null
    case 'ties-out':
      return (
        <span className="tie-state">
          <DoneMark />
          Ties out
        </span>
      )
    case 'differs':
      return (
        <span className="tie-state differs">
          <ActMark />
          Differs
        </span>
      )
    case 'other-currency':
      return (
        <span className="tie-state look">
          <LookMark />
          Other currency
        </span>
      )
    default:
      return assertNever(tieOut)
  }
}

/** Enter saves, Esc leaves it as it was, and nothing typed takes it back. */
function Editor({ statement, close }: { statement: StatementView; close: () => void }): ReactNode {
  const { tieOut, fileName, totals } = statement
  const known = tieOut.state === 'no-control' || tieOut.total.saidBy === 'file' ? null : tieOut.total
  const [billed, typeBilled] = useState(known?.billed ?? '')
  const [currency, typeCurrency] = useState(known?.currency ?? totals[0]?.currency ?? '')
  const [deed, perform] = useDeed()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const save = (): void => {
    const total = billed.trim() === '' ? null : { billed: billed.trim(), currency }
    perform(bridge.setControlTotal(statement.id, total), close)
  }
  const onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    close()
  }
  return (
    <form
      className="tie-form"
      aria-label={`Invoice total of ${fileName}`}
      onKeyDown={onEscape}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <input
        className="control amount"
        ref={field}
        inputMode="decimal"
        autoComplete="off"
        aria-label="Amount on the invoice"
        aria-invalid={deed.state === 'refused'}
        placeholder="4,133.42"
        maxLength={40}
        value={billed}
        onChange={(event) => {
          typeBilled(event.target.value)
        }}
      />
      <input
        className="control currency"
        autoComplete="off"
        aria-label="Currency of the invoice"
        maxLength={3}
        value={currency}
        onChange={(event) => {
          typeCurrency(event.target.value)
        }}
      />
      <button type="submit" className="button" disabled={deed.state === 'doing'}>
        Save
      </button>
      <span className={deed.state === 'refused' ? 'field-wrong' : 'field-hint'} role="status">
        {deed.state === 'refused' ? problemWords(deed.problem) : 'Empty takes it back.'}
      </span>
    </form>
  )
}
