import type { RigFacts } from '../src/core/rig.ts'

/** A rig of one node in service since day 20,000, of which only its price is known. */
export const rigFacts = (part: Partial<RigFacts> = {}): RigFacts => ({
  name: 'tower',
  presetId: 'rtx4090-card',
  inServiceOn: 20_000,
  purchases: [{ on: null, price: { currency: 'USD', nanos: 2_000_000_000_000n }, nodes: 1 }],
  parts: [],
  lifeMonths: 36,
  warrantyMonths: null,
  resale: null,
  setupCost: null,
  replacementCost: null,
  failureRate: null,
  figures: {
    memoryGb: null,
    loadWatts: null,
    idleWatts: null,
    decodeTokensPerSecond: null,
    prefillTokensPerSecond: null,
  },
  ...part,
})
