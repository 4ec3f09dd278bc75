import { useState, type ReactNode, type RefObject } from 'react'
import { bridge } from '../bridge.ts'

/** Puts a chart on the clipboard as it stands, on the ground of the present theme. */
export function CopyPicture({ canvas }: { canvas: RefObject<HTMLCanvasElement | null> }): ReactNode {
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    if (canvas.current === null) return
    const answer = await bridge.copyPicture(await pngOf(canvas.current))
    setCopied(answer.ok)
  }
  return (
    <p className="copy-picture">
      <span role="status">{copied ? 'Copied.' : ''}</span>
      <button
        type="button"
        className="link"
        onClick={() => {
          void copy()
        }}
        onBlur={() => {
          setCopied(false)
        }}
      >
        Copy as picture
      </button>
    </p>
  )
}

/** The chart's pixels on an opaque ground: a transparent picture would vanish on a dark slide. */
async function pngOf(chart: HTMLCanvasElement): Promise<Uint8Array> {
  const picture = document.createElement('canvas')
  picture.width = chart.width
  picture.height = chart.height
  const pen = picture.getContext('2d')
  if (pen !== null) {
    pen.fillStyle = getComputedStyle(document.body).backgroundColor
    pen.fillRect(0, 0, picture.width, picture.height)
    pen.drawImage(chart, 0, 0)
  }
  const blob = await new Promise<Blob | null>((resolve) => {
    picture.toBlob(resolve, 'image/png')
  })
  return new Uint8Array((await blob?.arrayBuffer()) ?? [])
}
