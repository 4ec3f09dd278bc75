import type { Month } from '../period.ts'
import { financeDefaults } from './finance-defaults.ts'
import { firstPurchase, type GroundFacts, type GroundRig, type Known } from './ground-facts.ts'
import type { Investment, OtherRig, RigFigures, Scenario } from './scenario.ts'

/** What a migration costs in people's time, as a line of its own even while it is nothing. */
export const migrationLabour = 'Labour of the migration'

/** The rigs as a scenario has them: the first, those that are more nodes of it, and those of other kinds. */
export type Standing = {
  readonly month0: Month
  readonly first: GroundRig
  readonly more: readonly GroundRig[]
  readonly others: readonly GroundRig[]
}

/** An investment of the scenario, and where its amount comes from. */
export type KnownInvestment = { readonly investment: Investment; readonly amount: Known }

export function standing({ rigs }: Pick<GroundFacts, 'rigs'>): Standing {
  const ordered = rigs.toSorted((a, b) => a.purchases[0].month - b.purchases[0].month)
  const [first = rigs[0], ...rest] = ordered
  const more = rest.filter((rig) => isMoreOf(first, rig))
  return {
    month0: firstPurchase(rigs),
    first,
    more,
    others: rest.filter((rig) => !more.includes(rig)),
  }
}

/**
 * Nodes that are bought later serve from the month after their purchase (`addsNodes`), those of month 0 as the first
 * rig's do: a rig with its figures that is ready just then is more of it.
 */
function isMoreOf(first: GroundRig, rig: GroundRig): boolean {
  const bought = rig.purchases[0].month
  const readyAsBought =
    bought === first.purchases[0].month
      ? rig.ready.month === first.ready.month && rig.ready.share === first.ready.share
      : rig.ready.month === bought && rig.ready.share === 0
  return readyAsBought && JSON.stringify(figuresOf(first)) === JSON.stringify(figuresOf(rig))
}

/** Of one node; power that is not known is nothing, and is to be asked for. */
export const figuresOf = ({ figures, boardW }: GroundRig): Omit<RigFigures, 'nodes'> => ({
  decodeTps: figures.decodeTps.value,
  prefillTps: figures.prefillTps.value,
  availability: financeDefaults.availability.value,
  hoursPerDay: 24,
  onHoursPerDay: 24,
  maxUtil: financeDefaults.maxUtilisation.value,
  loadW: figures.loadW.value ?? 0,
  idleW: figures.idleW.value ?? 0,
  memoryGb: figures.memoryGb.value,
  bandwidthGbs: figures.bandwidthGbs.value,
  modelGb: figures.modelGb.value,
  activeGb: null,
  boardW,
})

/** Nodes of the first kind that stand from the beginning. */
export const firstNodes = ({ month0, first, more }: Standing): number =>
  sum([first, ...more].map(({ purchases: [purchase] }) => (purchase.month === month0 ? purchase.nodes : 0)))

export const nodesOf = (rig: GroundRig): number => sum(rig.purchases.map(({ nodes }) => nodes))

/** Rigs beside the first do not grow in a scenario: all their nodes stand from their first day. */
export const otherRigs = ({ others, month0 }: Standing): readonly OtherRig[] =>
  others.map((rig) => ({
    ...figuresOf(rig),
    name: rig.name,
    nodes: nodesOf(rig),
    live: readiness(rig, month0),
  }))

/** Share of each month it stands ready; the last one goes on. */
export function readiness({ ready }: GroundRig, month0: Month): readonly number[] {
  if (ready.month < month0) return [1]
  return [...Array.from({ length: ready.month - month0 }, () => 0), ready.share, 1]
}

/** Every purchase by month, what setting up costs, and the labour of moving the work. */
export function investments({ month0, first, more, others }: Standing): readonly KnownInvestment[] {
  const bought = [first, ...more, ...others].flatMap((rig) =>
    rig.purchases.map(({ month, price, nodes, note }, at): KnownInvestment => {
      const stands = others.includes(rig) || (at === 0 && month === month0)
      return {
        investment: {
          month: month - month0,
          amount: price.value ?? 0,
          kind: 'capex',
          ...(!stands && { addsNodes: nodes }),
          note,
        },
        amount: price,
      }
    }),
  )
  const setUp = [first, ...more, ...others].flatMap((rig): readonly KnownInvestment[] =>
    rig.setupCost.value === null
      ? []
      : [
          {
            investment: {
              month: rig.purchases[0].month - month0,
              amount: rig.setupCost.value,
              kind: 'setup',
              note: `Setting up ${rig.name}`,
            },
            amount: rig.setupCost,
          },
        ],
  )
  const labour: KnownInvestment = {
    investment: { month: 0, amount: 0, kind: 'setup', note: migrationLabour },
    amount: {
      value: 0,
      origin: 'assumption',
      source: 'your own people’s time is not counted until you say what it costs',
      date: null,
    },
  }
  return [...bought.toSorted((a, b) => a.investment.month - b.investment.month), ...setUp, labour]
}

/** One rate for all: each rig's by what it costs to replace. The shortest warranty holds. */
export function failureOf(
  rigs: readonly GroundRig[],
): Pick<Scenario['opex'], 'afr' | 'replacementCost' | 'warrantyMonths'> {
  const costs = rigs.map((rig) => ({
    cost: (rig.replacementCost.value ?? 0) * nodesOf(rig),
    rate: rig.failureRate.value ?? 0,
  }))
  const replacementCost = sum(costs.map(({ cost }) => cost))
  return {
    replacementCost,
    afr: replacementCost > 0 ? sum(costs.map(({ cost, rate }) => cost * rate)) / replacementCost : 0,
    warrantyMonths: Math.min(...rigs.map(({ warrantyMonths }) => warrantyMonths.value ?? 0)),
  }
}

/** The rig most was paid for: its resale curve, warranty and failures speak for all. */
export const dearest = (rigs: GroundFacts['rigs']): GroundRig => {
  const paid = (rig: GroundRig): number => sum(rig.purchases.map(({ price }) => price.value ?? 0))
  return rigs.reduce((most, rig) => (paid(rig) > paid(most) ? rig : most))
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
