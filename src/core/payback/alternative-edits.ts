import type { Alternatives } from './answers.ts'
import type { Edits } from './ground.ts'

/** Where the figures of the alternatives stand among the edits, beside the paths of a scenario. */
const place = 'alternatives.'

/** Whether an edit is of what the rig is compared with, and not of the scenario itself. */
export const isAlternative = (path: string): boolean => path.startsWith(place)

/** One figure of an alternative as it is shown. Shares are 0 to 1, money is in units. */
export type AlternativeInput = {
  readonly path: string
  readonly of: keyof Alternatives
  readonly label: string
  readonly unit: 'share' | 'money' | 'tokens a second'
  /** What stands where the user says nothing; null is not known. */
  readonly value: number | null
  readonly high: number
  readonly step: number
}

type Figure = Omit<AlternativeInput, 'path' | 'value'> & { readonly name: string }

const figures: readonly Figure[] = [
  {
    of: 'optimised',
    name: 'cacheReadShare',
    label: 'Input read from the cache',
    unit: 'share',
    high: 1,
    step: 0.01,
  },
  {
    of: 'optimised',
    name: 'cacheReadMultiplier',
    label: 'A cached token costs',
    unit: 'share',
    high: 1,
    step: 0.01,
  },
  {
    of: 'optimised',
    name: 'batchShare',
    label: 'Work that can wait for a batch',
    unit: 'share',
    high: 1,
    step: 0.01,
  },
  {
    of: 'optimised',
    name: 'batchMultiplier',
    label: 'A batched token costs',
    unit: 'share',
    high: 1,
    step: 0.01,
  },
  {
    of: 'optimised',
    name: 'inputShareOfSpend',
    label: 'Share of the bill that is input',
    unit: 'share',
    high: 1,
    step: 0.01,
  },
  {
    of: 'cloudGpu',
    name: 'ratePerHour',
    label: 'Rent of a GPU, per hour',
    unit: 'money',
    high: 12,
    step: 0.01,
  },
  { of: 'cloudGpu', name: 'decodeTps', label: 'It writes', unit: 'tokens a second', high: 5000, step: 10 },
  { of: 'cloudGpu', name: 'prefillTps', label: 'It reads', unit: 'tokens a second', high: 50_000, step: 100 },
  {
    of: 'cloudGpu',
    name: 'runLabourMonthly',
    label: 'People who run it, a month',
    unit: 'money',
    high: 20_000,
    step: 50,
  },
  {
    of: 'hostedModel',
    name: 'inPerMillion',
    label: 'A million tokens in',
    unit: 'money',
    high: 20,
    step: 0.01,
  },
  {
    of: 'hostedModel',
    name: 'outPerMillion',
    label: 'A million tokens out',
    unit: 'money',
    high: 60,
    step: 0.01,
  },
]

const pathOf = ({ of, name }: Pick<Figure, 'of' | 'name'>): string => `${place}${of}.${name}`

/** Every figure of the alternatives, with what is known of it. */
export const alternativeInputs = (alternatives: Alternatives): readonly AlternativeInput[] =>
  figures.map(({ name, ...figure }) => ({
    ...figure,
    path: pathOf({ of: figure.of, name }),
    value: figureAt(alternatives, figure.of, name),
  }))

function figureAt(alternatives: Alternatives, of: keyof Alternatives, name: string): number | null {
  const figure = (alternatives[of] as Readonly<Record<string, unknown>> | null)?.[name]
  return typeof figure === 'number' ? figure : null
}

/**
 * The alternatives with the user's figures. One that was not known is compared as soon as the figures it cannot do
 * without are there.
 */
export function applyAlternatives(alternatives: Alternatives, edits: Edits): Alternatives {
  const at = (of: keyof Alternatives, name: string): number | null =>
    edits[pathOf({ of, name })] ?? figureAt(alternatives, of, name)
  const touched = (of: keyof Alternatives): boolean =>
    alternatives[of] !== null || Object.keys(edits).some((path) => path.startsWith(`${place}${of}.`))
  const ratePerHour = at('cloudGpu', 'ratePerHour')
  const decodeTps = at('cloudGpu', 'decodeTps')
  const inPerMillion = at('hostedModel', 'inPerMillion')
  const outPerMillion = at('hostedModel', 'outPerMillion')
  return {
    optimised: touched('optimised')
      ? {
          cacheReadShare: at('optimised', 'cacheReadShare') ?? 0,
          cacheReadMultiplier: at('optimised', 'cacheReadMultiplier') ?? 1,
          batchShare: at('optimised', 'batchShare') ?? 0,
          batchMultiplier: at('optimised', 'batchMultiplier') ?? 1,
          inputShareOfSpend: at('optimised', 'inputShareOfSpend'),
        }
      : null,
    cloudGpu:
      ratePerHour === null || decodeTps === null
        ? null
        : {
            ratePerHour,
            decodeTps,
            prefillTps: at('cloudGpu', 'prefillTps'),
            elastic: alternatives.cloudGpu?.elastic ?? false,
            runLabourMonthly: at('cloudGpu', 'runLabourMonthly') ?? 0,
          },
    hostedModel: inPerMillion === null || outPerMillion === null ? null : { inPerMillion, outPerMillion },
  }
}
