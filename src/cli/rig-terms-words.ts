import { nanosText, type Money, type Nanos } from '../core/money.ts'
import { residualCurveOf } from '../core/payback/presets.ts'
import { dayText } from '../core/period.ts'
import { partsOfRig, partsWords } from '../core/rig-parts.ts'
import { presetNamed, type Rig } from '../core/rig.ts'
import { shownText } from '../core/shown-text.ts'
import { moneyWords, notKnown, table } from './rig-words.ts'

const known = (value: number | null, unit: string): string => (value === null ? notKnown : `${value} ${unit}`)
const knownMoney = (money: Money | null): string => (money === null ? notKnown : moneyWords(money))

/** All that is known of a rig, a line each; what is not known is a dash. */
export function rigTermsWords(rig: Rig): string {
  const { figures } = rig
  const lines = [
    ['Preset', presetText(rig)],
    ['In service', dayText(rig.inServiceOn)],
    ['Nodes', rig.nodes.toString()],
    ['Life', `${rig.lifeMonths} months`],
    ['Warranty', rig.warrantyMonths === 0 ? 'none' : known(rig.warrantyMonths, 'months')],
    ['Resale', resaleText(rig)],
    ['Set-up', knownMoney(rig.setupCost)],
    ['Replacement', knownMoney(rig.replacementCost)],
    [
      'Failures',
      rig.failureRate === null ? notKnown : `${round(rig.failureRate * 100)} % of the nodes a year`,
    ],
    ['Memory', known(figures.memoryGb, 'GB a node')],
    ['Load', known(figures.loadWatts, 'W a node')],
    ['Idle', known(figures.idleWatts, 'W a node')],
    ['Writes', known(figures.decodeTokensPerSecond, 'tokens a second a node')],
    ['Reads', known(figures.prefillTokensPerSecond, 'tokens a second a node')],
    ['Electricity', rig.tariffs.map(tariffText).join(', ')],
    ['Meter', rig.metered ? 'nvidia-smi' : 'none'],
  ]
  return [shownText(rig.name), table(lines), '', 'Bought', purchasesTable(rig), ...partsLines(rig)].join('\n')
}

/** To twelve digits: a share of 0.07 is 7.000000000000001 % in binary. */
const round = (value: number): number => Number(value.toPrecision(12))

function presetText({ presetId }: Rig): string {
  const preset = presetId === null ? null : presetNamed(presetId)
  if (preset === null) return presetId ?? notKnown
  const flaw = preset.flaw === null ? '' : ` ${preset.flaw.reason}.`
  return `${preset.id}: ${preset.name}, by ${preset.source}.${flaw}`
}

function resaleText({ resale }: Rig): string {
  if (resale === null) return notKnown
  return resale.kind === 'own'
    ? `${moneyWords(resale.atEndOfLife)} at the end of its life`
    : `${resale.curve}: ${residualCurveOf(resale.curve).name}`
}

const tariffText = ({ from, pricePerKwh }: Rig['tariffs'][number]): string =>
  `${moneyWords(pricePerKwh)} per kWh from ${dayText(from)}`

const purchasesTable = (rig: Rig): string =>
  table([
    ['Day', 'Price', 'Nodes'],
    ...rig.purchases.map(({ on, price, nodes }) => [
      on === null ? notKnown : dayText(on),
      moneyWords(price),
      nodes.toString(),
    ]),
  ])

function partsLines(rig: Rig): readonly string[] {
  const sum = partsOfRig(rig)
  if (sum === null) return []
  const rows = rig.parts.map(({ name, price, note }) => [name, knownMoney(price), note ?? ''])
  const written = (nanos: Nanos): string => `${nanosText(nanos)} ${rig.price.currency}`
  return ['', table([['Part', 'Price', 'Note'], ...rows]), partsWords(sum, written)]
}
