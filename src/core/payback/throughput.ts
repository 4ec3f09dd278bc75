/** Hours a rig takes for that many tokens, at that many a second. */
export const hoursForTokens = (tokens: number, tokensPerSecond: number): number =>
  tokens / tokensPerSecond / 3600

/** Tokens that a rig makes in those hours when it never rests. */
export const tokensInHours = (tokensPerSecond: number, hours: number): number =>
  tokensPerSecond * hours * 3600

/** Tokens a second that it takes to make so many in those hours. */
export const speedNeeded = (tokens: number, hours: number): number => tokens / (hours * 3600)

/** Share of the wanted tokens that there is room for, 0 to 1. */
export const shareServed = (wanted: number, possible: number): number =>
  wanted <= possible ? 1 : possible / wanted

/** Whole rigs that the work takes; `possible` is what one of them makes. Rounding does not cost a rig. */
export const rigsNeeded = (wanted: number, possible: number): number =>
  Math.max(0, Math.ceil(wanted / possible - 1e-9))
