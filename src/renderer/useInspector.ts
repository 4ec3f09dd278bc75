import { useCallback, useMemo, useState } from 'react'
import { idOf, type Inspecting, type Opened } from './inspecting.ts'

export type Inspector = {
  readonly opened: Opened | null
  readonly inspecting: Inspecting
  /** Puts it away; the focus returns to the figure, where that is still on screen. */
  readonly close: () => void
  /** The same where another screen takes the figure's place. */
  readonly leave: () => void
}

/** The one figure that is open beside the screen. */
export function useInspector(): Inspector {
  const [opened, setOpened] = useState<Opened | null>(null)
  const openId = opened === null ? null : idOf(opened)
  const inspecting = useMemo(() => ({ opened, openId, open: setOpened }), [opened, openId])
  const close = useCallback(() => {
    setOpened(null)
    if (openId !== null) document.getElementById(openId)?.focus({ preventScroll: true })
  }, [openId])
  const leave = useCallback(() => {
    setOpened(null)
  }, [])
  return { opened, inspecting, close, leave }
}
