import { spawn, type ChildProcessByStdio } from 'node:child_process'
import type { Readable } from 'node:stream'
import type { PowerReading } from '../../core/energy.ts'
import type { MeterState } from '../../core/rig.ts'
import type { Clock, Meter, MeterListener, Stop } from '../meter.ts'
import { placeOfNvidiaSmi } from './nvidia-smi-place.ts'
import { readSmiHeader, readSmiRow, smiFields, unknownSmiField, type SmiHeader } from './nvidia-smi-rows.ts'

/** Milliseconds until the next try after the first failure, the second, and so on; the last is kept. */
const patience = [1, 2, 5, 15].map((minutes) => minutes * 60_000)

/** Silence of this many intervals is a hang. */
const longestSilence = 4

/** Characters of the program's own words that are kept. */
const longestDetail = 400

/** nvidia-smi answers every 5 s: more often gains nothing for a month's energy (rig-power.md section 5). */
const usualInterval = 5_000

/**
 * Reads GPU board power with one nvidia-smi that runs as long as the meter; starting it for every look would
 * wake the GPU each time. The power leaves out the rest of the computer. `interval` is in whole seconds,
 * given in ms; `binary` is for tests and for places that are not searched.
 */
export const nvidiaSmiMeter = (
  options: { readonly binary?: string; readonly interval?: number } = {},
): Meter => {
  const interval = options.interval ?? usualInterval
  return {
    interval,
    start: (listener, clock) => {
      const reader = new Reader(options.binary ?? placeOfNvidiaSmi(), interval, listener, clock)
      reader.start()
      return () => {
        reader.stop()
      }
    },
  }
}

/** One start of the program, from its birth to its end. */
type Run = {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  header: SmiHeader | null
  readonly unfinished: { out: string; err: string }
  /** What it said that is neither header nor row. */
  words: string
  unknownField: string | null
  /** Channels whose first row has come: the first look after a start is disturbed and left out. */
  readonly seen: Set<string>
}

class Reader {
  private readonly binary: string
  private readonly interval: number
  private readonly listener: MeterListener
  private readonly clock: Clock
  private fields = smiFields
  private failures = 0
  private told = ''
  private run: Run | null = null
  private stopTimer: Stop = () => undefined

  constructor(binary: string, interval: number, listener: MeterListener, clock: Clock) {
    this.binary = binary
    this.interval = interval
    this.listener = listener
    this.clock = clock
  }

  start(): void {
    this.tell('waiting', null)
    this.begin()
  }

  stop(): void {
    this.stopTimer()
    const run = this.run
    this.run = null
    run?.child.kill()
  }

  private begin(): void {
    const query = `--query-gpu=${this.fields.join(',')}`
    const child = spawn(
      this.binary,
      [query, '--format=csv,nounits', '-l', Math.ceil(this.interval / 1000).toString()],
      { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true },
    )
    const unfinished = { out: '', err: '' }
    const run: Run = { child, header: null, unfinished, words: '', unknownField: null, seen: new Set() }
    this.run = run
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.hear(run, 'out', text)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.hear(run, 'err', text)
    })
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') this.fail(run, 'missing', null)
      else this.fail(run, 'failing', error.message)
    })
    child.on('close', (code, signal) => {
      this.ended(
        run,
        code === null ? `nvidia-smi was ended by ${signal ?? 'a signal'}` : `nvidia-smi ended (${code})`,
      )
    })
    this.watch(run)
  }

  private watch(run: Run): void {
    this.stopTimer()
    this.stopTimer = this.clock.after(longestSilence * this.interval, () => {
      const seconds = (longestSilence * this.interval) / 1000
      this.fail(run, 'failing', run.words || `nvidia-smi said nothing for ${seconds} s`)
      run.child.kill('SIGKILL')
    })
  }

  private hear(run: Run, from: 'out' | 'err', text: string): void {
    if (this.run !== run) return
    const lines = (run.unfinished[from] + text).split(/\r?\n/)
    run.unfinished[from] = lines.pop() ?? ''
    if (lines.length === 0) return
    this.watch(run)
    const moment = { at: this.clock.wall(), monotonic: this.clock.monotonic() }
    const look = lines.flatMap((line): readonly PowerReading[] => {
      const row = this.understand(run, line.trim())
      if (row === null) return []
      if (run.seen.has(row.channel)) return [{ ...moment, ...row }]
      run.seen.add(row.channel)
      return []
    })
    if (look.length === 0) return
    this.failures = 0
    this.tell('ok', null)
    this.listener.read(look)
  }

  private understand(run: Run, line: string): ReturnType<typeof readSmiRow> {
    const row = run.header === null ? null : readSmiRow(run.header, line)
    if (row !== null || line === '') return row
    const header = readSmiHeader(line)
    run.header ??= header
    run.unknownField ??= unknownSmiField(line)
    const isBrokenRow = run.header !== null && line.includes(',')
    if (header === null && !isBrokenRow) run.words = `${run.words} ${line}`.trim().slice(0, longestDetail)
    return null
  }

  private ended(run: Run, otherwise: string): void {
    if (this.run !== run) return
    // A last line without its end may be cut off within a number: words may be taken from it, a reading not.
    for (const rest of Object.values(run.unfinished)) this.understand(run, rest.trim())
    const unknown = run.unknownField
    if (unknown !== null && unknown !== 'power.draw' && this.fields.includes(unknown)) {
      this.stopTimer()
      this.fields = this.fields.filter((field) => field !== unknown)
      this.begin()
      return
    }
    this.fail(run, 'failing', run.words || otherwise)
  }

  private fail(run: Run, state: 'missing' | 'failing', detail: string | null): void {
    if (this.run !== run) return
    this.run = null
    this.stopTimer()
    const wait = patience[Math.min(this.failures, patience.length - 1)] ?? 0
    this.failures += 1
    this.stopTimer = this.clock.after(wait, () => {
      this.begin()
    })
    this.tell(state, detail)
  }

  private tell(state: MeterState, detail: string | null): void {
    const telling = JSON.stringify([state, detail])
    if (telling === this.told) return
    this.told = telling
    this.listener.changed(state, detail)
  }
}
