import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { LargeClusterOptions } from '@portolan/demo-cluster'
import { LARGEST } from '@portolan/demo-cluster'
import { ClusterProcess } from './cluster-process.ts'
import { framesPerSecond } from './frames.ts'
import type { Benchmark, Measurement } from './measurement.ts'
import { ProductProcess, until } from './product-process.ts'
import { UiBrowser } from './ui-browser.ts'

/** As many Services as the budget names; Pods are not on the map, so a tenth of them is enough. */
const CROWDED: LargeClusterOptions = { ...LARGEST, pods: 15_000, endpoints: 12_000 }
const MOST_NODES = 1_000
/** As many changes as ten minutes of 100 a second bring. */
const UPDATES = 60_000
/** In how many minutes they come: in one, unless `PORTOLAN_BENCH_MINUTES` names more. */
const MINUTES = Number(process.env.PORTOLAN_BENCH_MINUTES ?? 1)

/** The map of 10,000 Services in a real browser: how soon, how light, how smooth, and what it costs to stay open. */
export const uiMap: Benchmark = {
  name: 'ui map',
  async run() {
    const browser = await UiBrowser.start()
    if (browser === undefined) {
      console.log('  skipped: no Chromium found; CHROMIUM_PATH may name one')
      return []
    }
    const directory = mkdtempSync(path.join(tmpdir(), 'portolan-bench-'))
    const kubeconfig = path.join(directory, 'kubeconfig')
    const cluster = await ClusterProcess.start(CROWDED, kubeconfig)
    const product = await ProductProcess.start(['--kubeconfig', kubeconfig, '--data-dir', directory])
    try {
      await until(() => product.isReady(), 300_000)
      await atRest(product)
      return await measured(browser, { product, cluster })
    } finally {
      await browser.stop()
      await product.stop()
      cluster.stop()
      rmSync(directory, { recursive: true, force: true })
    }
  },
}

async function measured(
  browser: UiBrowser,
  { product, cluster }: { product: ProductProcess; cluster: ClusterProcess },
): Promise<Measurement[]> {
  const still = await framesPerSecond(browser)
  await browser.goto(`${product.url}/map/?view=flow`)
  await until(() => browser.evaluate<boolean>(`document.querySelectorAll('.map-card').length > 20`))
  const drawMs = await browser.evaluate<number>(DRAWN_AFTER_DATA)
  const scrolled = await framesPerSecond(
    browser,
    `() => { document.querySelector('section[style*="scroll-padding"]').scrollTop += 40 }`,
  )
  const nodes = await browser.evaluate<number>(`document.querySelectorAll('main *').length`)
  const before = await heapBytes(browser)
  await cluster.ask({ type: 'churn', changesPerSecond: UPDATES / (MINUTES * 60) })
  await new Promise((resolve) => setTimeout(resolve, MINUTES * 60_000))
  const { changes } = await cluster.ask({ type: 'stop-churn' })
  const heap = await heapBytes(browser)
  return [
    {
      what: 'first map after its data, 10,000 Services',
      measured: `${drawMs.toFixed(0)} ms`,
      budget: '≤ 2,000 ms',
      isMet: drawMs <= 2_000,
    },
    { what: 'elements of the map', measured: `${nodes}`, budget: `≤ ${MOST_NODES}`, isMet: nodes <= MOST_NODES },
    {
      what: 'frames a second of a scroll through it',
      measured: scrolled.toFixed(0),
      limit: `${still.toFixed(0)} of an empty page`,
      budget: '≥ 0.5 × limit',
      isMet: scrolled >= 0.5 * still,
    },
    {
      what: `heap of the page after the updates of 10 minutes (${count(changes)} changes, told in ${MINUTES} min)`,
      measured: `${megabytes(heap)} (${megabytes(before)} before)`,
      budget: '≤ 120 MB',
      isMet: heap <= 120e6,
    },
  ]
}

const LONGEST_START_S = 60
const QUIET_MS = 100

/** Until the work of starting is over, or a minute: it would take the page's share of the machine, which is what is measured. */
async function atRest(product: ProductProcess): Promise<void> {
  let before = product.workedMs()
  for (let second = 0; second < LONGEST_START_S; second++) {
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const now = product.workedMs()
    if (now - before < QUIET_MS) return
    before = now
  }
}

/** From the last byte of the topology to the first card in the page, by the clock of the page. */
const DRAWN_AFTER_DATA = `(() => {
  const [read] = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/api/v1/topology'))
  return performance.now() - read.responseEnd
})()`

/** What is in use after everything that nobody holds was collected. */
async function heapBytes(browser: UiBrowser): Promise<number> {
  return await browser.evaluate<number>(`(gc(), performance.memory.usedJSHeapSize)`)
}

function count(changes: number): string {
  return changes.toLocaleString('en')
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
