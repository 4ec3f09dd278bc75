import { requestUnit, tokenUnit, type ChargeLine } from '../../core/charge.ts'
import type { Sink } from '../dialect.ts'

/** What OpenAI's answers count for a model: `input` includes the cached tokens. */
export type OpenaiCounts = Readonly<Record<'requests' | 'input' | 'cached' | 'output', number>>

/** Charges for what was counted, the kinds of token made disjoint. */
export function chargeTokens(
  sink: Sink,
  of: Pick<ChargeLine, 'day' | 'serviceName' | 'project'>,
  { requests, input, cached, output }: OpenaiCounts,
): void {
  const quantities = [
    ['input', input - cached, tokenUnit],
    ['cachedInput', cached, tokenUnit],
    ['output', output, tokenUnit],
    ['requests', requests, requestUnit],
  ] as const
  for (const [sku, consumedQuantity, consumedUnit] of quantities) {
    if (consumedQuantity === 0) continue
    sink.charge({
      ...of,
      serviceProviderName: 'OpenAI',
      billingAccountId: '',
      chargeCategory: 'Usage',
      sku,
      cost: null,
      consumedQuantity,
      consumedUnit,
    })
  }
}
