import { parseArgs } from 'node:util'
import type { PaybackAnswer, PaybackQuestion } from '../core/payback.ts'
import { monthText } from '../core/period.ts'
import { answerPayback } from '../flows/answer-payback.ts'
import type { Ledger } from '../ledger/open.ts'
import { listRigs } from '../ledger/rigs.ts'
import { paybackWords } from './payback-words.ts'
import { failed, said, table, unknown, type Output, type Usage } from './output.ts'

const options = {
  preset: { type: 'string' },
  rig: { type: 'string' },
  price: { type: 'string' },
  watts: { type: 'string' },
  'price-per-kwh': { type: 'string' },
  share: { type: 'string' },
} as const

/** `payback --preset NAME | --rig NAME [--price P] [--watts W] [--price-per-kwh X] [--share S]` */
export function paybackCommand(ledger: Ledger, args: readonly string[], now: number): Output | Usage {
  const { values } = parseArgs({ args: [...args], options })
  if (values.preset === undefined && values.rig === undefined)
    return { usage: 'payback needs a rig: payback --preset NAME, or --rig NAME for one of your own' }
  const numbers = [values.price, values.watts, values['price-per-kwh'], values.share]
  const notNumber = numbers.find((text) => text !== undefined && !Number.isFinite(Number(text || 'none')))
  if (notNumber !== undefined) return { usage: `${notNumber} is not a number` }
  const rig = values.rig === undefined ? undefined : listRigs(ledger).find(({ name }) => name === values.rig)
  if (values.rig !== undefined && !rig) return failed({ kind: 'no-such-rig', name: values.rig })
  const question: PaybackQuestion = {
    ...(values.preset !== undefined && { presetId: values.preset }),
    ...(values.price !== undefined && { price: Number(values.price) }),
    ...(values.watts !== undefined && { loadWatts: Number(values.watts) }),
    ...(values['price-per-kwh'] !== undefined && { pricePerKwh: Number(values['price-per-kwh']) }),
    ...(values.share !== undefined && { routableShare: Number(values.share) }),
    ...(rig && { rigId: rig.id }),
  }
  const answer = answerPayback(ledger, question, now)
  return answer.ok ? said(answerJson(answer.value), answerWords(answer.value)) : failed(answer.problem)
}

const answerJson = (answer: PaybackAnswer) => ({
  status: answer.status,
  month: answer.month,
  fraction: answer.fraction,
  calendarMonth: answer.calendarMonth === null ? null : monthText(answer.calendarMonth),
  never: answer.reason === null ? null : { reason: answer.reason, binding: answer.binding },
  currency: answer.currency,
  completeMonths: answer.completeMonths.map(monthText),
  savedMonthly: answer.saved,
  runningMonthly: answer.running,
  servedShare: answer.servedShare,
  assumptions: answer.assumptions,
})

function answerWords(answer: PaybackAnswer): string {
  const rows = answer.assumptions.map(({ label, value, unit, source }) => [
    label,
    value === null ? unknown : typeof value === 'number' ? Number(value.toFixed(4)).toString() : value,
    unit,
    source,
  ])
  return `${paybackWords(answer)}\n\n${table(['It rests on', '', '', 'source'], rows, [1])}`
}
