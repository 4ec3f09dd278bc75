import type { Currency } from '../money.ts'
import { assertNever } from '../result.ts'
import type { Comparison, OptionKind, Warning } from './answers.ts'
import type { Irr, Never, NeverReason, OpexLine, PaybackPoint, Projection } from './projection.ts'
import {
  amountText,
  longMonthText,
  monthsText,
  numberText,
  rateText,
  roundAmountText,
  shareText,
  shortMonthText,
  tenthsOfMonthsText,
  tokensText,
} from './written.ts'

export const opexWords: Readonly<Record<OpexLine, string>> = {
  energy: 'electricity',
  maintenance: 'maintenance',
  engineering: 'engineering',
  colo: 'the place it stands in',
  licences: 'licences',
  lease: 'the lease',
  hardwareFailure: 'replacements',
  badAnswers: 'bad answers',
}

/** The mean month of the horizon, month 0 apart. */
export function meanMonth({ months }: Projection): {
  readonly avoided: number
  readonly opex: number
  readonly count: number
} {
  const later = months.slice(1)
  const sum = (of: 'avoided' | 'opex'): number => later.reduce((total, month) => total + month[of], 0)
  const count = Math.max(1, later.length)
  return { avoided: sum('avoided') / count, opex: sum('opex') / count, count }
}

/** Why it never pays, to stand after a colon. */
export function whyNeverWords(never: Never, projection: Projection, currency: Currency): string {
  const { avoided, opex } = meanMonth(projection)
  const saves = `it saves ${roundAmountText(avoided, currency)} a month`
  switch (never.reason) {
    case 'NO_ROUTABLE_SPEND':
      return 'none of the bill may move to the rig'
    case 'QUALITY':
      return 'too much of what the local model does has to be done again on the API'
    case 'CAPACITY':
      return never.servedShare === null
        ? 'the rig is too slow for the work'
        : `the rig can serve only ${shareText(never.servedShare)} of the tokens`
    case 'API_PRICE_FALLING':
      return 'API prices fall faster than the rig earns its price back'
    case 'SPEND_SHRINKING':
      return 'the bill shrinks faster than the rig earns its price back'
    case 'OPEX_EXCEEDS_SAVINGS': {
      const most = never.biggestOpex === null ? '' : `, most of it ${opexWords[never.biggestOpex]},`
      const costs = `running it costs ${roundAmountText(opex, currency)} a month${most}`
      return opex >= avoided
        ? `${costs} and it saves ${roundAmountText(avoided, currency)}`
        : `${costs} of the ${roundAmountText(avoided, currency)} it saves`
    }
    case 'HORIZON':
      return `${saves}, and running it costs ${roundAmountText(opex, currency)}: too slow${never.monthsAtTodaysNet === null ? '' : `, at that rate ${monthsText(Math.ceil(never.monthsAtTodaysNet))}`}`
    case 'INVESTMENT_TOO_LARGE':
      return `${saves}, too little for ${roundAmountText(projection.invested, currency)}`
    case 'NO_SAVINGS':
      return avoided > 0
        ? `${saves}, and running it costs ${roundAmountText(opex, currency)}`
        : 'it saves nothing'
    default:
      return assertNever(never.reason)
  }
}

/** What would have to be otherwise, to stand after `It would pay`. */
const withoutWords: Readonly<Record<NeverReason, string>> = {
  NO_ROUTABLE_SPEND: 'if part of the bill could move',
  QUALITY: 'if the local model were as good as the API',
  CAPACITY: 'if the rig had time for all of it',
  API_PRICE_FALLING: 'if API prices stayed as they are',
  SPEND_SHRINKING: 'if the work did not shrink',
  OPEX_EXCEEDS_SAVINGS: 'if running it cost nothing',
  HORIZON: 'given more years',
  INVESTMENT_TOO_LARGE: 'for a smaller investment',
  NO_SAVINGS: 'if it saved something',
}

/** Every single change that would do, as one sentence; null where none alone does. */
export function bindingWords({ binding }: Never): string | null {
  const ways = binding.filter((reason) => reason !== 'INVESTMENT_TOO_LARGE' && reason !== 'NO_SAVINGS')
  return ways.length === 0
    ? null
    : `It would pay ${ways.map((reason) => withoutWords[reason]).join(', or ')}.`
}

/** The months in which it is behind again; null where it is not. */
export function relapseWords({ relapse }: PaybackPoint, month0: string): string | null {
  const first = relapse[0]
  const last = relapse.at(-1)
  if (first === undefined || last === undefined) return null
  return first === last
    ? `It is behind again in ${longMonthText(month0, first)}.`
    : `It is behind again between ${longMonthText(month0, first)} and ${longMonthText(month0, last)}.`
}

/** `Mar 2027, after 11.1 months`; `never within 36 months`. */
export function pointWords(point: PaybackPoint, month0: string, horizonMonths: number): string {
  switch (point.status) {
    case 'paid':
      return `${shortMonthText(month0, point.month)}, after ${tenthsOfMonthsText(point.fraction)}`
    case 'nothing-to-recover':
      return 'nothing to recover'
    case 'never':
      return `never within ${horizonMonths} months`
    default:
      return assertNever(point)
  }
}

/** The rate of return, or why there is none. */
export function irrWords(irr: Irr): string {
  switch (irr.status) {
    case 'unique':
      return `${rateText(irr.annual)} a year`
    case 'undefined':
      switch (irr.why) {
        case 'no outflow':
          return 'none: nothing is paid out in any month'
        case 'no inflow':
          return 'none: no month brings anything in'
        case 'none found':
          return 'none: no rate makes it come out even'
        default:
          return assertNever(irr.why)
      }
    case 'not unique':
      return irr.mirrAnnual === null
        ? 'not unique: several rates fit'
        : `not unique; ${rateText(irr.mirrAnnual)} a year modified`
    default:
      return assertNever(irr)
  }
}

const optionNames: Readonly<Record<OptionKind, string>> = {
  'api-only': 'Stay on the API',
  'api-optimised': 'API with caching and batches',
  'hybrid-local': 'The rig, and the rest on the API',
  'enough-nodes': 'Enough nodes for all of it',
  'cloud-gpu': 'Rented GPUs',
  'hosted-open-model': 'A hosted open model',
}

export const optionWords = (kind: OptionKind): string => optionNames[kind]

/** Which way is cheapest, or that none clearly is. */
export function winnerWords({ winner, lead, options }: Comparison): string {
  if (options.length < 2) return 'Nothing to compare it with yet.'
  return winner === null
    ? 'No clear winner: the cheapest are closer together than the figures are sure of.'
    : `Cheapest over the horizon, by ${shareText(lead)}: “${optionWords(winner)}”.`
}

/** A doubt about an input, as a sentence. Amounts of money are in `currency`. */
export function warningWords(warning: Warning, currency: Currency): string {
  const value = warning.value ?? 0
  const { limit } = warning
  switch (warning.kind) {
    case 'tokens-not-known':
      return `How many tokens are behind ${amountText(value, currency)} a month is not known, so whether the rig has room for that work is not checked.`
    case 'input-reading-not-counted':
      return 'How fast the rig reads is not known, so reading the input is not counted: this flatters the rig.'
    case 'does-not-fit-memory':
      return `The model needs ${numberText(value, 1)} GB and the rig has ${numberText(limit ?? 0, 1)} GB: it does not fit.`
    case 'above-bandwidth':
      return `${numberText(value, 1)} tokens a second is more than its memory can feed to one stream (${numberText(limit ?? 0, 1)}): possible only for many streams together.`
    case 'overflow':
      return `In its fullest month the rig has no room for ${tokensText(value)} tokens; they stay on the API.`
    case 'idle-power-high':
      return `${numberText(value)} W when idle is much${limit === null ? '' : `, more than ${numberText(limit)} W`}: is it the power under load?`
    case 'load-power-high':
      return `${numberText(value)} W under load is much${limit === null ? '' : `, more than ${numberText(limit)} W`}: check it.`
    case 'implied-power-high':
      return `The electricity implies ${numberText(value)} W around the clock${limit === null ? '' : `, more than the ${numberText(limit)} W the rig draws`}: check the tariff and the power.`
    case 'tariff-unusual':
      return `${amountText(value, currency)} per kWh is unusual: check the tariff.`
    case 'quality-above-api':
      return `A local model ${shareText(value)} as good as the API is better than the API: measure it in a parallel run.`
    case 'pue-below-one':
      return `A PUE of ${numberText(value, 2)} would be cooling that makes electricity: it is at least 1.`
    case 'utilisation-high':
      return `A rig that is busy ${shareText(value)} of its time makes everybody wait: 80% leaves room for queues.`
    case 'price-per-memory-unusual':
      return `${amountText(value, currency)} per GB of memory is unusual: check the price and the memory.`
    case 'engineering-not-counted':
      return 'Nobody’s hours are counted: the rig is taken to run itself.'
    default:
      return assertNever(warning.kind)
  }
}
