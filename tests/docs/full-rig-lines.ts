import { breakEven } from '../../src/core/payback/break-even.ts'
import { compare } from '../../src/core/payback/comparison.ts'
import type { OptionKind } from '../../src/core/payback/answers.ts'
import { project } from '../../src/core/payback/project.ts'
import { keptShare, secondsOf } from '../../src/core/payback/rates.ts'
import { firstOf, fractionOf, fullRig, monthOne, otherWays, workOf } from './examples.ts'

const projection = project(fullRig)
const month = monthOne(fullRig)
const work = workOf(fullRig)
const moved = firstOf(month.workloads)
const { rig, opex, hoursPerMonth, horizonMonths } = fullRig
const [rigPrice, moving] = fullRig.investments.map(({ amount }) => amount)
const kept = keptShare(work.quality)
const percent = (share: number): number => share * 100
const million = (tokens: number): number => tokens / 1e6
const running = { electricity: month.opexBy.energy, people: month.opexBy.engineering }
const busyHours = month.busy / 3600

const comparison = compare(fullRig, otherWays, 0)
const way = (kind: OptionKind): readonly [value: number, monthly: number, machines: number] => {
  const option = comparison.options.find((each) => each.kind === kind)
  return [option?.presentValue ?? Number.NaN, option?.monthly ?? Number.NaN, option?.machines ?? Number.NaN]
}
const valueAndMonthly = (kind: OptionKind): readonly number[] => way(kind).slice(0, 2)
const { optimised, cloudGpu, hostedModel } = otherWays

/** Without the hosted model. */
const rest = compare(fullRig, { ...otherWays, hostedModel: null }, 0)
const [nodes, cached] = [way('enough-nodes')[0], way('api-optimised')[0]]

export const fullRigLines: readonly (readonly [string, readonly number[]])[] = [
  [
    'A team pays',
    [
      work.spend,
      million(work.tokensIn),
      million(work.tokensOut),
      percent(work.routableShare),
      100,
      percent(work.quality.qApi),
    ],
  ],
  ['of the API and', [percent(work.quality.qLocal), rigPrice ?? Number.NaN, moving ?? Number.NaN]],
  ['- Saved of what is moved', [percent(work.quality.qLocal), percent(work.quality.qApi), percent(kept)]],
  [
    '- Time the moved work takes',
    [
      million(work.tokensIn * work.routableShare),
      rig.prefillTps ?? Number.NaN,
      million(work.tokensOut * work.routableShare),
      rig.decodeTps ?? Number.NaN,
      secondsOf(work, rig),
    ],
  ],
  [
    '- Time there is',
    [
      hoursPerMonth,
      3600,
      percent(rig.availability),
      percent(rig.maxUtil),
      month.capacity,
      percent(moved.served),
    ],
  ],
  [
    '- Saved: $4,000',
    [
      work.spend,
      percent(work.routableShare),
      percent(kept),
      percent(moved.served),
      month.avoided,
      million(moved.overflowTokens),
      moved.overflowSpend,
    ],
  ],
  [
    '- Electricity',
    [
      rig.idleW,
      hoursPerMonth,
      rig.loadW - rig.idleW,
      busyHours,
      month.kwh,
      'flat' in fullRig.energy.tariff ? fullRig.energy.tariff.flat : Number.NaN,
      running.electricity,
    ],
  ],
  [
    '- Maintenance',
    [percent(opex.maintenancePctCapexAnnual), rigPrice ?? Number.NaN, month.opexBy.maintenance],
  ],
  ['- People:', [opex.engHoursPerMonth, opex.engRate, running.people]],
  ['- In all', [month.opex, percent(running.people / month.opex)]],
  ['- Net of a month: $2,317.90', [month.avoided, month.opex, month.net]],
  [
    '- Payback: $18,000',
    [
      projection.invested,
      month.net,
      fractionOf(fullRig),
      projection.payback.month ?? Number.NaN,
      percent(fullRig.discountRateAnnual),
      projection.discountedPayback.month ?? Number.NaN,
    ],
  ],
  [
    '- Net present value',
    [horizonMonths, projection.npvWithoutResidual, projection.npv, projection.residual],
  ],
  ['- From month 5', [projection.walkAwayMonth ?? Number.NaN]],
  [
    '- To pay back within',
    [
      12,
      breakEven(fullRig, 12).spend ?? Number.NaN,
      horizonMonths,
      breakEven(fullRig, horizonMonths).spend ?? Number.NaN,
    ],
  ],
  ['Present value of all cost', [horizonMonths]],
  ['| Stay on the API', valueAndMonthly('api-only')],
  ['| API, half of its input', [percent(optimised.batchShare), ...valueAndMonthly('api-optimised')]],
  ['| The rig, and the rest', valueAndMonthly('hybrid-local')],
  ['| 2 rigs', [way('enough-nodes')[2], ...valueAndMonthly('enough-nodes')]],
  ['| A rented GPU', [cloudGpu.ratePerHour, ...valueAndMonthly('cloud-gpu')]],
  ['| A hosted open model', [hostedModel.outPerMillion, ...valueAndMonthly('hosted-open-model')]],
  ['The input is taken', [percent(optimised.inputShareOfSpend), cloudGpu.decodeTps]],
  ['tokens a second and reads', [cloudGpu.prefillTps]],
  ['not there, nobody', [nodes, cached, percent(rest.lead), 5]],
]

/** What the page says of it in words, and whether it is so. */
export const fullRigWords: readonly (readonly [string, boolean])[] = [
  ['Were the hosted model', comparison.winner === 'hosted-open-model'],
  ['there is no clear winner', rest.winner === null && rest.runnerUp === 'api-optimised'],
]
