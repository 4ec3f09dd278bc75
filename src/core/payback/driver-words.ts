import type { Driver } from './answers.ts'
import { numberText } from './written.ts'

/** What a driver is called, the unit of its values, and how one of them reads. */
export type DriverWords = {
  readonly label: string
  readonly unit: string
  readonly reads: (value: number) => string
}

const times = (label: string): DriverWords => ({
  label,
  unit: '× assumed',
  reads: (value) => `${numberText(value, 2)} × assumed`,
})

const points = (label: string): DriverWords => ({
  label,
  unit: 'points a month',
  reads: (value) => {
    const written = numberText(value * 100, 1)
    return `${value > 0 && written !== '0' ? '+' : ''}${written} points a month`
  },
})

export const driverWords: Readonly<Record<Driver, DriverWords>> = {
  apiPrice: times('API price level'),
  growth: points('Growth of the work'),
  apiPriceChange: points('Change of API prices'),
  quality: {
    label: 'Local quality',
    unit: "% of the API's",
    reads: (value) => `${numberText(value * 100, 1)}% of the API's`,
  },
  routableShare: times('Share that can go local'),
  decodeSpeed: times('Writing speed of the rig'),
  capex: times('Price of the hardware'),
  tariff: times('Price of electricity'),
  engineeringHours: times('Engineering hours'),
  residual: times('Resale value'),
}
