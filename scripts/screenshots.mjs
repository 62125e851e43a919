// Takes the pictures of the documentation from the demo cluster: `node scripts/screenshots.mjs`, after `npm start` was run once.
// It starts a demo of its own and waits a quarter of an hour for its story; `--url http://127.0.0.1:7678` takes them of one
// that runs.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const images = path.join(root, 'docs/images')
const WINDOW = { width: 1440, height: 900 }
/** The thirteenth chapter tells of an outage; each may take a minute and a half. */
const STORY_MS = 20 * 60_000
const LOOK_MS = 2_000
/** Shown before and after a rollout. */
const AROUND_MS = 15_000

const { values } = parseArgs({ options: { url: { type: 'string' } } })
if (values.url === undefined) await withDemo(takeAll)
else await takeAll(new URL(values.url).origin)

async function takeAll(url) {
  const { hitless, outage } = await waitFor(() => rolloutsOf(url))
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    for (const picture of picturesOf(hitless, outage)) await take(browser, url, picture)
  } finally {
    await browser.close()
  }
}

/** One picture for each headline of the README. */
function picturesOf(hitless, outage) {
  const [service] = hitless.services
  const [namespace, name] = service.service.split('/')
  const [window] = outage.services[0].zeroReady
  const before = Date.parse(outage.requestedAt) - 1_000
  const during = (Date.parse(window.from.at) + Date.parse(window.to.at)) / 2
  const course = {
    from: iso(Date.parse(hitless.requestedAt) - AROUND_MS),
    to: iso(Date.parse(hitless.drainedAt) + AROUND_MS),
  }
  const past = { at: iso(during), with: iso(before), namespace: outage.workload.namespace }
  return [
    { name: 'map', path: '/map/' },
    { name: 'rollout', path: `/rollout/${query({ id: hitless.id })}` },
    { name: 'rollout-outage', path: `/rollout/${query({ id: outage.id })}` },
    { name: 'service', path: `/service/${query({ namespace, name, ...course })}` },
    { name: 'trace', path: `/trace/${query({ url: 'http://www.china.com/' })}` },
    { name: 'compare', path: `/map/${query(past)}` },
  ]
}

async function take(browser, url, { name, path: address }) {
  const page = await browser.newPage({
    viewport: WINDOW,
    deviceScaleFactor: 1,
    colorScheme: 'light',
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  })
  // Somebody who was here before: the tour would lie over the picture.
  await page.addInitScript(() => localStorage.setItem('portolan.preferences', JSON.stringify({ isTourOver: true })))
  await page.goto(url + address)
  await page.waitForSelector('h1')
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await page.waitForTimeout(1_500)
  await page.screenshot({ path: path.join(images, `${name}.png`) })
  await page.close()
  console.log(`docs/images/${name}.png`)
}

/** A rollout that was hitless and one that was not, the newest of each; `undefined` while one of them is still to come. */
async function rolloutsOf(url) {
  const answer = await fetch(`${url}/api/v1/rollouts?limit=200`)
  if (!answer.ok) return undefined // it listens before its log is open
  const { items } = await answer.json()
  const drained = items.filter(({ state, services }) => state === 'drained' && services.length === 1)
  const hitless = drained.find(
    ({ verdict, services, trigger }) => verdict.kind === 'hitless' && trigger === 'update' && services[0].desired > 3,
  )
  const outage = drained.find(({ verdict, services }) => verdict.kind === 'outage' && services[0].zeroReady[0]?.to)
  return hitless && outage && { hitless, outage }
}

async function waitFor(look) {
  for (const until = Date.now() + STORY_MS; Date.now() < until; await sleep(LOOK_MS)) {
    const found = await look()
    if (found !== undefined) return found
  }
  throw new Error('the demo cluster told of no rollout that was hitless, or of none that was not')
}

/** Runs a demo with a log of its own. */
async function withDemo(use) {
  const directory = mkdtempSync(path.join(tmpdir(), 'portolan-screenshots-'))
  const server = spawn(
    process.execPath,
    [path.join(root, 'apps/server/dist/main.js'), '--demo', '--port', '0', '--data-dir', directory],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = new Promise((resolve) => server.once('exit', resolve))
  try {
    await use(await addressOf(server))
  } finally {
    server.kill('SIGTERM')
    await ended
    rmSync(directory, { recursive: true, force: true })
  }
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

function iso(time) {
  return new Date(time).toISOString()
}

function query(parameters) {
  return `?${new URLSearchParams(parameters)}`
}
