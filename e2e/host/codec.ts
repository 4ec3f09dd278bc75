export type Codec = {
  readonly encode: (value: unknown) => string
  readonly decode: (text: string) => unknown
}

/**
 * Carries what structured clone keeps and JSON loses, and refuses what structured clone refuses.
 * Every array is written as a tag and a body. The function runs in Node and, as text, in the page: it closes
 * over nothing.
 */
export function makeCodec(): Codec {
  type Written = string | number | boolean | null | Written[] | { [key: string]: Written }

  const toBase64 = (bytes: Uint8Array): string => {
    let text = ''
    for (let at = 0; at < bytes.length; at += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
    }
    return btoa(text)
  }

  const fromBase64 = (text: string): Uint8Array =>
    Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))

  const write = (value: unknown): Written => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (value === undefined) return ['undefined']
    if (typeof value === 'number') {
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : ['number', Object.is(value, -0) ? '-0' : String(value)]
    }
    if (typeof value === 'bigint') return ['bigint', String(value)]
    if (typeof value !== 'object') throw new Error('An object could not be cloned.')
    if (Array.isArray(value)) return ['array', value.map(write)]
    if (value instanceof Date) return ['date', value.getTime()]
    if (value instanceof Error) return ['error', value.name, value.message]
    if (value instanceof Map) return ['map', [...value].map(([key, held]) => [write(key), write(held)])]
    if (value instanceof Set) return ['set', [...value].map(write)]
    if (value instanceof ArrayBuffer) return ['buffer', toBase64(new Uint8Array(value))]
    if (ArrayBuffer.isView(value)) {
      return ['bytes', toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))]
    }
    if (value instanceof Blob || value instanceof Promise) throw new Error('An object could not be cloned.')
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, write(held)]))
  }

  const read = (written: Written | undefined): unknown => {
    if (typeof written !== 'object' || written === null) return written
    if (!Array.isArray(written)) {
      return Object.fromEntries(Object.entries(written).map(([key, held]) => [key, read(held)]))
    }
    const [tag, body, more] = written
    const list = Array.isArray(body) ? body : []
    const text = typeof body === 'string' ? body : ''
    switch (tag) {
      case 'array':
        return list.map(read)
      case 'number':
        return Number(body)
      case 'bigint':
        return BigInt(text)
      case 'date':
        return new Date(Number(body))
      case 'error':
        return Object.assign(new Error(typeof more === 'string' ? more : ''), { name: text })
      case 'map':
        return new Map(
          list.map((pair) => (Array.isArray(pair) ? [read(pair[0]), read(pair[1])] : [])) as [
            unknown,
            unknown,
          ][],
        )
      case 'set':
        return new Set(list.map(read))
      case 'buffer':
        return fromBase64(text).buffer
      case 'bytes':
        return fromBase64(text)
      default:
        return undefined
    }
  }

  return {
    encode: (value) => JSON.stringify(write(value)),
    decode: (text) => read(JSON.parse(text) as Written),
  }
}

export const codec: Codec = makeCodec()
