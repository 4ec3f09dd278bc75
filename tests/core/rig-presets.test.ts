import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  cloudGpuRates,
  failureRates,
  residualCurveIds,
  residualCurves,
} from '../../src/core/payback/presets.ts'
import {
  engineeringPresets,
  migrationPhases,
  qualityHaircut,
  qualityPresets,
  residualCurveOf,
  tariffPresets,
} from '../../src/core/payback/presets.ts'
import { financeDefaults } from '../../src/core/payback/finance-defaults.ts'
import { presetNamed, presetsReadOn, rigPresets } from '../../src/core/rig.ts'

type Figure = number | readonly [number, number]
type HardwareRow = {
  readonly id: string
  readonly price?: Figure
  readonly scope?: string
  readonly memory_gb?: Figure
  readonly memory_bandwidth_gbs?: number
  readonly power_load_w?: Figure
  readonly power_idle_w?: Figure
  readonly decode_tok_s?: Readonly<Record<string, number>>
  readonly decode_tok_s_seed?: Figure
  readonly prefill_tok_s_seed?: number
  readonly verified: boolean
  readonly hidden?: boolean
}
type Catalogue = {
  readonly generated: string
  readonly hardware: readonly HardwareRow[]
  readonly cloud_gpu_usd_hour: readonly { readonly rate?: Figure; readonly rate_per_gpu?: number }[]
  readonly tariffs_usd_kwh: readonly { readonly rate: number }[]
  readonly quality_reliability: readonly { readonly rho?: Figure; readonly haircut?: number }[]
  readonly migration_phases_weeks: readonly { readonly weeks: Figure }[]
  readonly engineering: readonly {
    readonly setup_hours?: number
    readonly run_hours_month?: number
    readonly usd_year?: Figure
    readonly setup_usd?: Figure
  }[]
  readonly residual_curves: readonly { readonly id: string; readonly points_months: Figure[] }[]
  readonly failure: readonly { readonly afr: number | readonly [number, number, number] }[]
  readonly finance_defaults: Readonly<Record<string, number | string>>
}

const catalogue = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/payback/payback-presets.json'), 'utf8'),
) as Catalogue

/** A figure of the catalogue as a range; null where it says none. */
const range = (figure: Figure | undefined) =>
  figure === undefined
    ? null
    : typeof figure === 'number'
      ? { low: figure, high: figure }
      : { low: figure[0], high: figure[1] }

const speeds = ({ decode_tok_s: named, decode_tok_s_seed: stated }: HardwareRow) =>
  named === undefined
    ? range(stated)
    : { low: Math.min(...Object.values(named)), high: Math.max(...Object.values(named)) }

const sorted = (numbers: readonly number[]): readonly number[] => numbers.toSorted((a, b) => a - b)

describe('the rig presets', () => {
  it('are the 21 of the catalogue, figure by figure', () => {
    expect(rigPresets).toHaveLength(21)
    expect(catalogue.generated).toBe(presetsReadOn)
    for (const row of catalogue.hardware)
      expect(presetNamed(row.id)).toMatchObject({
        price: range(row.price),
        scope: row.scope ?? null,
        memoryGb: range(row.memory_gb),
        bandwidthGbs: range(row.memory_bandwidth_gbs),
        loadWatts: range(row.power_load_w),
        idleWatts: range(row.power_idle_w),
        decodeTokensPerSecond: speeds(row),
        prefillTokensPerSecond: range(row.prefill_tok_s_seed),
        verified: row.verified,
      })
  })

  it('mark what was never sold, and what cannot be, with the reason', () => {
    const marked = (kind: string) => rigPresets.filter(({ flaw }) => flaw?.kind === kind).map(({ id }) => id)
    expect(marked('never-sold')).toEqual(catalogue.hardware.flatMap(({ id, hidden }) => (hidden ? [id] : [])))
    expect(marked('impossible')).toEqual([
      'rtx4090-rig-seed000',
      'macmini-m4-16',
      'macstudio-m4max-64',
      'rtx4090-card',
    ])
    for (const id of ['rtx4090-rig-seed000', 'macmini-m4-16', 'rtx4090-card']) {
      const preset = presetNamed(id)
      expect(preset?.flaw?.reason).toContain('35 to 42 GB of weights')
      expect(preset?.memoryGb?.high).toBeLessThan(35)
    }
  })

  it('say who said so, and claim no proof for what one article says', () => {
    for (const { source, verified } of rigPresets) {
      expect(source).not.toBe('')
      expect(verified).toBe(!source.includes('not verified'))
    }
  })
})

describe('the payback presets', () => {
  it('are those of the catalogue', () => {
    const ends = (low: number, high: number): readonly number[] => [low, high]
    const rates = catalogue.cloud_gpu_usd_hour.map((row) => range(row.rate ?? row.rate_per_gpu))
    expect(cloudGpuRates.map(({ perHour }) => perHour)).toEqual(rates)
    expect(sorted(tariffPresets.map(({ perKwh }) => perKwh))).toEqual(
      sorted(catalogue.tariffs_usd_kwh.map(({ rate }) => rate)),
    )
    expect(qualityPresets.map(({ share }) => ends(share.low, share.high))).toEqual(
      catalogue.quality_reliability.flatMap(({ rho }) => (rho === undefined ? [] : [rho])),
    )
    expect([qualityHaircut.value]).toEqual(
      catalogue.quality_reliability.flatMap(({ haircut }) => haircut ?? []),
    )
    expect(migrationPhases.map(({ weeks }) => weeks)).toEqual(
      catalogue.migration_phases_weeks.map(({ weeks }) => range(weeks)),
    )
    expect(
      engineeringPresets.map(({ setupHours, runHoursPerMonth, costPerYear, setupCost }) => ({
        setupHours,
        runHoursPerMonth,
        costPerYear,
        setupCost,
      })),
    ).toEqual(
      catalogue.engineering.map((row) => ({
        setupHours: row.setup_hours ?? null,
        runHoursPerMonth: row.run_hours_month ?? null,
        costPerYear: range(row.usd_year),
        setupCost: range(row.setup_usd),
      })),
    )
    expect(residualCurves.map(({ id, points }) => ({ id, points_months: points }))).toEqual(
      catalogue.residual_curves.map(({ id, points_months }) => ({ id, points_months })),
    )
    expect(failureRates.map(({ low, likely, high }) => [low, likely, high])).toEqual(
      catalogue.failure.map(({ afr }) => (typeof afr === 'number' ? [afr, afr, afr] : afr)),
    )
    expect(Object.values(financeDefaults).map(({ value }) => value)).toEqual(
      Object.values(catalogue.finance_defaults).filter((value) => typeof value === 'number'),
    )
  })

  it('have a curve for every name, none of which rises with age', () => {
    for (const id of residualCurveIds) {
      const shares = residualCurveOf(id).points.map(([, share]) => share)
      expect(shares).toEqual(sorted(shares).toReversed())
    }
  })

  it('are each told apart by their names', () => {
    for (const rows of [cloudGpuRates, tariffPresets, qualityPresets, engineeringPresets, migrationPhases])
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  })
})
