import { expect, type Locator, type Page, test } from '@playwright/test'
import type { RolloutsPage } from '@portolan/contract'
import type { PortolanProcess } from '../product/portolan-process.ts'
import { openHarbour } from './opened-bundle.ts'
import { OUTAGE_INCIDENTS } from './outage-alerts.ts'
import { STARTS_WITHIN_MS, visit } from './recorded-cluster.ts'
import { signsAlikeInGrey } from './signs.ts'

/** A node is being drained: endpoints of every state, and a Service with none that is ready. */
const DRAIN = 'at=2026-11-21T01:03:17.500Z'

test.use({ viewport: { width: 1180, height: 840 }, timezoneId: 'UTC' })

let product: PortolanProcess
test.beforeAll(async () => {
  test.setTimeout(STARTS_WITHIN_MS)
  product = await openHarbour()
})
test.afterAll(() => product.stop())

/** Open a screen in English, whose font comes with the product, in the theme of the system. */
async function show(page: Page, path: string): Promise<void> {
  await page.addInitScript(
    (preferences) => localStorage.setItem('portolan.preferences', preferences),
    JSON.stringify({ theme: 'system', locale: 'en', isTourOver: true }),
  )
  await visit(page, `${product.url}${path}`, { theme: 'light', language: 'en' })
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await page.waitForLoadState('networkidle')
}

const BOTH = ['light', 'dark'] as const

async function looksRight(picture: Locator, name: string, themes: readonly ('light' | 'dark')[] = ['light']) {
  const page = picture.page()
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expect(picture).toHaveScreenshot(`${name}-${theme}.png`)
  }
}

test('the map of a drain: the way from the address to every state of an endpoint', async ({ page }) => {
  await show(page, `/map/?view=flow&namespace=default&${DRAIN}`)
  const card = page.getByRole('link', { name: /^envoy-service, 0 of 1/ })
  await expect(card).toBeVisible()
  const chart = page.getByRole('region', { name: 'Chart of the traffic' })
  await looksRight(chart, 'map', BOTH)
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
  await page.keyboard.press('Tab')
  await card.focus()
  await expect(chart).toHaveScreenshot('map-forced-colours.png')
})

test('its overview: one sign for each Service', async ({ page }) => {
  await page.setViewportSize({ width: 760, height: 480 })
  await show(page, `/map/?view=overview&${DRAIN}`)
  await expect(page.getByRole('link', { name: /^shop, / })).toBeVisible()
  await looksRight(page.getByRole('region', { name: '3 namespaces, 11 Services' }), 'map-overview', BOTH)
})

test('the legend of the map, whose signs differ without their colours', async ({ page }) => {
  await show(page, `/map/?view=flow&${DRAIN}`)
  await page.getByRole('button', { name: 'Legend' }).click()
  const legend = page.locator('[popover]:popover-open')
  await looksRight(legend, 'legend')
  expect(await signsAlikeInGrey(legend.locator('li:has(> [aria-hidden])'), '> span')).toEqual([])
})

test('a rollout that left nobody: ready endpoints, lanes and outage on one axis', async ({ page }) => {
  const { items } = await product.get<RolloutsPage>('/api/v1/rollouts?namespace=shop')
  const outage = items.find(({ workload, trigger }) => workload.name === 'api' && trigger === 'update')
  await show(page, `/rollout/?id=${outage?.id}`)
  await expect(page.getByRole('list', { name: 'Pods over time' })).toBeVisible()
  const course = page.getByRole('region', { name: 'Course' })
  await looksRight(course, 'rollout', BOTH)
  const legend = course.getByRole('list', { name: 'Legend' })
  expect(await signsAlikeInGrey(legend.getByRole('listitem'), '> svg')).toEqual([])
})

test('the ledger of a Service that flapped and went down', async ({ page }) => {
  await page.setViewportSize({ width: 1180, height: 1200 })
  await show(page, '/service/?namespace=shop&name=api')
  const ledger = page.getByRole('region', { name: /^Ledger/ })
  await looksRight(ledger.locator('> .rounded-card'), 'ledger')
  const legend = ledger.getByRole('list', { name: 'Legend' })
  expect(await signsAlikeInGrey(legend.getByRole('listitem'), '> svg')).toEqual([])
})

test('churn: who joined, flipped and left', async ({ page }) => {
  await show(page, '/churn/')
  await looksRight(page.getByRole('main'), 'churn')
})

test('the overview, which asks for nothing that is refused', async ({ page }) => {
  const refused: string[] = []
  page.on('response', (answer) => answer.status() >= 400 && refused.push(`${answer.status()} ${answer.url()}`))
  await show(page, '/')
  await expect(page.getByText('Changed lately')).toBeVisible()
  await expect(page.getByRole('link', { name: /^What is wrong.*(error|warning|Nothing)/ })).toBeVisible()
  expect(refused).toEqual([])
  await looksRight(page.locator('body'), 'overview')
})

test('alerts that fire', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 480 })
  await page.route(/\/api\/v1\/(incidents|alerts|silences)/, (route) =>
    route.fulfill({ json: { items: route.request().url().includes('incidents') ? OUTAGE_INCIDENTS : [] } }),
  )
  await show(page, '/alerts/')
  await expect(page.getByRole('article')).toHaveCount(2)
  await looksRight(page.getByRole('main'), 'alerts')
})
