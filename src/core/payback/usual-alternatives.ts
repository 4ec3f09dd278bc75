import { presetCurrency, presetNamed } from '../rig.ts'
import type { Currency } from '../money.ts'
import type { Alternatives } from './answers.ts'
import { cloudGpuRates } from './presets.ts'

/** The rented GPU that is compared with where the user names none: the one whose speed is known from measurements. */
const rented = { rate: 'a100-80gb-specialist', speed: 'a100-80' } as const

/** Llama 3.3 70B as open models are hosted: one price for reading and writing (payback.md section 2.7). */
const hosted = 0.88

/**
 * What the rig is compared with before the user says anything; caching and batches wait for the user's shares. Prices
 * are in USD, so that in another currency nothing is compared that nobody priced.
 */
export function usualAlternatives(currency: Currency): Alternatives {
  if (currency !== presetCurrency) return { optimised: null, cloudGpu: null, hostedModel: null }
  const rate = cloudGpuRates.find(({ id }) => id === rented.rate)
  const preset = presetNamed(rented.speed)
  const decodeTps = preset?.decodeTokensPerSecond?.low ?? null
  return {
    optimised: null,
    cloudGpu:
      rate === undefined || decodeTps === null
        ? null
        : {
            ratePerHour: rate.perHour.high,
            decodeTps,
            prefillTps: preset?.prefillTokensPerSecond?.low ?? null,
            elastic: false,
            runLabourMonthly: 0,
          },
    hostedModel: { inPerMillion: hosted, outPerMillion: hosted },
  }
}
