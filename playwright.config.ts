import { defineConfig } from '@playwright/test'

const isCi = process.env['CI'] === 'true'

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/announce.ts',
  reporter: 'line',
  workers: 2,
  // Two slow cores start a program per test, and two at a time.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: isCi,
})
