import { compare } from '../core/payback/comparison.ts'
import { variationsOf } from '../core/payback/drivers.ts'
import { simulateInSteps } from '../core/payback/monte-carlo.ts'
import { reportOf } from '../core/payback/report.ts'
import { rangeRuns, type Ask, type Parts, type Worked } from './paybackParts.ts'

let latest: Ask | null = null

self.addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  const isIdle = latest === null
  latest = data
  if (isIdle) void work()
})

/** Answers the newest question there is, and stops at one that was overtaken. */
async function work(): Promise<void> {
  while (latest !== null) {
    await messages()
    const ask: Ask = latest
    const answer = ask.part === 'report' ? report(ask) : await range(ask)
    if (answer !== null) self.postMessage({ turn: ask.turn, answer } satisfies Worked)
    if (isNewest(ask)) latest = null
  }
}

const isNewest = (ask: Ask): boolean => latest === ask

/** Without a spread: the range brings it. */
const report = ({ question: { scenario, ranges, alternatives } }: Ask): Parts['report'] =>
  reportOf(scenario, ranges, alternatives, 0)

/** Null where a newer question came in between. */
async function range(ask: Ask): Promise<Parts['range'] | null> {
  const { scenario, ranges, alternatives } = ask.question
  const steps = simulateInSteps(scenario, variationsOf(ranges), rangeRuns.count, rangeRuns.seed)
  for (;;) {
    const step = steps.next()
    if (step.done === true)
      return { range: step.value, comparison: compare(scenario, alternatives, step.value.npvSpread) }
    await messages()
    if (!isNewest(ask)) return null
  }
}

/** Lets messages in that wait; a timer would add milliseconds to every turn. */
const messages = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
