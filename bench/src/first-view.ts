import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { RolloutsPage } from '@portolan/contract'
import type { Benchmark, Measurement } from './measurement.ts'
import { median } from './measurement.ts'
import { ProductProcess, until } from './product-process.ts'
import { UiBrowser } from './ui-browser.ts'

const VISITS = 5
const SCREENS = ['', 'map', 'services', 'trace', 'alerts', 'findings', 'rollouts', 'churn', 'log', 'status'] as const

/** A page of one line, from the same browser. */
const EMPTY = 'data:text/html,<p>Portolan</p>'

interface Paint {
  /** When the largest text or picture was painted, in ms since the navigation began. */
  readonly largestMs: number
  /** How much moved by itself, as the browser scores it; what is shifted by live news is counted, too. */
  readonly shifted: number
}

const PAINT = `new Promise((resolve) => {
  const paint = { largestMs: 0, shifted: 0 }
  const each = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true })
  each('largest-contentful-paint', ({ startTime }) => { paint.largestMs = startTime })
  each('layout-shift', ({ value, hadRecentInput }) => { if (!hadRecentInput) paint.shifted += value })
  setTimeout(() => resolve(paint), 3000)
})`

/** How soon the screens of the demo cluster are there, on a desktop, and whether anything moves meanwhile. */
export const firstView: Benchmark = {
  name: 'first view',
  async run() {
    const browser = await UiBrowser.start()
    if (browser === undefined) return [{ what: 'Chromium', measured: 'none installed', budget: 'one', isMet: false }]
    const directory = mkdtempSync(path.join(tmpdir(), 'portolan-bench-'))
    try {
      const product = await ProductProcess.start(['--demo', '--data-dir', directory])
      await until(async () => (await product.get<RolloutsPage>('/api/v1/rollouts')).isComplete)
      const measured = await paintsOf(browser, product.url)
      await product.stop()
      return measured
    } finally {
      await browser.stop()
      rmSync(directory, { recursive: true, force: true })
    }
  },
}

async function paintsOf(browser: UiBrowser, url: string): Promise<Measurement[]> {
  const empty = median((await visits(browser, EMPTY)).map(({ largestMs }) => largestMs))
  const map = median((await visits(browser, `${url}/map/`)).map(({ largestMs }) => largestMs))
  const shifts: [screen: string, shifted: number][] = []
  for (const screen of SCREENS) {
    const { shifted } = await visit(browser, screen === '' ? url : `${url}/${screen}/`)
    shifts.push([`/${screen}`, shifted])
  }
  const [worst = ['', Number.NaN]] = shifts.sort((a, b) => b[1] - a[1])
  return [
    {
      what: 'largest contentful paint of the map',
      measured: `${map.toFixed(0)} ms (median of ${VISITS})`,
      limit: `${empty.toFixed(0)} ms of an empty page`,
      budget: '≤ 1,000 ms',
      isMet: map <= 1_000,
    },
    {
      what: `layout shift of ${SCREENS.length} screens, the most`,
      measured: `${worst[1].toFixed(4)} (${worst[0]})`,
      budget: '≤ 0.02',
      isMet: worst[1] <= 0.02,
    },
  ]
}

async function visits(browser: UiBrowser, url: string): Promise<Paint[]> {
  const paints: Paint[] = []
  while (paints.length < VISITS) paints.push(await visit(browser, url))
  return paints
}

async function visit(browser: UiBrowser, url: string): Promise<Paint> {
  await browser.goto('about:blank')
  await browser.goto(url)
  await until(() => browser.evaluate<boolean>(`location.href !== 'about:blank'`))
  return browser.evaluate<Paint>(PAINT)
}
