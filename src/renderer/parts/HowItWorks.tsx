import Markdown from 'markdown-to-jsx/react'
import { useEffect, useRef, type ReactNode } from 'react'
import maths from '../../../docs/maths.md?raw'

/** `docs/maths.md`, as it is packed with the program. */
export default function HowItWorks({ close }: { close: () => void }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog className="document" ref={dialog} onClose={close} aria-label="How this is worked out">
      <form method="dialog" className="document-close">
        <button type="submit" className="button">
          Close
        </button>
      </form>
      <div className="document-text">
        <Markdown options={{ disableParsingRawHTML: true }}>{maths}</Markdown>
      </div>
    </dialog>
  )
}
