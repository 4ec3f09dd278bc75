import { readFileSync } from 'node:fs'

const fixture = new URL('../../fixtures/payback/payback-vectors.json', import.meta.url)

/** The worked cases of payback.md that are no scenarios, by their id. */
export const otherVectors = (
  JSON.parse(readFileSync(fixture, 'utf8')) as {
    readonly other: {
      readonly E28_cloud_gpu: {
        readonly inputs: Readonly<
          Record<
            'ratePerHour' | 'hoursPerMonth' | 'decodeTps' | 'maxUtil' | 'tokensOutPerMonth' | 'apiSpend',
            number
          >
        >
        readonly month1: { readonly gpus: number; readonly rent: number; readonly net: number }
      }
      readonly E34_cache_batch: {
        readonly inputs: Readonly<
          Record<
            | 'pIn'
            | 'pOut'
            | 'tokensIn'
            | 'tokensOut'
            | 'cacheReadShare'
            | 'cacheReadMult'
            | 'batchShare'
            | 'batchMult',
            number
          >
        >
        readonly result: { readonly inRate: number; readonly outRate: number; readonly cost: number }
      }
      readonly E35_break_even_spend: {
        readonly inputs: Readonly<Record<'capex' | 'targetMonths' | 'fixedOpex' | 'routableShare', number>>
        readonly result: number
      }
      readonly E36_break_even_unreachable: { readonly result: null }
    }
  }
).other
