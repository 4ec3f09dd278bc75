/** Bits a weight takes in the files people run: 4.85 is what Q4_K_M comes to. */
export const bitsPerWeight = { fp32: 32, fp16: 16, int8: 8, q4KM: 4.85, int4: 4 } as const
export type BitsPerWeight = keyof typeof bitsPerWeight

/** GB (1e9 bytes) of a model's weights; its parameters in billions. */
export const weightsGb = (billions: number, bits: number): number => (billions * bits) / 8

/**
 * Tokens a second that memory lets one stream write: every token reads all active weights once. A rate above it can
 * only be a total of many streams, or the reading of the input.
 */
export const singleStreamLimit = (bandwidthGbs: number, activeGb: number): number => bandwidthGbs / activeGb
