import type { DecodedArray, SchemaElement } from 'hyparquet'
import { decimalText, parseDecimal, type Decimal } from '../core/decimal.ts'

/** Reads the values of one column: as the text that a CSV export of the same rows would have, and as amounts. */
export type ParquetCells = {
  readonly text: (value: unknown) => string
  readonly amount: (value: unknown) => Decimal | null
}

/** The values of one column in some rows, one after another. */
export type ParquetValues = DecodedArray

/** Digits after the point of a DECIMAL; null for a column of another type. */
export const decimalScale = ({ converted_type, logical_type, scale }: SchemaElement): number | null =>
  logical_type?.type === 'DECIMAL' ? logical_type.scale : converted_type === 'DECIMAL' ? (scale ?? 0) : null

export function parquetCells(element: SchemaElement): ParquetCells {
  const scale = element.num_children === undefined ? decimalScale(element) : null
  if (scale !== null) {
    const amount = (value: unknown): Decimal | null => {
      const digits = unscaled(value)
      return digits === null ? null : { digits, scale }
    }
    const text = (value: unknown): string => {
      const decimal = amount(value)
      return decimal === null ? '' : decimalText(decimal)
    }
    return { text, amount }
  }
  const text = element.type === 'FLOAT' ? floatText : valueText
  return {
    text,
    amount: (value) => (typeof value === 'bigint' ? { digits: value, scale: 0 } : parseDecimal(text(value))),
  }
}

/** The whole number a DECIMAL is stored as. */
const unscaled = (value: unknown): bigint | null =>
  typeof value === 'bigint' ? value : typeof value === 'number' ? BigInt(value) : null

/** Bytes with the highest first, in two's complement. */
function wholeNumber(bytes: Uint8Array): bigint {
  if (bytes.length === 16) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, 16)
    return (view.getBigInt64(0) << 64n) | view.getBigUint64(8)
  }
  let digits = 0n
  for (const byte of bytes) digits = (digits << 8n) | BigInt(byte)
  return BigInt.asIntN(bytes.length * 8, digits)
}

/** A DOUBLE is written in the fewest digits that mean it; lists, maps and structs as JSON. */
function valueText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
    case 'bigint':
    case 'boolean':
      return value.toString()
    case 'object':
      return value === null ? '' : JSON.stringify(value, plainJson)
    default:
      return ''
  }
}

const plainJson = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value

/** Digits that tell all numbers of 32 bits apart. */
const mostFloatDigits = 9

/** The fewest digits that mean this number of 32 bits: 0.1, not 0.10000000149011612. */
function floatText(value: unknown): string {
  if (typeof value !== 'number') return valueText(value)
  for (let digits = 1; digits < mostFloatDigits; digits += 1) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return String(short)
  }
  return String(value)
}

const msPerDay = 86_400_000

/** `2026-07-01T00:00:00.000Z`; what lies beyond all calendars stays the number it is, and is no date. */
function instantText(units: bigint, perMs: bigint): string {
  const rest = ((units % perMs) + perMs) % perMs
  const date = new Date(Number((units - rest) / perMs))
  if (Number.isNaN(date.getTime())) return units.toString()
  const text = date.toISOString()
  if (rest === 0n) return text
  return `${text.slice(0, -1)}${rest.toString().padStart(perMs.toString().length - 1, '0')}Z`
}

const decoder = new TextDecoder('utf-8', { fatal: true })

/** How the values are read that a file writes as numbers or bytes: into the text a CSV would have. */
export const parquetTexts = {
  timestampFromMilliseconds: (millis: bigint): string => instantText(millis, 1n),
  timestampFromMicroseconds: (micros: bigint): string => instantText(micros, 1000n),
  timestampFromNanoseconds: (nanos: bigint): string => instantText(nanos, 1_000_000n),
  dateFromDays: (days: number): string => {
    const date = new Date(days * msPerDay)
    return Number.isNaN(date.getTime()) ? String(days) : date.toISOString().slice(0, 10)
  },
  stringFromBytes: (bytes: Uint8Array): string => decoder.decode(bytes),
  jsonFromBytes: (bytes: Uint8Array): string => decoder.decode(bytes),
  /** What the bytes of a DECIMAL are taken for: see `exactDecimals`. */
  geometryFromBytes: wholeNumber,
}
