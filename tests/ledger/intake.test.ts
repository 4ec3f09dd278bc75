import { createHash, randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { intake, type Intake } from '../../src/ledger/intake.ts'
import { aFolder } from '../make.ts'

const megabyte = 1024 * 1024

function begin(bytes: Uint8Array, path: string): Intake & { readonly close: () => void } {
  const original = join(aFolder(), 'original')
  writeFileSync(original, bytes)
  const file = openSync(original, 'r')
  return {
    ...intake(file, path, {}),
    close: () => {
      closeSync(file)
    },
  }
}

async function all(taking: Intake): Promise<Buffer> {
  const seen: Uint8Array[] = []
  for (let chunk = await taking.next(); chunk.length > 0; chunk = await taking.next())
    seen.push(chunk.slice())
  return Buffer.concat(seen)
}

describe('a file that a thread of its own takes into the archive', () => {
  it.each([
    ['of many portions', 9 * megabyte + 7],
    ['of whole portions', 4 * megabyte],
    ['of one byte', 1],
    ['of nothing', 0],
  ])('%s is seen here, hashed and compressed, each the same', async (_, length) => {
    const bytes = randomBytes(length)
    const path = join(aFolder(), 'kept')
    const taking = begin(bytes, path)
    expect((await all(taking)).equals(bytes)).toBe(true)
    expect(await taking.sha256()).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(zstdDecompressSync(readFileSync(path)).equals(bytes)).toBe(true)
    taking.close()
  })

  it('is not read further while nobody has used what was read: a portion stays until the next is asked for', async () => {
    const bytes = Buffer.concat([Buffer.alloc(8 * megabyte, 1), Buffer.alloc(8 * megabyte, 2)])
    const taking = begin(bytes, join(aFolder(), 'kept'))
    const first = await taking.next()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(first.every((byte) => byte === 1)).toBe(true)
    await taking.abandon()
    taking.close()
  })

  it('says why where the archive does not take it, by the system’s own code', async () => {
    const taking = begin(randomBytes(9 * megabyte), join(aFolder(), 'no such folder', 'kept'))
    await expect(all(taking).then(taking.sha256)).rejects.toMatchObject({ code: 'ENOENT' })
    taking.close()
  })

  it.skipIf(!existsSync('/dev/full'))('says that a disk is full', async () => {
    const taking = begin(randomBytes(9 * megabyte), '/dev/full')
    await expect(all(taking).then(taking.sha256)).rejects.toMatchObject({ code: 'ENOSPC' })
    taking.close()
  })
})
