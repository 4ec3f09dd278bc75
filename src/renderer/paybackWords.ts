import type { NeverReason, PaybackAnswer } from '../core/payback.ts'
import { count, duration, monthLong, percent, units } from './figures.ts'
import { counted } from './words.ts'

const neededMonths = 3

const neverWords: Readonly<Record<NeverReason, string>> = {
  'no-routable-spend': 'none of the bill could move to the rig',
  capacity: 'the rig is too slow for the work it would take over',
  'running-cost': 'running it costs more than it saves',
  horizon: 'the saving is too slow',
  'saving-too-small': 'the saving is too small for the price',
}

const horizonOf = (answer: PaybackAnswer): number => answer.months.at(-1)?.index ?? 0

function never(answer: PaybackAnswer): string {
  if (answer.reason === 'horizon') return `Not within ${duration(horizonOf(answer))}.`
  if (answer.reason === 'running-cost' && (answer.running ?? 0) < (answer.saved ?? 0))
    return `Not within ${duration(horizonOf(answer))}: running it eats too much of what it saves.`
  return `Never: ${neverWords[answer.reason ?? 'saving-too-small']}.`
}

/** The answer of the Payback screen. */
export function paybackWords(answer: PaybackAnswer): string {
  switch (answer.status) {
    case 'paid':
      return answer.calendarMonth === null || answer.month === null
        ? 'Pays off.'
        : `Pays off in ${monthLong(answer.calendarMonth)}, month ${count(answer.month)}${answer.servedShare === null ? ', if the rig is fast enough' : ''}.`
    case 'never':
      return never(answer)
    case 'not-enough-history':
      return `Not enough history: ${count(answer.completeMonths.length)} of ${counted(neededMonths, 'complete month')}.`
    case 'nothing-to-recover':
      return 'Nothing to recover: the rig costs nothing.'
  }
}

const bindingWords: Readonly<Record<NeverReason, string>> = {
  'no-routable-spend': 'if part of the bill could move',
  capacity: 'if it were fast enough for all the work',
  'running-cost': 'if running it cost nothing',
  horizon: 'given more years',
  'saving-too-small': 'if it saved more or cost less',
}

/** What stands behind the answer, or what to do about it. */
export function paybackReason(answer: PaybackAnswer): string {
  if (answer.status === 'not-enough-history') {
    const lacking = neededMonths - answer.completeMonths.length
    return `Drop the bills of ${counted(lacking, 'more whole month')} anywhere in this window; the answer follows by itself.`
  }
  const { saved, running, currency } = answer
  if (saved === null || running === null) return ''
  const flow = `Saves ${units(saved, currency)} a month and costs ${units(running, currency)} a month to run`
  const served =
    answer.servedShare !== null && answer.servedShare < 1
      ? ` The rig has time for ${percent(answer.servedShare)} of the work that could move.`
      : answer.servedShare === null
        ? ' Whether it is fast enough for that work could not be checked.'
        : ''
  if (answer.status === 'paid' && answer.fraction !== null)
    return `${flow}: ${duration(answer.fraction)} until the price is back.${served}`
  if (answer.status === 'never' && answer.reason !== 'no-routable-spend')
    return `${flow}. It would pay off ${answer.binding.map((reason) => bindingWords[reason]).join(', or ')}.${served}`
  return `${flow}.${served}`
}
