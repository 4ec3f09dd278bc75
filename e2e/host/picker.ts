import { appendFileSync, mkdirSync, mkdtempSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from 'playwright'
import { getPath } from './paths.ts'

/** Bytes carried at a time. */
const portion = 4 * 1024 * 1024

/**
 * The open dialog of a person's window: Chromium's own file chooser. The page never learns where a file lies, so
 * what was picked is copied into the profile; the answer names the copies.
 */
export async function pickFiles(page: Page): Promise<readonly string[]> {
  const picked = await page.evaluateHandle(
    () =>
      new Promise<File[]>((resolve) => {
        const input = document.createElement('input')
        input.type = 'file'
        input.multiple = true
        input.addEventListener('change', () => {
          resolve([...(input.files ?? [])])
        })
        input.addEventListener('cancel', () => {
          resolve([])
        })
        input.showPicker()
      }),
  )
  const files = await picked.evaluate((list) => list.map(({ name, size }) => ({ name, size })))
  if (files.length === 0) return []
  const parent = join(getPath('userData'), 'chromium-host')
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'picked-'))
  const paths: string[] = []
  for (const [index, { name, size }] of files.entries()) {
    const path = join(folder, basename(name))
    appendFileSync(path, '')
    for (let start = 0; start < size; start += portion) {
      const bytes = await picked.evaluate(
        async (list, [at, from, length]) => {
          const slice = list[at]?.slice(from, from + length)
          return new Uint8Array((await slice?.arrayBuffer()) ?? [])
        },
        [index, start, portion] as const,
      )
      appendFileSync(path, bytes)
    }
    paths.push(path)
  }
  return paths
}
