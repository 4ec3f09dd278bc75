import { crc32, deflateRawSync } from 'node:zlib'

/** A file to go into a ZIP archive; the odd fields make it lie. */
export type ZipContent = {
  readonly name: string
  readonly bytes: string | Uint8Array
  readonly method?: number
  readonly flags?: number
  readonly crc?: number
  readonly packed?: Uint8Array
  /** How many bytes it says that it unpacks to. */
  readonly size?: number
}

const utf8Names = 0x800

/** A real ZIP archive, byte by byte: local headers, the members, the central directory. */
export function aZip(contents: readonly ZipContent[]): Buffer {
  const before: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes, method = 8, flags = 0, crc, packed, size } of contents) {
    const plain = Buffer.from(bytes as Uint8Array)
    const data = packed ?? (method === 8 ? deflateRawSync(plain) : plain)
    const nameBytes = Buffer.from(name)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(utf8Names | flags, 2)
    head.writeUInt16LE(method, 4)
    head.writeUInt32LE(crc ?? crc32(plain), 10)
    head.writeUInt32LE(data.length, 14)
    head.writeUInt32LE(size ?? plain.length, 18)
    head.writeUInt16LE(nameBytes.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, nameBytes, data])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, rest, nameBytes]))
    before.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(contents.length, 8)
  end.writeUInt16LE(contents.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...before, central, end])
}
