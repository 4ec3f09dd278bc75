import { listedText } from './written.ts'

/** What of the bills says too little for the rig's room to be checked; null where all tokens are known. */
export const unknownTokensWords = (withoutTokens: readonly string[]): string | null =>
  withoutTokens.length === 0
    ? null
    : `The tokens of ${listedText(withoutTokens)} are not known, so whether the rig has room for that work is not checked.`
