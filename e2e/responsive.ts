import type { ElectronApplication, Page } from '@playwright/test'

/** Milliseconds between two beats, which are how a thread's blocks are seen. */
const beat = 4

/** What was seen of a thread, in milliseconds. */
export type Seen = {
  /**
   * How late 99 of 100 beats came at most, without the time in which the thread could run and the system let another
   * program run: Linux says how long that was, elsewhere it counts.
   */
  readonly lateP99: number
  /** The latest beat, whoever had the processor. */
  readonly latest: number
  /** The most of the processor that the thread itself used between two beats: no block of its own was longer. */
  readonly busiest: number
}

type Beats = {
  readonly late: number[]
  readonly raw: number[]
  readonly busy: number[]
  timer: NodeJS.Timeout
}

/** Begins to watch the thread that main runs on. */
export const watchMain = (app: ElectronApplication): Promise<void> =>
  app.evaluate((_electron, every) => {
    const { existsSync, readFileSync } = process.getBuiltinModule('node:fs')
    const queue = '/proc/self/schedstat'
    const queued = existsSync(queue)
      ? (): number => Number(readFileSync(queue, 'utf8').split(' ')[1]) / 1e6
      : (): number => 0
    const beats: Beats = { late: [], raw: [], busy: [], timer: setTimeout(() => undefined, 0) }
    let at = performance.now()
    let used = process.threadCpuUsage()
    let waited = queued()
    const tick = (): void => {
      const now = performance.now()
      const more = process.threadCpuUsage(used)
      const waits = queued()
      beats.raw.push(now - at - every)
      beats.late.push(now - at - every - (waits - waited))
      beats.busy.push((more.user + more.system) / 1000)
      at = now
      waited = waits
      used = process.threadCpuUsage()
      beats.timer = setTimeout(tick, every)
    }
    beats.timer = setTimeout(tick, every)
    Object.assign(globalThis, { breakwattBeats: beats })
  }, beat)

/** Ends the watch and says what was seen. */
export const seenOfMain = (app: ElectronApplication): Promise<Seen> =>
  app.evaluate(() => {
    const { breakwattBeats } = globalThis as unknown as { breakwattBeats: Beats }
    clearTimeout(breakwattBeats.timer)
    const late = breakwattBeats.late.toSorted((a, b) => a - b)
    return {
      lateP99: late[Math.floor(late.length * 0.99)] ?? 0,
      latest: Math.max(...breakwattBeats.raw),
      busiest: Math.max(...breakwattBeats.busy),
    }
  })

type TraceEvent = {
  readonly name: string
  readonly ph: string
  readonly tid: number
  readonly pid: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** Watches the page's thread while something is done: Chromium's own record of its tasks. */
export async function watchPage(page: Page, doing: () => Promise<void>): Promise<Seen> {
  const devtools = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  devtools.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]))
  })
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline', 'toplevel', '__metadata'] },
  })
  await doing()
  const complete = new Promise((done) => devtools.once('Tracing.tracingComplete', done))
  await devtools.send('Tracing.end')
  await complete
  await devtools.detach()
  const mains = new Set(
    events.flatMap(({ name, args, pid, tid }) =>
      name === 'thread_name' && args?.name === 'CrRendererMain' ? [`${pid} ${tid}`] : [],
    ),
  )
  const tasks = events.filter(
    ({ name, pid, tid, dur }) =>
      (name === 'RunTask' || name === 'ThreadControllerImpl::RunTask') &&
      dur !== undefined &&
      mains.has(`${pid} ${tid}`),
  )
  const lasted = tasks.map(({ dur = 0 }) => dur / 1000).sort((a, b) => a - b)
  return {
    lateP99: lasted[Math.floor(lasted.length * 0.99)] ?? 0,
    latest: Math.max(0, ...lasted),
    busiest: Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000)),
  }
}
