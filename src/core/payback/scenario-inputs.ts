import { financeDefaults } from './finance-defaults.ts'
import type { ScenarioInput } from './ground.ts'
import type { GroundFacts } from './ground-facts.ts'
import { standing } from './ground-rigs.ts'
import { assumed, known, usual, wideReach } from './known-input.ts'
import { phasePath, phases } from './migration-plan.ts'
import { engineeringPresets } from './presets.ts'
import { lifeInputs, purchaseInputs, rigInputs } from './rig-inputs.ts'
import type { Scenario } from './scenario.ts'
import { workInputs } from './work-inputs.ts'
import { numberText } from './written.ts'

/** Every input of the app's scenario, with its unit, its source and its reach. */
export function scenarioInputs(facts: GroundFacts, scenario: Scenario): readonly ScenarioInput[] {
  const rigs = standing(facts)
  return [
    ...workInputs(facts, scenario.workloads),
    ...purchaseInputs(facts),
    ...rigInputs('rig', '', scenario.rig, rigs.first),
    ...rigs.others.flatMap((rig, at) => {
      const other = scenario.otherRigs[at]
      return other ? rigInputs(`otherRigs.${at}`, `${rig.name}: `, other, rig) : []
    }),
    ...lifeInputs(facts, scenario),
    ...energyInputs(facts),
    ...peopleInputs(facts, scenario),
    ...phases.map(({ key, label, weeks, reach, source }) =>
      known(
        phasePath(key),
        'migration',
        label,
        'weeks',
        { value: weeks, origin: 'preset', source, date: null },
        {
          ...reach,
          step: 1,
        },
      ),
    ),
    known(
      'discountRateAnnual',
      'money',
      'Discount rate',
      'a year',
      usual(financeDefaults.discountRateAnnual),
      {
        low: 0,
        high: 0.3,
        step: 0.005,
      },
    ),
    known('horizonMonths', 'money', 'Looked ahead', 'months', usual(financeDefaults.horizonMonths), {
      low: 12,
      high: 120,
      step: 1,
    }),
    known('hoursPerMonth', 'money', 'Hours in a month', 'hours', usual(financeDefaults.hoursPerMonth), {
      low: 100,
      high: 744,
      step: 1,
    }),
  ]
}

const energyInputs = ({ currency, tariff }: GroundFacts): readonly ScenarioInput[] => [
  known('energy.tariff.flat', 'energy', 'Price of electricity', `${currency} per kWh`, tariff, {
    low: 0,
    high: Math.max(0.8, (tariff.value ?? 0) * 2),
    step: 0.005,
  }),
  known('energy.escalationAnnual', 'energy', 'Electricity gets dearer by', 'a year', assumed(0), {
    low: -0.1,
    high: 0.2,
    step: 0.005,
  }),
  known(
    'energy.pue',
    'energy',
    'Cooling and losses (PUE)',
    'times the power',
    assumed(
      1,
      'assumption: an office without cooling of its own; data centres have 1.56 (Uptime Institute, 2024)',
    ),
    { low: 1, high: 2.5, step: 0.01 },
  ),
  known(
    'energy.fixedMonthly',
    'energy',
    'Fixed fee for electricity',
    `${currency} a month`,
    assumed(0),
    wideReach(null, 100),
  ),
]

/** What sources tell of the hours that running a model takes. */
const hoursTold = engineeringPresets
  .flatMap(({ name, runHoursPerMonth, source }) =>
    runHoursPerMonth === null ? [] : [`${name}: about ${numberText(runHoursPerMonth)} (${source})`],
  )
  .join('; ')

/** People's hours are a line of their own, also while they are none. */
const peopleInputs = ({ currency }: GroundFacts, { opex }: Scenario): readonly ScenarioInput[] => [
  known(
    'opex.engHoursPerMonth',
    'people',
    'Engineering',
    'hours a month',
    assumed(0, `not counted until you say so; ${hoursTold}`),
    { low: 0, high: 160, step: 0.5 },
  ),
  known(
    'opex.engRate',
    'people',
    'Price of an hour of engineering',
    currency,
    {
      value: opex.engRate,
      origin: 'preset',
      source:
        'article 004: up to 50,000 a year for a quarter of an engineer, 43.3 hours a month; in USD, not verified',
      date: null,
    },
    { low: 0, high: 300, step: 1 },
  ),
  known(
    'opex.coloMonthly',
    'people',
    'Colocation',
    `${currency} a month`,
    assumed(0),
    wideReach(null, 1_000),
  ),
  known(
    'opex.licencesMonthly',
    'people',
    'Licences',
    `${currency} a month`,
    assumed(0),
    wideReach(null, 1_000),
  ),
  known('opex.leaseMonthly', 'people', 'Lease', `${currency} a month`, assumed(0), wideReach(null, 2_000)),
  known('opex.leaseMonths', 'people', 'Length of the lease', 'months', assumed(0), {
    low: 0,
    high: 60,
    step: 1,
  }),
]
