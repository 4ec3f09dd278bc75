import type { PaybackAnswer } from '../core/payback.ts'
import { firstDayOf, startOfDay, type Month } from '../core/period.ts'
import { assertNever } from '../core/result.ts'

/** The payback answer as a sentence, with the one thing to do where there is one. */
export function paybackWords(answer: PaybackAnswer): string {
  switch (answer.status) {
    case 'paid':
      return `Pays off in ${monthWords(answer.calendarMonth ?? 0)}, month ${answer.month ?? 0} (${(answer.fraction ?? 0).toFixed(1)} months)${capacityWords(answer)}.`
    case 'never':
      return `Never: ${neverWords(answer)}`
    case 'not-enough-history':
      return `Not enough history: ${answer.completeMonths.length} of 3 complete months. Import the bills of more whole months.`
    case 'nothing-to-recover':
      return 'Nothing to recover: the rig costs nothing, and it saves from the first month.'
    default:
      return assertNever(answer.status)
  }
}

/** What an answer takes for granted about the rig's speed, or how much of the work it leaves to the API. */
function capacityWords({ servedShare }: PaybackAnswer): string {
  if (servedShare === null)
    return ', if the rig is fast enough for all of that work, which could not be checked'
  return servedShare < 1
    ? `, though the rig can serve only ${Math.round(servedShare * 100)} % of those tokens`
    : ''
}

function neverWords({ reason, servedShare, running, saved, currency }: PaybackAnswer): string {
  const money = (units: number | null): string =>
    new Intl.NumberFormat('en', { style: 'currency', currency }).format(units ?? 0)
  switch (reason) {
    case 'no-routable-spend':
      return 'no part of the bill may move to the rig.'
    case 'capacity':
      return `the rig can serve only ${Math.round((servedShare ?? 0) * 100)} % of the tokens.`
    case 'running-cost':
      return `running it costs ${money(running)} a month and saves ${money(saved)}.`
    case 'horizon':
      return `it saves ${money((saved ?? 0) - (running ?? 0))} a month after its running cost, too little to pay within three years.`
    case 'saving-too-small':
    case null:
      return `it saves ${money(saved)} a month, too little for its price and its running cost.`
    default:
      return assertNever(reason)
  }
}

/** `Mar 2027`. */
const monthWords = (month: Month): string =>
  new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    startOfDay(firstDayOf(month)),
  )
