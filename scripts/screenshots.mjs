// Takes the pictures of the documentation from the demo cluster: `node scripts/screenshots.mjs`, after `npm start` was run once.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const images = path.join(root, 'docs/images')
const PICTURES = [
  { name: 'map', path: '/map/' },
  { name: 'service', path: '/service/?namespace=bistro&name=orders' },
]

const directory = mkdtempSync(path.join(tmpdir(), 'portolan-screenshots-'))
const server = spawn(
  process.execPath,
  [path.join(root, 'apps/server/dist/main.js'), '--demo', '--port', '0', '--data-dir', directory],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
const url = await addressOf(server)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
try {
  // The first chapter of the demo is a rollout of bistro/orders; by then it is over, and the ledger shows it.
  await new Promise((resolve) => setTimeout(resolve, 70_000))
  for (const picture of PICTURES) {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      deviceScaleFactor: 1,
      colorScheme: 'light',
    })
    await page.goto(url + picture.path)
    await page.waitForSelector('h1')
    await page.waitForTimeout(3_000)
    await page.screenshot({ path: path.join(images, `${picture.name}.png`) })
    await page.close()
  }
} finally {
  await browser.close()
  server.kill('SIGTERM')
  rmSync(directory, { recursive: true, force: true })
}

/** Where the server says it listens. */
async function addressOf(child) {
  let said = ''
  for await (const chunk of child.stdout) {
    said += chunk
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)
    if (found !== null) {
      child.stdout.resume()
      return found[0]
    }
  }
  throw new Error(`the server ended before it listened: ${said}`)
}
