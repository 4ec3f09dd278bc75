import type { Currency } from '../../core/money.ts'
import { shortMoney } from '../figures.ts'
import type { Colour } from './Chart.tsx'

/** What every chart's money axis looks like: few quiet lines, short amounts. */
export const moneyAxis = (colour: Colour, currency: Currency, mostTicks: number) => ({
  border: { display: false },
  grid: { color: colour('--neutral-3') },
  ticks: {
    color: colour('--neutral-7'),
    maxTicksLimit: mostTicks,
    callback: (value: number | string) => shortMoney(Number(value), currency),
  },
})

/** What every chart's tooltip looks like: the page's colours turned over. */
export const tooltipLook = (colour: Colour) => ({
  backgroundColor: colour('--neutral-10'),
  titleColor: colour('--neutral-0'),
  bodyColor: colour('--neutral-0'),
  footerColor: colour('--neutral-0'),
  footerFont: { weight: 'normal' as const },
  padding: 10,
  boxPadding: 4,
  multiKeyBackground: colour('--neutral-10'),
})
