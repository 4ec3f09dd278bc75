import type { Currency } from '../core/money.ts'
import type { PaybackRange } from '../core/payback/answers.ts'
import type { Irr, PaybackPoint, Projection } from '../core/payback/projection.ts'
import { rateText, shortMonthText } from '../core/payback/written.ts'
import { count, duration, percent, tokens, units } from './figures.ts'

/** A figure of a comparison: what it says, or why it says nothing. */
export type ComparedFigure =
  | { readonly state: 'known'; readonly text: string; readonly below: string | null }
  | { readonly state: 'unknown'; readonly why: string }

const known = (text: string, below: string | null = null): ComparedFigure => ({ state: 'known', text, below })
const unknown = (why: string): ComparedFigure => ({ state: 'unknown', why })

/** `Mar 2027`, and beneath it `month 12, after 11.1 months`. */
export function paybackFigure(point: PaybackPoint, month0: string, horizonMonths: number): ComparedFigure {
  switch (point.status) {
    case 'paid':
      return known(
        shortMonthText(month0, point.month),
        `month ${count(point.month)}, after ${duration(point.fraction)}${point.relapse.length === 0 ? '' : '; below zero again later'}`,
      )
    case 'nothing-to-recover':
      return known('At once', 'nothing is invested')
    case 'never':
      return known('Never', `not by ${shortMonthText(month0, horizonMonths)}`)
  }
}

/** `Nov 2026 – Feb 2028`: the tenth and the ninetieth percentile. */
export function rangeFigure({ p10, p90, shareNever }: PaybackRange, month0: string): ComparedFigure {
  const never = shareNever === 0 ? null : `never in ${percent(shareNever)} of the runs`
  if (p10 === null) return known('Never', never)
  const first = shortMonthText(month0, p10)
  if (p90 === null) return known(`${first} – never`, never)
  return known(p10 === p90 ? first : `${first} – ${shortMonthText(month0, p90)}`, never)
}

export function irrFigure(irr: Irr): ComparedFigure {
  switch (irr.status) {
    case 'unique':
      return known(rateText(irr.annual))
    case 'undefined':
      return unknown(
        irr.why === 'no outflow'
          ? 'nothing is paid out that a rate could be earned on'
          : irr.why === 'no inflow'
            ? 'nothing comes back'
            : 'no rate fits',
      )
    case 'not unique':
      return irr.mirrAnnual === null
        ? unknown('several rates fit')
        : known(rateText(irr.mirrAnnual), 'modified rate: several plain ones fit')
  }
}

/** What a month brings in the mean, from the first after the purchase on; purchases are not in it. */
export function monthlyNet({ months }: Projection): number | null {
  const later = months.filter(({ m }) => m > 0)
  return later.length === 0
    ? null
    : later.reduce((sum, { net, invested }) => sum + net + invested, 0) / later.length
}

export function overflowFigure(
  { firstOverflow }: Pick<Projection, 'firstOverflow'>,
  month0: string,
  currency: Currency,
): ComparedFigure {
  if (firstOverflow === null) return known('None', 'all of it fits')
  const { m, tokens: tokenCount, spend } = firstOverflow
  return known(
    shortMonthText(month0, m),
    `${tokens(tokenCount)} tokens, ${units(spend, currency)} stay with the API`,
  )
}

/** One scenario's figures in a comparison, by row; its range takes longer and comes from `rangeFigure`. */
export function figuresOf(
  projection: Projection,
  scenario: { readonly month0: string; readonly horizonMonths: number },
  currency: Currency,
): Readonly<Record<FigureRow, ComparedFigure>> {
  const net = monthlyNet(projection)
  return {
    payback: paybackFigure(projection.payback, scenario.month0, scenario.horizonMonths),
    npv: known(units(projection.npv, currency)),
    irr: irrFigure(projection.irr),
    roi: projection.roi === null ? unknown('nothing is invested') : known(rateText(projection.roi)),
    net: net === null ? unknown('no month after the purchase') : known(units(net, currency)),
    invested: known(units(projection.invested, currency)),
    overflow: overflowFigure(projection, scenario.month0, currency),
  }
}

export const figureRows = ['payback', 'npv', 'irr', 'roi', 'net', 'invested', 'overflow'] as const
export type FigureRow = (typeof figureRows)[number]
export const figureLabels: Readonly<Record<FigureRow, string>> = {
  payback: 'Payback month',
  npv: 'Net present value',
  irr: 'Internal rate of return, a year',
  roi: 'Return on investment',
  net: 'Net a month, mean',
  invested: 'Invested',
  overflow: 'First month with overflow',
}
