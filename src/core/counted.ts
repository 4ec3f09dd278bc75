/** `1 row`, `2 rows`; `many` for a noun that takes no s. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`
