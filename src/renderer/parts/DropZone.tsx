import { useEffect, useState, type ReactNode } from 'react'
import { knownSellers } from '../../core/words.ts'
import { counted } from '../words.ts'

const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** The whole window takes files; while they hang over it, the overlay says what dropping them will do. */
export function DropZone({
  drop,
  toSamples,
  planWaits,
}: {
  drop: (files: readonly File[]) => void
  toSamples: boolean
  /** Whether the plan of another drop waits: this one takes its place. */
  planWaits: boolean
}): ReactNode {
  const [hovering, setHovering] = useState<number | null>(null)
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!bringsFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer === null) return
      event.dataTransfer.dropEffect = 'copy'
      setHovering([...event.dataTransfer.items].filter((item) => item.kind === 'file').length)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setHovering(null)
    }
    const dropped = (event: DragEvent): void => {
      if (!bringsFiles(event)) return
      event.preventDefault()
      setHovering(null)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) drop(files)
    }
    window.addEventListener('dragenter', over)
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', dropped)
    return () => {
      window.removeEventListener('dragenter', over)
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', dropped)
    }
  }, [drop])
  if (hovering === null) return null
  return (
    <div className="overlay">
      <div className="overlay-card">
        <h2>Drop to read {hovering === 0 ? 'the files' : counted(hovering, 'file')}</h2>
        <p>
          Cost and usage exports of {knownSellers}, and FOCUS files. You see what importing them does before
          anything is imported: a bill that is here already counts once, a newer export replaces the days it
          covers.
        </p>
        {planWaits ? <p>The plan that waits makes way: nothing of it was imported.</p> : null}
        <p className="quiet">
          {toSamples
            ? 'The sample bills make way once you import: what you drop goes to your own ledger.'
            : 'The files are read on this computer and go nowhere else.'}
        </p>
      </div>
    </div>
  )
}
