import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashing } from '../../src/ledger/hashing.ts'

const megabyte = 1024 * 1024

describe.each([
  ['on this thread', 0],
  ['on a thread of its own', 100 * megabyte],
])('a SHA-256 %s', (_, byteCount) => {
  it('is the same in portions of any size', async () => {
    const bytes = randomBytes(9 * megabyte + 7)
    const hash = hashing(byteCount)
    for (const [from, to] of [
      [0, 1],
      [1, 5 * megabyte],
      [5 * megabyte, 5 * megabyte],
      [5 * megabyte, bytes.length],
    ] as const)
      await hash.update(bytes.subarray(from, to))
    expect(await hash.digest()).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  it('takes nothing but a copy of the bytes: they may change as soon as more may come', async () => {
    const hash = hashing(byteCount)
    const bytes = Buffer.alloc(megabyte, 1)
    await hash.update(bytes)
    bytes.fill(2)
    await hash.update(bytes)
    const expected = createHash('sha256').update(Buffer.alloc(megabyte, 1)).update(Buffer.alloc(megabyte, 2))
    expect(await hash.digest()).toBe(expected.digest('hex'))
  })

  it('of nothing is that of the empty file', async () => {
    expect(await hashing(byteCount).digest()).toBe(createHash('sha256').digest('hex'))
  })
})
