/** `cost (1).csv`, and Safari's `cost-2.csv`: what a browser calls a file whose name is taken. */
const copy = /^(?<stem>.*?)(?: ?\((?<counted>\d{1,3})\)|-(?<numbered>\d{1,2}))?(?<ending>\.[^/]*)?$/

/**
 * Puts downloads of one name in the order in which a browser numbers them, the oldest first; what lies between them
 * stays where it is.
 */
export function inCopyOrder<T extends { readonly path: string }>(files: readonly T[]): readonly T[] {
  const named = files.map((file) => ({ file, ...partsOf(file.path) }))
  const copies = new Map(
    Array.from(
      Map.groupBy(named, ({ name }) => name),
      ([name, own]) => [name, own.toSorted((a, b) => a.number - b.number).values()] as const,
    ),
  )
  return named.map(({ file, name }) => copies.get(name)?.next().value?.file ?? file)
}

function partsOf(path: string): { readonly name: string; readonly number: number } {
  const { stem = path, counted, numbered, ending = '' } = copy.exec(path)?.groups ?? {}
  return { name: `${stem}${ending}`, number: Number(counted ?? numbered ?? 0) }
}
