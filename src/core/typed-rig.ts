import { nanosText, type Money } from './money.ts'
import { dayText } from './period.ts'
import { nodeFigures, usualLifeMonths, type NodeFigure, type Rig } from './rig.ts'
import type { TypedDetails, TypedPurchase, TypedRig } from './rig.ts'

const noFigures = Object.fromEntries(nodeFigures.map((figure) => [figure, ''])) as Record<NodeFigure, string>

/** What is said of a rig of which only its price and days are known. */
export const nothingMore: TypedDetails = {
  ...noFigures,
  lifeMonths: usualLifeMonths.toString(),
  warrantyMonths: '',
  resale: '',
  resaleAtEnd: '',
  setupCost: '',
  replacementCost: '',
  failurePercent: '',
  parts: [],
}

const amount = (money: Money | null): string => (money === null ? '' : nanosText(money.nanos))
const figure = (value: number | null): string => value?.toString() ?? ''

/** Percent to twelve digits: 0.07 × 100 is 7.000000000000001 in binary. */
const percentText = (share: number | null): string =>
  share === null ? '' : Number((share * 100).toPrecision(12)).toString()

/** A rig as its owner would type it: what an edit begins with. */
export function typedRig(rig: Rig): TypedRig {
  const { resale } = rig
  return {
    name: rig.name,
    presetId: rig.presetId,
    currency: rig.price.currency,
    inServiceOn: dayText(rig.inServiceOn),
    purchases: rig.purchases.map(({ on, price, nodes }): TypedPurchase => ({
      on: on === null ? '' : dayText(on),
      price: nanosText(price.nanos),
      nodes: nodes.toString(),
    })),
    lifeMonths: rig.lifeMonths.toString(),
    warrantyMonths: figure(rig.warrantyMonths),
    resale: resale === null ? '' : resale.kind === 'own' ? 'own' : resale.curve,
    resaleAtEnd: resale?.kind === 'own' ? nanosText(resale.atEndOfLife.nanos) : '',
    setupCost: amount(rig.setupCost),
    replacementCost: amount(rig.replacementCost),
    failurePercent: percentText(rig.failureRate),
    memoryGb: figure(rig.figures.memoryGb),
    loadWatts: figure(rig.figures.loadWatts),
    idleWatts: figure(rig.figures.idleWatts),
    decodeTokensPerSecond: figure(rig.figures.decodeTokensPerSecond),
    prefillTokensPerSecond: figure(rig.figures.prefillTokensPerSecond),
    parts: rig.parts.map(({ name, price, note }) => ({ name, price: amount(price), note: note ?? '' })),
  }
}
