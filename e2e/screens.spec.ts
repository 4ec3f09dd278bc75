import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, host, root, test } from './app.ts'

/** Pictures of every screen for people to look at; ignored by git. */
const folder = join(root, 'screenshots')
mkdirSync(folder, { recursive: true })

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const
const themes = ['light', 'dark'] as const
const screens = ['Spend', 'Payback', 'Rig', 'Alerts', 'Statements'] as const

async function picture(window: Page, name: string): Promise<void> {
  for (const colorScheme of themes)
    for (const size of sizes) {
      await window.emulateMedia({ colorScheme })
      await window.setViewportSize(size)
      await window.waitForTimeout(300)
      await window.screenshot({ path: join(folder, `${name}-${colorScheme}-${size.width}.png`) })
    }
}

test('pictures of every screen, full and empty, light and dark', async ({ window }) => {
  test.skip(host === 'electron', 'the size of a real window is not the page’s to set')
  test.setTimeout(180_000)
  for (const screen of screens) {
    await window.getByRole('navigation').getByRole('button', { name: screen }).click()
    await expect(window.getByRole('heading', { level: 1 })).toBeVisible()
    await picture(window, `empty-${screen.toLowerCase()}`)
  }
  await window.getByRole('button', { name: 'Spend' }).click()
  await window.getByRole('button', { name: 'Look at sample bills' }).click()
  await expect(window.getByText(/Sample bills, made up/)).toBeVisible()
  for (const screen of screens) {
    await window.getByRole('navigation').getByRole('button', { name: screen }).click()
    await expect(window.getByRole('heading', { level: 1 })).toBeVisible()
    if (screen === 'Spend' || screen === 'Payback')
      await expect(window.locator('canvas').first()).toBeVisible()
    await picture(window, screen.toLowerCase())
  }
})

test('every screen is reached and left by the keyboard alone', async ({ window }) => {
  const entry = (screen: string): Locator =>
    window.getByRole('navigation').getByRole('button', { name: screen })
  await expect(window.getByRole('heading', { level: 1 })).toBeVisible()
  await window.keyboard.press('Tab')
  await expect(window.getByRole('link', { name: 'Skip to the answer' })).toBeFocused()
  for (const screen of screens) {
    await window.keyboard.press('Tab')
    await expect(entry(screen)).toBeFocused()
    await window.keyboard.press('Enter')
    await expect(entry(screen)).toHaveAttribute('aria-current', 'page')
    await expect(window).toHaveTitle(new RegExp(screen))
  }
})
