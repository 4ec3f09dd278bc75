import cloudGpus from './cloud-gpu-rates.json' with { type: 'json' }

/**
 * Figures to start from where the user has none of their own. Money is in USD; each row says who stated it and when.
 * What nobody stated is null, never zero.
 */

/** Where a figure comes from. */
export type Sourced = {
  readonly source: string
  /** When the source said so: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; null where it bears no date. */
  readonly date: string | null
  /** False where one article, or one page that quotes others, is all there is. */
  readonly verified: boolean
}

/** From the lowest to the highest that was stated; equal where one figure was. */
export type Stated = { readonly low: number; readonly high: number }

const one = (value: number): Stated => ({ low: value, high: value })
const from = (source: string, date: string | null = null, verified = false): Sourced => ({
  source,
  date,
  verified,
})
const assumption = from('assumption of Breakwatt', '2026-11-21')
const article = (number: string): Sourced => from(`published article ${number}, not verified`)

export const residualCurveIds = ['h100-pcie', 'consumer', 'none'] as const
export type ResidualCurveId = (typeof residualCurveIds)[number]

/** What hardware sells for: share of its price (0 to 1) by its age in months, straight between the points. */
export type ResidualCurve = Sourced & {
  readonly id: ResidualCurveId
  readonly name: string
  readonly points: readonly (readonly [months: number, share: number])[]
}

export const residualCurves: readonly ResidualCurve[] = [
  {
    id: 'h100-pcie',
    name: 'Data centre card (H100 PCIe)',
    points: [
      [0, 1],
      [12, 0.78],
      [24, 0.6],
      [36, 0.46],
      [48, 0.35],
    ],
    ...from('spotwire.ai valuator_data.json v0.6, CC-BY-4.0; their anchor curve, not measured', '2026-06-04'),
  },
  {
    id: 'consumer',
    name: 'Consumer card (20 to 30 % less a year)',
    points: [
      [0, 1],
      [12, 0.75],
      [24, 0.56],
      [36, 0.42],
    ],
    ...from('20 to 30 % a year, markaicode'),
  },
  { id: 'none', name: 'Sells for nothing', points: [[0, 0]], ...assumption },
]

/** The curve of that name; every name has one. */
export const residualCurveOf = (id: ResidualCurveId): ResidualCurve => {
  const curve = residualCurves.find((known) => known.id === id)
  if (curve === undefined) throw new Error(`No curve ${id}`)
  return curve
}

/** Share of machines that fail in a year, 0 to 1. */
export type FailureRate = Sourced & {
  readonly id: string
  readonly name: string
  readonly low: number
  readonly likely: number
  readonly high: number
}

export const failureRates: readonly FailureRate[] = [
  {
    id: 'datacentre-permanent',
    name: 'Data centre GPU, for good',
    low: 0.025,
    likely: 0.04,
    high: 0.06,
    ...from(
      'research-viewer.pages.dev, from Meta’s Llama 3 run: 148 faulty of 16,384 GPUs in 54 days are 6.1 % a year',
    ),
  },
  {
    id: 'datacentre-all',
    name: 'Data centre GPU, every interruption',
    ...{ low: 0.09, likely: 0.09, high: 0.09 },
    ...from('quoted of the same run'),
  },
  { id: 'consumer', name: 'Consumer card', ...{ low: 0.02, likely: 0.02, high: 0.02 }, ...assumption },
]

/** Electricity, USD per kWh. */
export type TariffPreset = Sourced & {
  readonly id: string
  readonly region: string
  readonly perKwh: number
}

export const tariffPresets: readonly TariffPreset[] = [
  {
    id: 'us-residential',
    region: 'US, households, average',
    perKwh: 0.1648,
    ...from('EIA, quoted by Statista', '2024'),
  },
  {
    id: 'us-industrial',
    region: 'US, industry, average',
    perKwh: 0.0815,
    ...from('EIA, quoted by Statista', '2024'),
  },
  {
    id: 'us-commercial',
    region: 'US, offices and shops',
    perKwh: 0.134,
    ...from('a page that quotes others', '2026'),
  },
  {
    id: 'de-ie-households',
    region: 'Germany and Ireland, households, about',
    perKwh: 0.45,
    ...from('Statista', '2025-03'),
  },
  { id: 'article-000', region: 'as article 000 reckons', perKwh: 0.12, ...article('000') },
  {
    id: 'paper',
    region: 'as arXiv 2509.18101 reckons',
    perKwh: 0.15,
    ...from('arXiv 2509.18101v3', '2025-11-11', true),
  },
]

/** USD an hour for one rented GPU. */
export type CloudGpuRate = Sourced & {
  readonly id: string
  readonly gpu: string
  readonly provider: string
  /** GPUs that are rented together; the rate is of one of them. */
  readonly gpus: number
  readonly perHour: Stated
}

export const cloudGpuRates: readonly CloudGpuRate[] = cloudGpus

/** Share of a task that a local model does as well as the API, 0 to 1. */
export type QualityPreset = Sourced & {
  readonly id: string
  readonly task: string
  readonly model: string
  readonly share: Stated
}

export const qualityPresets: readonly QualityPreset[] = [
  { id: 'coding', task: 'Coding', model: 'local 32B', share: { low: 0.9, high: 0.95 }, ...article('000') },
  {
    id: 'extraction',
    task: 'Document extraction',
    model: 'local 70B',
    share: { low: 0.85, high: 0.92 },
    ...article('000'),
  },
  {
    id: 'reasoning',
    task: 'Complex or open-ended reasoning',
    model: 'local',
    share: { low: 0.7, high: 0.85 },
    ...article('000'),
  },
  {
    id: 'parity',
    task: 'Any, within 20 % of the API’s model',
    model: 'open models of the paper',
    share: { low: 0.8, high: 1 },
    ...from('arXiv 2509.18101v3', '2025-11-11', true),
  },
]

/** Share of the saving lost to worse answers where one figure stands for all work. */
export const qualityHaircut: Sourced & { readonly value: number } = { value: 0.15, ...article('000') }

/** People's time; null was not stated. Hours, and money in USD. */
export type EngineeringPreset = Sourced & {
  readonly id: string
  readonly name: string
  readonly setupHours: number | null
  readonly setupCost: Stated | null
  readonly runHoursPerMonth: number | null
  readonly costPerYear: Stated | null
}

const unstated = { setupHours: null, setupCost: null, runHoursPerMonth: null, costPerYear: null } as const

export const engineeringPresets: readonly EngineeringPreset[] = [
  {
    ...unstated,
    id: 'informal',
    name: 'Informal, 1 to 3 people',
    setupHours: 24,
    runHoursPerMonth: 3,
    ...from('assumption of Breakwatt; article 001 only says “much lower”', '2026-11-21'),
  },
  {
    ...unstated,
    id: 'production',
    name: 'Production, a quarter of an MLOps engineer',
    runHoursPerMonth: 43.3,
    costPerYear: { low: 30_000, high: 50_000 },
    ...article('004'),
  },
  {
    ...unstated,
    id: 'enterprise',
    name: 'Enterprise migration',
    setupCost: { low: 80_000, high: 160_000 },
    ...article('000'),
  },
  {
    ...unstated,
    id: 'industry',
    name: 'Industry estimate',
    costPerYear: one(500_000),
    ...article('001'),
  },
]

/** A phase of the migration, in weeks, in order. */
export type MigrationPhase = Sourced & { readonly id: string; readonly name: string; readonly weeks: Stated }

export const migrationPhases: readonly MigrationPhase[] = [
  { id: 'audit', name: 'Audit workloads', weeks: one(2), ...article('000') },
  { id: 'select', name: 'Select a model for each workload', weeks: one(1), ...article('000') },
  { id: 'set-up', name: 'Set up the machines', weeks: { low: 4, high: 6 }, ...article('000') },
  { id: 'parallel', name: 'Run beside the API', weeks: one(4), ...article('000') },
  { id: 'migrate', name: 'Migrate', weeks: one(2), ...article('000') },
]
