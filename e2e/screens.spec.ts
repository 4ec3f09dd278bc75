import type { Locator } from '@playwright/test'
import { expect, host, test } from './app.ts'
import { picture } from './picture.ts'

const screens = ['Spend', 'Payback', 'Routing', 'Rig', 'Alerts', 'Statements'] as const

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
