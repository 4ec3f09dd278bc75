import { financeDefaults } from './finance-defaults.ts'
import type { ScenarioInput } from './ground.ts'
import type { GroundFacts, GroundRig } from './ground-facts.ts'
import { dearest, investments, migrationLabour, standing } from './ground-rigs.ts'
import { assumed, known, shareReach, usual, wideReach } from './known-input.ts'
import { unknown } from './preset-rig.ts'
import type { RigFigures, Scenario } from './scenario.ts'

/** The amount of every investment. */
export const purchaseInputs = (facts: GroundFacts): readonly ScenarioInput[] =>
  investments(standing(facts)).map(({ investment, amount }, at) =>
    known(
      `investments.${at}.amount`,
      investment.note === migrationLabour ? 'migration' : 'purchase',
      investment.note ?? 'Purchase',
      facts.currency,
      amount,
      wideReach(amount.value, 1_000),
    ),
  )

/** What one kind of rig does and draws; `of` names it where there are several. */
export function rigInputs(
  path: string,
  of: string,
  { nodes }: Pick<RigFigures, 'nodes'>,
  { figures, purchases: [{ price }] }: GroundRig,
): readonly ScenarioInput[] {
  const figure = (
    name: keyof GroundRig['figures'],
    label: string,
    unit: string,
    least: number,
  ): ScenarioInput =>
    known(
      `${path}.${name}`,
      'rig',
      `${of}${label}`,
      unit,
      figures[name],
      wideReach(figures[name].value, least),
    )
  const speed = (name: 'decodeTps' | 'prefillTps', label: string, least: number): ScenarioInput => {
    const input = figure(name, label, 'tokens a second, a node', least)
    return { ...input, reach: { ...input.reach, low: input.reach.step } }
  }
  const hours = { low: 0, high: 24, step: 0.5 }
  return [
    known(
      `${path}.nodes`,
      'rig',
      `${of}nodes`,
      'nodes',
      { ...price, value: nodes },
      { low: 1, high: 16, step: 1 },
    ),
    speed('decodeTps', 'writes', 100),
    speed('prefillTps', 'reads', 1_000),
    figure('loadW', 'power under load', 'W a node', 500),
    figure('idleW', 'power when idle', 'W a node', 100),
    figure('memoryGb', 'memory', 'GB a node', 64),
    figure('bandwidthGbs', 'memory bandwidth', 'GB a second', 1_000),
    figure('modelGb', 'the model with its context', 'GB', 200),
    known(
      `${path}.activeGb`,
      'rig',
      `${of}read for every token`,
      'GB',
      unknown('not known, so taken as the whole model'),
      wideReach(null, 200),
    ),
    known(
      `${path}.availability`,
      'rig',
      `${of}stands ready`,
      'of 1',
      usual(financeDefaults.availability),
      shareReach,
    ),
    known(
      `${path}.maxUtil`,
      'rig',
      `${of}busy at most`,
      'of 1',
      usual(financeDefaults.maxUtilisation),
      shareReach,
    ),
    known(`${path}.hoursPerDay`, 'rig', `${of}takes work`, 'hours a day', assumed(24), hours),
    known(`${path}.onHoursPerDay`, 'rig', `${of}switched on`, 'hours a day', assumed(24), hours),
  ]
}

/** What hardware costs after its purchase, and what it sells for. */
export function lifeInputs(
  { rigs, currency }: GroundFacts,
  { opex, residualCurve }: Scenario,
): readonly ScenarioInput[] {
  const { warrantyMonths, failureRate, replacementCost, resale } = dearest(rigs)
  return [
    known(
      'opex.maintenancePctCapexAnnual',
      'purchase',
      'Maintenance',
      'of the price, a year',
      usual(financeDefaults.maintenanceShareOfPriceAYear),
      { low: 0, high: 0.2, step: 0.005 },
    ),
    known(
      'opex.warrantyMonths',
      'purchase',
      'Warranty',
      'months',
      { ...warrantyMonths, value: opex.warrantyMonths },
      {
        low: 0,
        high: 60,
        step: 1,
      },
    ),
    known(
      'opex.afr',
      'purchase',
      'Fails after the warranty',
      'of 1, a year',
      { ...failureRate, value: opex.afr },
      {
        low: 0,
        high: 0.2,
        step: 0.005,
      },
    ),
    known(
      'opex.replacementCost',
      'purchase',
      'Replacing all of it',
      currency,
      { ...replacementCost, value: opex.replacementCost },
      wideReach(opex.replacementCost, 1_000),
    ),
    ...residualCurve.map(([months, share], at) =>
      known(
        `residualCurve.${at}.1`,
        'purchase',
        `Sells for, after ${months} months`,
        'of its price',
        { value: share, origin: 'preset', source: resale.source, date: resale.date },
        shareReach,
      ),
    ),
  ]
}
