import { execFileSync } from 'node:child_process'
import { defineConfig } from '@playwright/test'

const chromium =
  process.env.CHROMIUM_PATH ?? execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim()

/** The Chromium that `pictures` were taken with. Another one smooths text and lines in its own way: then more may differ. */
const PICTURED_WITH = 156
const version = Number(/\d+/.exec(execFileSync(chromium, ['--version'], { encoding: 'utf8' }))?.[0])
const likeness = version === PICTURED_WITH ? { maxDiffPixels: 20 } : { maxDiffPixelRatio: 0.01 }

export default defineConfig({
  testDir: 'src/screens',
  outputDir: 'test-results',
  // Nobody waits as long; a machine that is busy with other things may need it.
  timeout: 180_000,
  workers: 2,
  forbidOnly: true,
  reporter: 'line',
  globalSetup: './src/screens/start-product.ts',
  // A picture that is missing or differs is a failure, never a new picture; CONTRIBUTING.md says how they are renewed.
  updateSnapshots: 'none',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  expect: { timeout: 30_000, toHaveScreenshot: { threshold: 0.2, ...likeness } },
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'],
    },
  },
})
