import { decimalText, parseDecimal } from '../core/decimal.ts'
import type { PaybackQuestion } from '../core/payback.ts'
import { offeredPresets } from './presets.ts'

/** The Payback form as it stands: what was typed, letter for letter. */
export type PaybackForm = {
  /** A preset of the catalogue, or a rig of the user's own. */
  readonly rig: { readonly presetId: string } | { readonly rigId: number }
  readonly price: string
  readonly loadWatts: string
  readonly pricePerKwh: string
  /** In percent. */
  readonly routablePercent: string
}

/** The preset to begin with: one whose price, power and speed are all known, so that its answer is whole. */
const answerable = offeredPresets.find(
  ({ scope, price, loadWatts, memoryGb, decodeTokensPerSecond }) =>
    scope === 'system' && price && loadWatts && memoryGb && decodeTokensPerSecond,
)

export const emptyForm: PaybackForm = {
  rig: { presetId: answerable?.id ?? offeredPresets[0]?.id ?? '' },
  price: '',
  loadWatts: '',
  pricePerKwh: '',
  routablePercent: '',
}

/** The number somebody typed; undefined where the field is empty, null where it is no number. */
export function typedNumber(text: string): number | undefined | null {
  if (text.trim() === '') return undefined
  const read = parseDecimal(text.trim())
  return read === null ? null : Number(decimalText(read))
}

/** The question of a form; null while a field does not read as a number. */
export function questionOf(form: PaybackForm): PaybackQuestion | null {
  const price = typedNumber(form.price)
  const loadWatts = typedNumber(form.loadWatts)
  const pricePerKwh = typedNumber(form.pricePerKwh)
  const routablePercent = typedNumber(form.routablePercent)
  if (price === null || loadWatts === null || pricePerKwh === null || routablePercent === null) return null
  return {
    ...form.rig,
    ...(price === undefined ? {} : { price }),
    ...(loadWatts === undefined ? {} : { loadWatts }),
    ...(pricePerKwh === undefined ? {} : { pricePerKwh }),
    ...(routablePercent === undefined ? {} : { routableShare: routablePercent / 100 }),
  }
}
