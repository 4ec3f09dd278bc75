import { parseMonth } from '../period.ts'
import type {
  ActualMonth,
  EnergyTerms,
  Investment,
  Opex,
  OtherRig,
  PriceStep,
  Quality,
  RigFigures,
  Scenario,
  Workload,
} from './scenario.ts'

/** What may be left out of a scenario file: everything. */
export type ScenarioFile = {
  readonly name?: string
  readonly month0?: string
  readonly horizonMonths?: number
  readonly hoursPerMonth?: number
  readonly discountRateAnnual?: number
  readonly workloads?: readonly WorkloadFile[]
  readonly priceSteps?: readonly PriceStep[]
  readonly investments?: readonly (Omit<Investment, 'kind'> & Partial<Pick<Investment, 'kind'>>)[]
  readonly live?: readonly number[]
  readonly ramp?: readonly number[]
  readonly shadow?: readonly number[]
  readonly rig?: Partial<RigFigures>
  readonly otherRigs?: readonly Partial<OtherRig>[]
  readonly energy?: EnergyFile
  readonly opex?: Partial<Opex>
  readonly residualCurve?: Scenario['residualCurve']
  readonly actuals?: readonly ActualFile[]
}

export type WorkloadFile = Partial<Omit<Workload, 'quality'>> & { readonly quality?: Partial<Quality> }

/** Keys of `measuredKwh` are month indices or `YYYY-MM`; the escalation may stand in the tariff. */
export type EnergyFile = Partial<Omit<EnergyTerms, 'measuredKwh' | 'tariff'>> & {
  readonly tariff?: EnergyTerms['tariff'] & { readonly escalationAnnual?: number }
  readonly measuredKwh?: Readonly<Record<string, number>>
}

export type ActualFile = Pick<ActualMonth, 'month' | 'billed' | 'avoided'> & Partial<ActualMonth>

/** Month 0 of a file that does not say which month it is; months of such a file mean nothing but their index. */
export const unnamedMonth0 = '2026-01'

/** A contract without an end: longer than any horizon. */
export const withoutEnd = 1_200

/** Nothing in month 0, all of it afterwards: bought in month 0, at work from month 1. */
const fromMonthOne: readonly number[] = [0, 1]

/**
 * A whole scenario. A field that the file leaves out takes the value that changes nothing (payback.md section 2.2),
 * never a default of the app: no growth, no discount, no limit to speed, no cost.
 */
export function completeScenario(file: ScenarioFile, month0: string = unnamedMonth0): Scenario {
  const first = file.month0 ?? month0
  return {
    month0: first,
    horizonMonths: file.horizonMonths ?? 36,
    hoursPerMonth: file.hoursPerMonth ?? 730,
    discountRateAnnual: file.discountRateAnnual ?? 0,
    workloads: (file.workloads ?? []).map(completeWorkload),
    priceSteps: file.priceSteps ?? [],
    investments: (file.investments ?? []).map((investment) => ({ kind: 'capex', ...investment })),
    live: listOr(file.live, fromMonthOne),
    ramp: listOr(file.ramp, fromMonthOne),
    shadow: listOr(file.shadow, [0]),
    rig: completeRig(file.rig ?? {}),
    otherRigs: (file.otherRigs ?? []).map((rig, index) => ({
      ...completeRig(rig),
      name: rig.name ?? `Rig ${index + 2}`,
      live: listOr(rig.live, fromMonthOne),
    })),
    energy: completeEnergy(file.energy ?? {}, first),
    opex: completeOpex(file.opex ?? {}),
    residualCurve: file.residualCurve ?? [],
    actuals: (file.actuals ?? []).map((actual) => ({
      month: actual.month,
      billed: actual.billed,
      avoided: actual.avoided,
      basis: actual.basis ?? 'tokens-served',
      kwh: actual.kwh ?? null,
      energyCost: actual.energyCost ?? null,
    })),
  }
}

const listOr = (list: readonly number[] | undefined, neutral: readonly number[]): readonly number[] =>
  list === undefined || list.length === 0 ? neutral : list

const completeWorkload = (file: WorkloadFile, index: number): Workload => ({
  id: file.id ?? `Workload ${index + 1}`,
  spend: file.spend ?? 0,
  tokensIn: file.tokensIn ?? 0,
  tokensOut: file.tokensOut ?? 0,
  requests: file.requests ?? 0,
  routableShare: file.routableShare ?? 1,
  quality: {
    policy: file.quality?.policy ?? 'fallback',
    qApi: file.quality?.qApi ?? 1,
    qLocal: file.quality?.qLocal ?? 1,
    haircut: file.quality?.haircut ?? 0,
  },
  failureCost: file.failureCost ?? 0,
  growthMonthly: file.growthMonthly ?? 0,
  growthMonths: file.growthMonths ?? null,
  apiPriceChangeMonthly: file.apiPriceChangeMonthly ?? 0,
  priceMonths: file.priceMonths ?? null,
  avoidableFromMonth: file.avoidableFromMonth ?? 0,
  forcedLocal: file.forcedLocal ?? false,
  tokenRatio: file.tokenRatio ?? 1,
})

const completeRig = (file: Partial<RigFigures>): RigFigures => ({
  nodes: file.nodes ?? 1,
  decodeTps: file.decodeTps ?? null,
  prefillTps: file.prefillTps ?? null,
  availability: file.availability ?? 1,
  hoursPerDay: file.hoursPerDay ?? 24,
  onHoursPerDay: file.onHoursPerDay ?? 24,
  maxUtil: file.maxUtil ?? 1,
  // A rig of which only the idle power is said draws that at work too: load below idle would give energy back.
  loadW: file.loadW ?? file.idleW ?? 0,
  idleW: file.idleW ?? 0,
  memoryGb: file.memoryGb ?? null,
  bandwidthGbs: file.bandwidthGbs ?? null,
  modelGb: file.modelGb ?? null,
  activeGb: file.activeGb ?? null,
  boardW: file.boardW ?? null,
})

const completeEnergy = (file: EnergyFile, month0: string): EnergyTerms => ({
  tariff: plainTariff(file.tariff ?? { flat: 0 }),
  escalationAnnual: file.escalationAnnual ?? file.tariff?.escalationAnnual ?? 0,
  pue: file.pue ?? 1,
  fixedMonthly: file.fixedMonthly ?? 0,
  measuredKwh: Object.fromEntries(
    Object.entries(file.measuredKwh ?? {}).flatMap(([key, kwh]) => {
      const month = monthIndex(key, month0)
      return month === null ? [] : [[month, kwh]]
    }),
  ),
})

const plainTariff = (tariff: EnergyTerms['tariff']): EnergyTerms['tariff'] =>
  'flat' in tariff ? { flat: tariff.flat } : { bands: tariff.bands }

/** The index of a month told as `3` or as `2026-04`; null when it is neither, or lies before month 0. */
export function monthIndex(key: string, month0: string): number | null {
  if (/^\d+$/.test(key)) return Number(key)
  const month = parseMonth(key)
  const first = parseMonth(month0)
  return month === null || first === null || month < first ? null : month - first
}

const completeOpex = (file: Partial<Opex>): Opex => ({
  maintenancePctCapexAnnual: file.maintenancePctCapexAnnual ?? 0,
  engHoursPerMonth: file.engHoursPerMonth ?? 0,
  engRate: file.engRate ?? 0,
  coloMonthly: file.coloMonthly ?? 0,
  licencesMonthly: file.licencesMonthly ?? 0,
  afr: file.afr ?? 0,
  replacementCost: file.replacementCost ?? 0,
  warrantyMonths: file.warrantyMonths ?? 0,
  leaseMonthly: file.leaseMonthly ?? 0,
  // A lease without its length goes on; without a lease there is none to end.
  leaseMonths: file.leaseMonths ?? (file.leaseMonthly === undefined ? 0 : withoutEnd),
})
