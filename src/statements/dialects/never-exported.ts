/**
 * By the name of an export, what its seller bills and never writes into it.
 * Source: Anthropic's Usage and Cost API documentation; OpenAI's help on Scale Tier and on ChatGPT plans.
 */
export const neverExported: ReadonlyMap<string, readonly string[]> = new Map([
  ['anthropic-cost', ['Priority Tier', 'seats of Claude plans']],
  ['openai-cost', ['Scale Tier bundles', 'seats of ChatGPT plans']],
])
