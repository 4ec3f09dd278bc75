/**
 * The value that so many percent of the values do not exceed, by nearest rank: the ceil(p n)-th smallest. Reorders
 * the values, but only as far as it must (quickselect): a fraction of the cost of sorting them.
 */
export function nearestRank(values: Float64Array, percent: number): number {
  const rank = Math.max(0, Math.ceil((percent * values.length) / 100) - 1)
  let [first, last] = [0, values.length - 1]
  while (first < last) {
    const pivot = values[(first + last) >>> 1] ?? 0
    let [up, down] = [first, last]
    while (up <= down) {
      while ((values[up] ?? 0) < pivot) up += 1
      while ((values[down] ?? 0) > pivot) down -= 1
      if (up > down) break
      const smaller = values[down] ?? 0
      values[down] = values[up] ?? 0
      values[up] = smaller
      up += 1
      down -= 1
    }
    if (rank <= down) last = down
    else if (rank >= up) first = up
    else break
  }
  return values[rank] ?? Number.NaN
}
