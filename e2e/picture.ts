import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { root } from './app.ts'

/** Pictures for people to look at; ignored by git. */
const folder = join(root, 'screenshots')
mkdirSync(folder, { recursive: true })

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const
const themes = ['light', 'dark'] as const

/** What the window shows, in both themes and two sizes. */
export async function picture(window: Page, name: string): Promise<void> {
  for (const colorScheme of themes)
    for (const size of sizes) {
      await window.emulateMedia({ colorScheme })
      await window.setViewportSize(size)
      await window.waitForTimeout(300)
      await window.screenshot({ path: join(folder, `${name}-${colorScheme}-${size.width}.png`) })
    }
}
