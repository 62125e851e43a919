import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import type { Status } from '@portolan/contract'
import { type ApiServer, buildLargeCluster, churn, resources, startApiServer } from '@portolan/demo-cluster'
import { PortolanProcess } from '../product/portolan-process.ts'
import { STARTS_WITHIN_MS, visit } from './recorded-cluster.ts'
import type { Look } from './screen.ts'

const LOOK: Look = { theme: 'light', language: 'en' }
const CLUSTER = { services: 120, pods: 1_200, endpoints: 600, namespaces: 3, seed: 1 }
const WRITES_A_SECOND = 1_000
const SOON = { timeout: 60_000 }
/** Nothing was written from one look to the next. */
const QUIET = { timeout: 60_000, intervals: [1_000] }

const store = buildLargeCluster({ ...CLUSTER, historyLimit: 50_000 })
let cluster: ApiServer
let product: PortolanProcess
let directory: string

// As long as a busy machine takes to write all of it.
test.describe.configure({ timeout: 300_000 })

test.beforeAll(async () => {
  test.setTimeout(STARTS_WITHIN_MS)
  directory = await mkdtemp(path.join(tmpdir(), 'portolan-storm-'))
  cluster = await startApiServer({ store, resources: Object.values(resources) })
  const kubeconfig = path.join(directory, 'kubeconfig')
  await cluster.writeKubeconfig(kubeconfig)
  product = await PortolanProcess.start({ args: ['--kubeconfig', kubeconfig, '--data-dir', directory] })
  await product.waitFor(async () => (await fetch(`${product.url}/readyz`)).status === 200, STARTS_WITHIN_MS)
})
test.afterAll(async () => {
  await product.stop()
  await cluster.close()
  await rm(directory, { recursive: true, force: true })
})

/** Endpoints come, go and flip until there were so many writes, and the product has written all of them down. */
async function storm(writes: number, writesASecond = WRITES_A_SECOND): Promise<void> {
  const running = churn(store, { changesPerSecond: writesASecond })
  await expect.poll(() => running.changes, { timeout: 120_000 }).toBeGreaterThan(writes)
  running.stop()
  let before = -1
  await expect
    .poll(async () => {
      const { seq } = await product.get<Status>('/api/v1/status')
      const isQuiet = seq === before
      before = seq
      return isQuiet
    }, QUIET)
    .toBe(true)
}

/** Each card of the chart: its key, what it says, and where it is. */
function cards(page: Page): Promise<string[][]> {
  return page.locator('.map-card').evaluateAll((all) =>
    all
      .map((card) => {
        const { x, y, width, height } = card.getBoundingClientRect()
        return [card.getAttribute('data-id') ?? '', card.getAttribute('aria-label') ?? '', `${[x, y, width, height]}`]
      })
      .sort(),
  )
}

const places = (all: string[][]) => all.map(([key, , place]) => [key, place])

async function expectAFreshPicture(page: Page, browser: Browser): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const fresh = await context.newPage()
  await visit(fresh, page.url(), LOOK)
  await expect(fresh.locator('.map-card').first()).toBeVisible()
  await expect(async () => expect(await cards(page)).toEqual(await cards(fresh))).toPass(SOON)
  await context.close()
}

test('a thousand changes a second: no card moves, the focus stays, and the picture is what a fresh one would be', async ({
  page,
  browser,
}) => {
  const [namespace = ''] = store.list(resources.namespaces).map(({ metadata }) => metadata.name)
  await visit(page, `${product.url}/map/?view=flow&namespace=${namespace}`, LOOK)
  await expect(page.locator('.map-card').first()).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await page.waitForLoadState('networkidle')
  const focused = page.locator('.map-card').nth(2)
  await focused.focus()
  const before = await cards(page)
  await storm(4_000)
  await expectAFreshPicture(page, browser)
  expect(places(await cards(page))).toEqual(places(before))
  expect(await cards(page)).not.toEqual(before)
  await expect(focused).toBeFocused()
})
