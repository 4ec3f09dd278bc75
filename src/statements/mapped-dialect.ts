import { fingerprintOf, mappingRoles, shortFingerprint, type Mapping } from '../core/mapping.ts'
import { ok, refused } from '../core/result.ts'
import { badCell, type Dialect } from './dialect.ts'
import { placeIn, rowReader, wholeRow } from './mapping-rows.ts'

/** The dialect's name of statements read by a mapping. */
export const mappedName = ({ fingerprint }: Pick<Mapping, 'fingerprint'>): string =>
  `mapped:${shortFingerprint(fingerprint)}`

/**
 * The reading that a mapping asks for, as a dialect of that very header. Saved anew with other separators, as Excel
 * does, a file may have another decimal mark: it is unknown again.
 */
export function mappedDialect(mapping: Mapping): Dialect {
  const { fingerprint, title, serviceProviderName, account, dataset } = mapping
  const name = mappedName(mapping)
  const source = { serviceProviderName, billingAccountId: account }
  return {
    name,
    version: 1,
    title: `a file mapped as ${title}`,
    dataset,
    exportName: name,
    seller: serviceProviderName,
    recognises: (header) => fingerprintOf([...header]) === fingerprint,
    open: (columns) => {
      if (columns.separator !== null && columns.separator !== mapping.separator)
        return refused({ kind: 'unknown-format', file: columns.file, header: columns.names })
      const place = placeIn(columns.names)
      for (const role of mappingRoles) {
        const column = mapping.columns[role]
        if (column !== null && place(column) === null)
          return refused({
            kind: 'missing-column',
            file: columns.file,
            column,
            title: `a file mapped as ${title}`,
          })
      }
      const readRow = rowReader(mapping, place)
      const { amount, quantity } = mapping.columns
      const everNew = new Set(
        [amount, quantity].flatMap((name) => (name === null ? [] : (place(name) ?? []))),
      )

      return ok((row, sink) => {
        const reading = readRow((column) => (everNew.has(column) ? row.text(column) : row.name(column)))
        if (reading.state === 'left-out') return null
        const whole = wholeRow(reading)
        if (!whole.ok) {
          const { column, expected } = whole.problem
          return badCell(row, columns, place(column ?? '') ?? 0, expected)
        }
        const { days, amount: billed, currency: billingCurrency, quantity: consumedQuantity } = whole.value
        if (days.lastDay > days.firstDay || (billed === null && consumedQuantity === null))
          sink.covers(days, source)
        if (billed === null && consumedQuantity === null) return null
        sink.charge({
          ...source,
          day: days.firstDay,
          chargeCategory: billed !== null && billed.digits < 0n ? 'Credit' : 'Usage',
          serviceName: reading.service ?? 'Not itemised',
          project: reading.project,
          sku: null,
          cost:
            billed === null || billingCurrency === null
              ? null
              : { billed, effective: billed, billingCurrency },
          consumedQuantity,
          consumedUnit: reading.unit,
        })
        return null
      })
    },
  }
}

/** The dialect of a header that one of the mappings is for; null for any other. */
export function mappedBy(mappings: readonly Mapping[]): (header: readonly string[]) => Dialect | null {
  const dialects = new Map(mappings.map((mapping) => [mapping.fingerprint, mappedDialect(mapping)]))
  return (header) => (dialects.size === 0 ? null : (dialects.get(fingerprintOf(header)) ?? null))
}

/** The mapping whose dialect has a name, the last one of several; null where none has. */
export const mappingNamed = (mappings: readonly Mapping[], dialect: string): Mapping | null =>
  mappings.findLast((mapping) => mappedName(mapping) === dialect) ?? null
