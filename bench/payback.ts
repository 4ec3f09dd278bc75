import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import type { Driver, DriverRanges } from '../src/core/payback/answers.ts'
import { baseOf, defaultRanges } from '../src/core/payback/drivers.ts'
import { breakEven } from '../src/core/payback/break-even.ts'
import { project } from '../src/core/payback/project.ts'
import { monteCarlo } from '../src/core/payback/monte-carlo.ts'
import { reportOf } from '../src/core/payback/report.ts'
import { switchingReach, switchingValues } from '../src/core/payback/switching.ts'
import { tornado } from '../src/core/payback/tornado.ts'
import { plainAnswers } from './payback-plain-answers.ts'
import { plainRange } from './payback-plain.ts'
import { answerCases, benchAlternatives, benchScenario as scenario } from './payback-scenario.ts'

/**
 * The range and the full answer of one payback question against the plain implementation beside this file, in turns
 * (A B A B) in one process. Both must give the same figures. Wall times, and CPU times for a busy machine.
 *
 *   npm run bench:payback -- [--runs 2000] [--rounds 9]
 */
const { values: options } = parseArgs({
  options: { runs: { type: 'string', default: '2000' }, rounds: { type: 'string', default: '9' } },
})
const runs = Number(options.runs)
const rounds = Number(options.rounds)

/** performance.md section 5: ms for the range and for the answer without chance, and times faster than plain. */
const targets = { rangeMs: 150, answerMs: 16, faster: 3 }
/** Rounds before the first that counts: both get compiled. */
const warmUps = 3

const quality = baseOf(scenario, 'quality')
const ranges: DriverRanges = defaultRanges(scenario, [quality - 0.15, quality, quality + 0.08])

type Measured = { readonly ms: number; readonly cpuMs: number }
type Contender<Answer> = { readonly answer: () => Answer; readonly times: Measured[] }

const contender = <Answer>(answer: () => Answer): Contender<Answer> => ({ answer, times: [] })

function measure(work: () => unknown): Measured {
  const cpu = process.cpuUsage()
  const start = performance.now()
  work()
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  return { ms, cpuMs: (user + system) / 1000 }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

const told = (target: string, reached: boolean): void => {
  console.log(`${reached ? 'Reached' : 'NOT REACHED'}: ${target}`)
  if (!reached) process.exitCode = 1
}

function same(what: string, one: number | null, other: number | null): void {
  const near =
    one === null || other === null
      ? one === other
      : Object.is(one, other) || Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(one))
  if (!near) throw new Error(`The two disagree on ${what}: ${one} and ${other}`)
}

type Clock = keyof Measured
const of = ({ times }: Contender<unknown>, clock: Clock): number => median(times.map((one) => one[clock]))

function inTurns(contenders: readonly Contender<unknown>[]): void {
  for (let round = -warmUps; round < rounds; round += 1)
    for (const { answer, times } of contenders) {
      const measured = measure(answer)
      if (round >= 0) times.push(measured)
    }
}

function compare(what: string, ours: Contender<unknown>, plain: Contender<unknown>): void {
  inTurns([ours, plain])
  const ratio = (clock: Clock): number => of(plain, clock) / of(ours, clock)
  console.log(`\n${what}; median of ${rounds}`)
  console.log('             wall ms     CPU ms')
  for (const [name, one] of [
    ['breakwatt', ours],
    ['plain', plain],
  ] as const)
    console.log(
      `${name.padEnd(10)} ${of(one, 'ms').toFixed(2).padStart(9)} ${of(one, 'cpuMs').toFixed(2).padStart(10)}`,
    )
  console.log(`${ratio('ms').toFixed(1)} times faster; by CPU time ${ratio('cpuMs').toFixed(1)} times`)
  told(`at least ${targets.faster} times faster than plain, by CPU time`, ratio('cpuMs') >= targets.faster)
}

console.log(
  `${cpus().length} cores, Node ${process.version}; ${scenario.workloads.length} workloads, ${scenario.horizonMonths} months`,
)

const ourRange = contender(() => monteCarlo(scenario, ranges, runs, 1))
const theirRange = contender(() => plainRange(scenario, ranges, runs, 1))
{
  const [a, b] = [ourRange.answer(), theirRange.answer()]
  const finite = (month: number): number | null => (Number.isFinite(month) ? month : null)
  same('P10', a.p10, finite(b.p10))
  same('P50', a.p50, finite(b.p50))
  same('P90', a.p90, finite(b.p90))
  same('the share of never', a.shareNever, b.shareNever)
  for (const [m, low] of a.band.low.entries()) same(`the band of month ${m}`, low, b.band.low[m] ?? null)
  for (const [m, high] of a.band.high.entries()) same(`the band of month ${m}`, high, b.band.high[m] ?? null)
  console.log(`Both: P10 ${a.p10}, P50 ${a.p50}, P90 ${a.p90}, never ${(a.shareNever * 100).toFixed(1)} %`)
}
compare(`Range of ${runs} runs`, ourRange, theirRange)
told(`the range within ${targets.rangeMs} ms of CPU time`, of(ourRange, 'cpuMs') <= targets.rangeMs)

for (const [what, asked] of Object.entries(answerCases)) {
  const reach = (driver: Driver): readonly [number, number] => switchingReach(asked, driver)
  const ours = contender(() => ({
    projection: project(asked),
    tornado: tornado(asked, ranges),
    switching: switchingValues(asked, ranges),
    breakEven: breakEven(asked, asked.horizonMonths),
  }))
  const plain = contender(() => plainAnswers(asked, ranges, reach, asked.horizonMonths))
  const [a, b] = [ours.answer(), plain.answer()]
  const { payback, npv } = a.projection
  same('the month', payback.month, b.projection.payback)
  same('NPV', npv, b.projection.npv)
  same('the break-even volume', a.breakEven.multiplier, b.multiplier)
  same('how many IRRs there are', a.projection.irr.monthlyRoots.length, b.irr.length)
  for (const [place, root] of a.projection.irr.monthlyRoots.entries())
    same('an IRR', root, b.irr[place] ?? null)
  for (const [place, bar] of a.tornado.entries()) {
    same(`${bar.driver} at its low`, bar.npvLow, b.tornado[place]?.npvLow ?? null)
    same(`${bar.driver} at its high`, bar.npvHigh, b.tornado[place]?.npvHigh ?? null)
  }
  for (const [place, { driver, value }] of a.switching.entries())
    same(`the switching value of ${driver}`, value, b.switching[place]?.value ?? null)
  console.log(
    `\nBoth: ${payback.month === null ? 'never' : `month ${payback.month}`}, NPV ${npv.toFixed(2)}, the same tornado and switching values`,
  )
  compare(`Projection, IRR, tornado, switching values, break-even: ${what}`, ours, plain)
  const whole = contender(() => reportOf(asked, ranges, benchAlternatives, 0))
  inTurns([whole])
  console.log(
    `With comparison, warnings and reasons: ${of(whole, 'ms').toFixed(2)} ms, CPU ${of(whole, 'cpuMs').toFixed(2)} ms`,
  )
  told(`the whole answer within ${targets.answerMs} ms of CPU time`, of(whole, 'cpuMs') <= targets.answerMs)
}
