import type { ReactNode } from 'react'
import { idOf, useInspecting, type Opened } from '../inspecting.ts'

/** A figure that opens to what it is made of. On a screen it is the `place` to which the focus returns. */
export function InspectorFigure({
  opens,
  place = true,
  children,
}: {
  opens: Opened
  place?: boolean
  children: ReactNode
}): ReactNode {
  const { openId, open } = useInspecting()
  const id = idOf(opens)
  return (
    <button
      type="button"
      className="opens"
      id={place ? id : undefined}
      aria-expanded={place ? openId === id : undefined}
      onClick={() => {
        open(opens)
      }}
    >
      {children}
    </button>
  )
}
