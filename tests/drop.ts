import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { problemWords } from '../src/core/words.ts'
import { deliveries, type Delivery } from '../src/flows/dropped-files.ts'
import { aFolder, anthropicBill } from './make.ts'

/** A bill of one day. */
export const day = (date: string): string => anthropicBill([[date, '1.50']])

/** A folder with these files in it, by their paths. */
export function aTree(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = join(aFolder(), 'drop')
  mkdirSync(root)
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), bytes)
  }
  return root
}

/** Name, files, and what the manifest says, or the sentence of the problem. */
export const told = (all: readonly Delivery[]): unknown =>
  all.map((delivery) =>
    delivery.state === 'refused'
      ? [delivery.name, problemWords(delivery.problem)]
      : [
          delivery.name,
          delivery.files.map((file) => ('path' in file ? (file.path.split('/drop/')[1] ?? '') : file.name)),
          delivery.joined,
        ],
  )

/** Drops a folder with these files in it. */
export const dropAll = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<unknown> =>
  told(await deliveries([{ path: aTree(files) }]))
