import {
  BarController,
  BarElement,
  CategoryScale,
  Chart as ChartJs,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration,
} from 'chart.js'
import annotation from 'chartjs-plugin-annotation'
import { useEffect, useEffectEvent, useRef, useSyncExternalStore, type ReactNode } from 'react'
import { CopyPicture } from './CopyPicture.tsx'

ChartJs.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  annotation,
)
ChartJs.defaults.animation = false
ChartJs.defaults.maintainAspectRatio = false

// The first chart of all takes 30 ms, most of them to compile what draws it: they are spent while nobody waits.
requestIdleCallback(() => {
  const data = { labels: ['', ''], datasets: [{ data: [1, 2] }] }
  for (const type of ['bar', 'line'] as const)
    new ChartJs(document.createElement('canvas'), { type, data, options: { responsive: false } }).destroy()
})

const darkQuery = window.matchMedia('(prefers-color-scheme: dark)')

function onSchemeChange(tell: () => void): () => void {
  darkQuery.addEventListener('change', tell)
  return () => {
    darkQuery.removeEventListener('change', tell)
  }
}

/** Reads a custom property of tokens.css as it stands in the present theme. */
export type Colour = (property: string) => string

const colourNow: Colour = (property) =>
  getComputedStyle(document.documentElement).getPropertyValue(property).trim()

/** Its own plugins, where it has some, read what they draw from the chart: they stay when the data change. */
export type Drawing<T extends 'bar' | 'line'> = (colour: Colour) => ChartConfiguration<T>

const waiting = new Map<HTMLCanvasElement, () => void>()

/** Draws charts again one a frame, so that several make no long turn; a newer drawing keeps the place of its chart. */
function inTurn(canvas: HTMLCanvasElement, draw: () => void): void {
  if (waiting.size === 0) requestAnimationFrame(drawNext)
  waiting.set(canvas, draw)
}

function drawNext(): void {
  const [next] = waiting
  if (next === undefined) return
  waiting.delete(next[0])
  if (waiting.size > 0) requestAnimationFrame(drawNext)
  next[1]()
}

/**
 * A chart that is drawn without animation: again in its place when the drawing is another, anew when the
 * system's theme changes. `label` says in a sentence what it shows; the table beside it says the rest.
 */
export function Chart<T extends 'bar' | 'line'>({
  draw,
  label,
  height,
}: {
  draw: Drawing<T>
  label: string
  height: number
}): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawn = useRef<{ readonly chart: ChartJs<T>; readonly draw: Drawing<T> } | null>(null)
  const dark = useSyncExternalStore(onSchemeChange, () => darkQuery.matches)
  const newest = useEffectEvent(() => draw)
  useEffect(() => {
    const { current } = canvas
    if (current === null) return
    // In a turn of its own: with what put the canvas there, or with the frame that shows it, it would be a long one.
    const making = setTimeout(() => {
      ChartJs.defaults.font = { family: colourNow('--font'), size: 12 }
      const drawing = newest()
      drawn.current = { chart: new ChartJs<T>(current, drawing(colourNow)), draw: drawing }
    })
    return () => {
      clearTimeout(making)
      drawn.current?.chart.destroy()
      drawn.current = null
    }
  }, [dark])
  useEffect(() => {
    const { current } = canvas
    // What is not made yet will be made as it is newest.
    if (current === null || drawn.current === null || drawn.current.draw === draw) return
    inTurn(current, () => {
      const before = drawn.current
      if (before === null) return
      const { data, options } = draw(colourNow)
      before.chart.data = data
      if (options !== undefined) before.chart.options = options
      before.chart.update('none')
      drawn.current = { chart: before.chart, draw }
    })
  }, [draw])
  return (
    <div className="chart-block">
      <div className="chart" style={{ height }}>
        <canvas ref={canvas} role="img" aria-label={label} />
      </div>
      <CopyPicture canvas={canvas} />
    </div>
  )
}

/** Slanted lines in the series' colour: a month that is not the whole month. */
export function hatch(colour: string, ground: string): CanvasPattern | string {
  const sharpness = 2
  const tile = document.createElement('canvas')
  tile.width = tile.height = 8 * sharpness
  const pen = tile.getContext('2d')
  if (pen === null) return colour
  pen.scale(sharpness, sharpness)
  pen.fillStyle = ground
  pen.fillRect(0, 0, 8, 8)
  pen.strokeStyle = colour
  pen.lineWidth = 2.5
  for (const shift of [-8, 0, 8]) {
    pen.beginPath()
    pen.moveTo(shift - 2, 10)
    pen.lineTo(shift + 10, -2)
    pen.stroke()
  }
  const pattern = pen.createPattern(tile, 'repeat')
  pattern?.setTransform(new DOMMatrix().scale(1 / sharpness))
  return pattern ?? colour
}
