import { residualCurveIds } from '../core/payback/presets.ts'
import type { TypedDetails, TypedPart, TypedPurchase, TypedRig } from '../core/rig.ts'

/** What was given of the options of a command, by their names; every one may be given several times. */
export type Flags = Readonly<Record<string, readonly string[]>>

/** The last one given. */
export const flag = (flags: Flags, name: string): string | undefined => flags[name]?.at(-1)

/** Options of what a rig is beyond its price and days: each sets one field of what is typed. */
const detailFlags: Readonly<Record<string, Exclude<keyof TypedDetails, 'resale' | 'parts'>>> = {
  life: 'lifeMonths',
  warranty: 'warrantyMonths',
  setup: 'setupCost',
  replacement: 'replacementCost',
  failures: 'failurePercent',
  memory: 'memoryGb',
  'load-watts': 'loadWatts',
  'idle-watts': 'idleWatts',
  decode: 'decodeTokensPerSecond',
  prefill: 'prefillTokensPerSecond',
}

export const termFlags = ['purchased', 'nodes', ...Object.keys(detailFlags), 'resale', 'part*'] as const

export const termUsage = `[--purchased DAY] [--nodes N] [--life MONTHS] [--warranty MONTHS]
              [--resale ${residualCurveIds.join('|')}|AMOUNT] [--setup AMOUNT] [--replacement AMOUNT]
              [--failures PERCENT] [--memory GB] [--load-watts W] [--idle-watts W] [--decode TOKENS/S]
              [--prefill TOKENS/S] [--part NAME[=PRICE[=NOTE]]]…`

/** What the options say of a rig; an empty text is not known. */
export function typedTerms(flags: Flags): Partial<TypedDetails> {
  const said = Object.entries(detailFlags).flatMap(([name, field]) => {
    const text = flag(flags, name)
    return text === undefined ? [] : [[field, text] as const]
  })
  const resale = flag(flags, 'resale')
  const parts = flags['part']
  return {
    ...Object.fromEntries(said),
    ...(resale === undefined ? {} : typedResale(resale)),
    ...(parts === undefined ? {} : { parts: parts.map(typedPart) }),
  }
}

/** A curve by its name; anything else is an amount at the end of its life. */
function typedResale(text: string): Pick<TypedDetails, 'resale' | 'resaleAtEnd'> {
  const curve = residualCurveIds.find((id) => id === text)
  if (curve !== undefined) return { resale: curve, resaleAtEnd: '' }
  return text.trim() === '' ? { resale: '', resaleAtEnd: '' } : { resale: 'own', resaleAtEnd: text }
}

/** `NAME`, `NAME=PRICE` or `NAME=PRICE=NOTE`. */
function typedPart(text: string): TypedPart {
  const match = /^(.*?)=([^=]*)(?:=(.*))?$/.exec(text)
  if (match === null) return { name: text, price: '', note: '' }
  const [, name = '', price = '', note = ''] = match
  return { name, price, note }
}

/** A rig with what the options say of it in the place of what it was. */
export function withTerms(rig: TypedRig, flags: Flags): TypedRig {
  const [first, ...later] = rig.purchases
  const bought: TypedPurchase = {
    on: flag(flags, 'purchased') ?? first?.on ?? '',
    price: flag(flags, 'price') ?? first?.price ?? '',
    nodes: flag(flags, 'nodes') ?? first?.nodes ?? '',
  }
  const presetId = flag(flags, 'preset')
  return {
    ...rig,
    ...typedTerms(flags),
    name: flag(flags, 'name') ?? rig.name,
    presetId: presetId === undefined ? rig.presetId : presetId === 'none' ? null : presetId,
    currency: flag(flags, 'currency') ?? rig.currency,
    inServiceOn: flag(flags, 'in-service') ?? rig.inServiceOn,
    purchases: [bought, ...later],
  }
}
