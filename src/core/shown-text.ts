/**
 * What a file name, or a name out of a bill, may hold and no line of text should: control characters (a new line, what
 * a terminal takes for a command), line separators, and what turns the direction of the text behind it.
 */
const misleading = /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/** A text that is shown as it reads, in one line: each misleading character is a replacement character. */
export const shownText = (text: string): string => text.replace(misleading, '\uFFFD')
