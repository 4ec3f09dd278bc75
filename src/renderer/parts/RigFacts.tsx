import type { ReactNode } from 'react'
import { toUnits, type Money } from '../../core/money.ts'
import { residualCurveOf } from '../../core/payback/presets.ts'
import { paidFor, partsOfRig, partsWords } from '../../core/rig-parts.ts'
import { presetNamed, type NodeFigure, type Rig } from '../../core/rig.ts'
import { count, dayShort, decimal, money, percent, unitPrice } from '../figures.ts'
import { presetWords, rangeWords } from '../presets.ts'
import { counted } from '../words.ts'
import { LookMark, Unknown } from './Marks.tsx'

const Fact = ({
  name,
  below,
  children,
}: {
  name: string
  below?: string | undefined
  children: ReactNode
}): ReactNode => (
  <div>
    <dt>{name}</dt>
    <dd>
      {children}
      {below === undefined ? null : <span className="below">{below}</span>}
    </dd>
  </div>
)

const notEntered = <Unknown why="it was not entered" />
const known = (words: string | null): ReactNode => words ?? notEntered

/** What a rig cost and costs, at a glance. */
export function RigFacts({ rig }: { rig: Rig }): ReactNode {
  const [tariff, ...earlier] = rig.tariffs
  const { currency } = rig.price
  const { length } = rig.purchases
  return (
    <dl className="facts">
      <Fact name="Price paid" below={length > 1 ? `in ${counted(length, 'purchase')}` : undefined}>
        {money(paidFor(rig), currency)}
      </Fact>
      <Fact name="In service since">{dayShort(rig.inServiceOn)}</Fact>
      <Fact name="Nodes">{count(rig.nodes)}</Fact>
      <Fact
        name="Electricity"
        below={
          earlier.length === 0 || tariff === undefined
            ? undefined
            : `since ${dayShort(tariff.from)}; before that ${earlier
                .map(({ pricePerKwh }) => unitPrice(toUnits(pricePerKwh.nanos), currency))
                .join(', ')}`
        }
      >
        {tariff === undefined ? (
          <Unknown why="no electricity price was entered" />
        ) : (
          `${unitPrice(toUnits(tariff.pricePerKwh.nanos), currency)} per kWh`
        )}
      </Fact>
    </dl>
  )
}

/** What else is known of a rig; what is not is a dash, with what its preset says beneath. */
export const RigTerms = ({ rig }: { rig: Rig }): ReactNode => (
  <details>
    <summary>More about this rig</summary>
    <div className="block">
      <PresetSaid presetId={rig.presetId} />
      <dl className="facts">
        <Fact name="Life">{counted(rig.lifeMonths, 'month')}</Fact>
        <Fact name="Warranty">
          {known(
            rig.warrantyMonths === null
              ? null
              : rig.warrantyMonths === 0
                ? 'none'
                : counted(rig.warrantyMonths, 'month'),
          )}
        </Fact>
        <Fact name="Resale">{known(resaleWords(rig.resale))}</Fact>
        <Fact name="Setting it up">{known(moneyWords(rig.setupCost))}</Fact>
        <Fact name="Nodes that fail in a year">
          {known(rig.failureRate === null ? null : percent(rig.failureRate))}
        </Fact>
        <Fact name="Replacing a failed node">{known(moneyWords(rig.replacementCost))}</Fact>
        <NodeFact rig={rig} figure="memoryGb" name="Memory" unit="GB" />
        <NodeFact rig={rig} figure="loadWatts" name="Power under load" unit="W" />
        <NodeFact rig={rig} figure="idleWatts" name="Power when idle" unit="W" />
        <NodeFact rig={rig} figure="decodeTokensPerSecond" name="Writes" unit="tokens a second" />
        <NodeFact rig={rig} figure="prefillTokensPerSecond" name="Reads" unit="tokens a second" />
      </dl>
      <Purchases rig={rig} />
      <Parts rig={rig} />
    </div>
  </details>
)

const moneyWords = (amount: Money | null): string | null =>
  amount === null ? null : money(amount.nanos, amount.currency)

function resaleWords(resale: Rig['resale']): string | null {
  if (resale === null) return null
  return resale.kind === 'curve'
    ? residualCurveOf(resale.curve).name
    : `${money(resale.atEndOfLife.nanos, resale.atEndOfLife.currency)} at the end of its life`
}

function NodeFact({
  rig,
  figure,
  name,
  unit,
}: {
  rig: Rig
  figure: NodeFigure
  name: string
  unit: string
}): ReactNode {
  const value = rig.figures[figure]
  const preset = rig.presetId === null ? null : presetNamed(rig.presetId)
  const said = rangeWords(preset?.[figure] ?? null)
  return (
    <Fact
      name={name}
      below={value === null && said !== undefined ? `its preset says ${said} ${unit}` : undefined}
    >
      {known(value === null ? null : `${decimal(value, 1)} ${unit}`)}
    </Fact>
  )
}

function PresetSaid({ presetId }: { presetId: string | null }): ReactNode {
  const preset = presetId === null ? null : presetNamed(presetId)
  if (preset === null) return null
  return (
    <p className={preset.flaw === null ? 'quiet' : 'quiet flawed'}>
      {preset.flaw === null ? null : <LookMark />}
      <span>
        Preset {preset.name}. {presetWords(preset)}
      </span>
    </p>
  )
}

const Purchases = ({ rig }: { rig: Rig }): ReactNode => (
  <div className="scroller">
    <table className="table">
      <caption>Purchases</caption>
      <thead>
        <tr>
          <th scope="col">Bought on</th>
          <th scope="col" className="figure">
            Price ({rig.price.currency})
          </th>
          <th scope="col" className="figure">
            Nodes
          </th>
        </tr>
      </thead>
      <tbody>
        {rig.purchases.map(({ on, price, nodes }, index) => (
          <tr key={index}>
            <th scope="row">{on === null ? notEntered : dayShort(on)}</th>
            <td className="figure">{money(price.nanos, price.currency)}</td>
            <td className="figure">{count(nodes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

function Parts({ rig }: { rig: Rig }): ReactNode {
  const sum = partsOfRig(rig)
  if (sum === null) return null
  return (
    <div className="scroller">
      <table className="table">
        <caption>{partsWords(sum, (nanos) => money(nanos, rig.price.currency))}</caption>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col" className="figure">
              Price ({rig.price.currency})
            </th>
            <th scope="col">Note</th>
          </tr>
        </thead>
        <tbody>
          {rig.parts.map(({ name, price, note }, index) => (
            <tr key={index}>
              <th scope="row">{name}</th>
              <td className="figure">{known(moneyWords(price))}</td>
              <td>{note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
