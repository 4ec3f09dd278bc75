import type { Currency } from '../core/money.ts'
import { parseMonth } from '../core/period.ts'
import type {
  EnergyTerms,
  Investment,
  Opex,
  Quality,
  RigFigures,
  Scenario,
  Workload,
} from '../core/payback/scenario.ts'
import { count, decimal, kwh, monthShort, unitPrice, units } from './figures.ts'
import { counted } from './words.ts'

/** One input of a scenario in words; unlike `ScenarioInput` it needs no ledger, so it can be told of any scenario. */
export type WrittenInput = { readonly label: string; readonly written: string }

type Reads<T> = readonly (readonly [label: string, write: (of: T, currency: Currency) => string])[]

/** `12.35%`: exact enough that inputs that differ do not look alike. */
const share = (value: number): string => `${decimal(value * 100, 4)}%`
const limit = (value: number | null, unit: string): string =>
  value === null ? 'not known' : `${decimal(value, 4)} ${unit}`
const monthsOrEndless = (months: number | null): string =>
  months === null ? 'without end' : counted(months, 'month')
const joined = (parts: readonly string[], none: string): string =>
  parts.length === 0 ? none : parts.join(', ')

/** `0%, then 100%`: a value a month, the last of which goes on. */
const course = (values: readonly number[], none: string): string => {
  const runs: { readonly value: number; months: number }[] = []
  for (const value of values) {
    const last = runs.at(-1)
    if (last?.value === value) last.months += 1
    else runs.push({ value, months: 1 })
  }
  return joined(
    runs.map(({ value, months }, at) =>
      at === runs.length - 1
        ? `${at === 0 ? '' : 'then '}${share(value)}`
        : `${share(value)} for ${counted(months, 'month')}`,
    ),
    none,
  )
}

const frame: Reads<Scenario> = [
  ['First month', ({ month0 }) => writtenMonth(month0)],
  ['Horizon', ({ horizonMonths }) => counted(horizonMonths, 'month')],
  ['Discount rate, a year', ({ discountRateAnnual }) => share(discountRateAnnual)],
  ['Hours in a month', ({ hoursPerMonth }) => decimal(hoursPerMonth, 2)],
  ['Share of the month the rig stands ready', ({ live }) => course(live, 'always')],
  ['Share of the work moved', ({ ramp }) => course(ramp, 'all at once')],
  ['Share of the work mirrored', ({ shadow }) => course(shadow, 'none')],
  [
    'Announced price changes',
    ({ priceSteps }) =>
      joined(
        priceSteps.map(
          ({ fromMonth, workload, factor }) =>
            `× ${decimal(factor, 4)} from month ${count(fromMonth)}${workload === undefined ? '' : ` for ${workload}`}`,
        ),
        'none',
      ),
  ],
  [
    'Resale value',
    ({ residualCurve }) =>
      joined(
        residualCurve.map(([months, fraction]) => `${share(fraction)} after ${counted(months, 'month')}`),
        'none counted',
      ),
  ],
  [
    'Months that are over',
    ({ actuals }) => (actuals.length === 0 ? 'none' : counted(actuals.length, 'month')),
  ],
]

const purchased =
  (kind: Investment['kind']): Reads<Scenario>[number][1] =>
  ({ investments }, currency) =>
    joined(
      investments
        .filter((investment) => investment.kind === kind)
        .map(
          ({ month, amount, addsNodes, note }) =>
            `${units(amount, currency)} in month ${count(month)}${addsNodes === undefined ? '' : `, adds ${counted(addsNodes, 'node')}`}${note === undefined ? '' : ` (${note})`}`,
        ),
      'none',
    )
const purchases: Reads<Scenario> = [
  ['Hardware', purchased('capex')],
  ['Set-up', purchased('setup')],
  ['Training', purchased('training')],
  ['Taking down', purchased('decommission')],
]

const rig: Reads<RigFigures> = [
  ['nodes', ({ nodes }) => count(nodes)],
  ['writes', ({ decodeTps }) => limit(decodeTps, 'tokens/s')],
  ['reads', ({ prefillTps }) => limit(prefillTps, 'tokens/s')],
  ['availability', ({ availability }) => share(availability)],
  ['hours of work a day', ({ hoursPerDay }) => decimal(hoursPerDay, 2)],
  ['hours switched on a day', ({ onHoursPerDay }) => decimal(onHoursPerDay, 2)],
  ['busy at most', ({ maxUtil }) => share(maxUtil)],
  ['power under load', ({ loadW }) => `${decimal(loadW, 2)} W`],
  ['power when idle', ({ idleW }) => `${decimal(idleW, 2)} W`],
  ['memory', ({ memoryGb }) => limit(memoryGb, 'GB')],
  ['bandwidth', ({ bandwidthGbs }) => limit(bandwidthGbs, 'GB/s')],
]

const tariff = ({ tariff: terms }: EnergyTerms, currency: Currency): string =>
  'flat' in terms
    ? unitPrice(terms.flat, currency)
    : joined(
        terms.bands.map(
          ({ rate, share: part, hours }) =>
            `${unitPrice(rate, currency)}${part === undefined ? '' : ` for ${share(part)}`}${hours === undefined ? '' : ` for ${decimal(hours, 2)} h`}`,
        ),
        'none',
      )
const energy: Reads<EnergyTerms> = [
  ['Electricity, per kWh', tariff],
  ['Electricity dearer by, a year', ({ escalationAnnual }) => share(escalationAnnual)],
  ['Cooling and losses (PUE)', ({ pue }) => decimal(pue, 4)],
  ['Fixed electricity fee, a month', ({ fixedMonthly }, currency) => units(fixedMonthly, currency)],
  [
    'Measured energy',
    ({ measuredKwh }) => {
      const measured = Object.values(measuredKwh)
      return measured.length === 0
        ? 'none'
        : `${kwh(measured.reduce((sum, value) => sum + value, 0))} in ${counted(measured.length, 'month')}`
    },
  ],
]

const amount =
  (read: (opex: Opex) => number): Reads<Opex>[number][1] =>
  (opex, currency) =>
    units(read(opex), currency)
const running: Reads<Opex> = [
  ['Engineering hours, a month', ({ engHoursPerMonth }) => decimal(engHoursPerMonth, 2)],
  ['Engineering, per hour', amount(({ engRate }) => engRate)],
  [
    'Maintenance, share of hardware a year',
    ({ maintenancePctCapexAnnual }) => share(maintenancePctCapexAnnual),
  ],
  ['Colocation, a month', amount(({ coloMonthly }) => coloMonthly)],
  ['Licences, a month', amount(({ licencesMonthly }) => licencesMonthly)],
  ['Lease, a month', amount(({ leaseMonthly }) => leaseMonthly)],
  ['Lease runs', ({ leaseMonths }) => counted(leaseMonths, 'month')],
  ['Rigs that fail in a year', ({ afr }) => share(afr)],
  ['Replacement', amount(({ replacementCost }) => replacementCost)],
  ['Warranty', ({ warrantyMonths }) => counted(warrantyMonths, 'month')],
]

const policies: Readonly<Record<Quality['policy'], string>> = {
  fallback: 'failures go to the API',
  retry: 'tried again locally',
  haircut: 'a share of the saving is lost',
}
const work: Reads<Workload> = [
  ['spend a month', ({ spend }, currency) => units(spend, currency)],
  ['tokens in', ({ tokensIn }) => count(tokensIn)],
  ['tokens out', ({ tokensOut }) => count(tokensOut)],
  ['requests', ({ requests }) => count(requests)],
  ['can run on the rig', ({ routableShare }) => share(routableShare)],
  ['must run on the rig', ({ forcedLocal }) => (forcedLocal ? 'yes' : 'no')],
  ['bad answers', ({ quality }) => policies[quality.policy]],
  ['useful answers, API', ({ quality }) => share(quality.qApi)],
  ['useful answers, rig', ({ quality }) => share(quality.qLocal)],
  ['saving lost', ({ quality }) => share(quality.haircut)],
  ['cost of an unnoticed bad answer', ({ failureCost }, currency) => unitPrice(failureCost, currency)],
  ['growth a month', ({ growthMonthly }) => share(growthMonthly)],
  ['grows for', ({ growthMonths }) => monthsOrEndless(growthMonths)],
  ['API price change a month', ({ apiPriceChangeMonthly }) => share(apiPriceChangeMonthly)],
  ['price changes for', ({ priceMonths }) => monthsOrEndless(priceMonths)],
  ['committed until month', ({ avoidableFromMonth }) => count(avoidableFromMonth)],
  ['local tokens for one of the API', ({ tokenRatio }) => decimal(tokenRatio, 4)],
]

/** `2026-07` as `Jul 2026`. */
function writtenMonth(text: string): string {
  const month = parseMonth(text)
  return month === null ? text : monthShort(month)
}

function read<T>(reads: Reads<T>, of: T, currency: Currency, prefix = ''): readonly WrittenInput[] {
  return reads.map(([label, write]) => ({ label: `${prefix}${label}`, written: write(of, currency) }))
}

/** Everything a scenario assumes, labelled. Work and rigs carry their name in the label. */
export const inputsOf = (scenario: Scenario, currency: Currency): readonly WrittenInput[] => [
  ...scenario.workloads.flatMap((workload) => read(work, workload, currency, `${workload.id}: `)),
  ...read(purchases, scenario, currency),
  ...read(rig, scenario.rig, currency, 'Rig: '),
  ...scenario.otherRigs.flatMap((other) => [
    ...read(rig, other, currency, `${other.name}: `),
    { label: `${other.name}: share of the month it stands ready`, written: course(other.live, 'always') },
  ]),
  ...read(energy, scenario.energy, currency),
  ...read(running, scenario.opex, currency),
  ...read(frame, scenario, currency),
]
