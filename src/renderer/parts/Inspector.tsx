import { useEffect, useRef, type ReactNode } from 'react'
import type { SpendView } from '../../core/spend.ts'
import { idOf, type Opened } from '../inspecting.ts'
import { InspectedFigure } from './InspectedFigure.tsx'
import { InspectedFormula } from './InspectedFormula.tsx'
import { InspectedMonth } from './InspectedMonth.tsx'

/** What a figure is made of, beside the screen it stands on. Esc closes it. */
export function Inspector({
  opened,
  spend,
  close,
}: {
  opened: Opened
  /** Null where no figure of the Spend screen can be open. */
  spend: SpendView | null
  close: () => void
}): ReactNode {
  const pane = useRef<HTMLElement>(null)
  const id = idOf(opened)
  useEffect(() => {
    pane.current?.focus({ preventScroll: true })
    pane.current?.scrollTo(0, 0)
  }, [id])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      close()
    }
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKey)
    }
  }, [close])
  return (
    <aside className="inspector" aria-labelledby="inspected" tabIndex={-1} ref={pane}>
      <button type="button" className="button inspector-close" onClick={close} title="Esc">
        Close
      </button>
      {opened.kind === 'formula' ? <InspectedFormula formula={opened.formula} /> : null}
      {opened.kind === 'figure' && spend !== null ? (
        <InspectedFigure key={id} figure={opened.figure} shown={opened.shown} spend={spend} />
      ) : null}
      {opened.kind === 'reported' && spend !== null ? (
        <InspectedMonth key={id} month={opened.month} spend={spend} />
      ) : null}
    </aside>
  )
}
