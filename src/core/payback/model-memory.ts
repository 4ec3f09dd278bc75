/** Bits a weight takes in the files people run: 4.85 is what Q4_K_M comes to. */
export const bitsPerWeight = { fp32: 32, fp16: 16, int8: 8, q4KM: 4.85, int4: 4 } as const

/** GB (1e9 bytes) of a model's weights; its parameters in billions. */
export const weightsGb = (billions: number, bits: number): number => (billions * bits) / 8

/** GB of the cache that so many tokens of context take. */
export const contextGb = (bytesPerToken: number, tokens: number): number => (bytesPerToken * tokens) / 1e9

/** GB left beside the weights; negative where they do not fit. */
export const memoryLeftGb = (memoryGb: number, neededGb: number): number => memoryGb - neededGb

/**
 * Tokens a second that memory lets one stream write: every token reads all active weights once. A rate above it can
 * only be a total of many streams, or the reading of the input.
 */
export const singleStreamLimit = (bandwidthGbs: number, activeGb: number): number => bandwidthGbs / activeGb
