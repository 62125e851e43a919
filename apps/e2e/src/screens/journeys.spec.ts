import { expect, type Locator, type Page, test } from '@playwright/test'
import type { ResolutionHistory, ServiceDetail } from '@portolan/contract'
import { type RecordedCluster, recordedCluster, STARTS_WITHIN_MS, visit } from './recorded-cluster.ts'
import { type Look, pressTogether, urlOf } from './screen.ts'

const LOOK: Look = { theme: 'light', language: 'en' }
const MOST_STEPS = 60

let recorded: RecordedCluster
test.beforeAll(async () => {
  test.setTimeout(STARTS_WITHIN_MS)
  recorded = await recordedCluster({ speed: 30 })
})
test.afterAll(() => recorded.close())

/** The same questions to both clusters; what is asked about is in both. */
const CLUSTERS = {
  'a recorded cluster': () => recorded.product.url ?? '',
  'the demo cluster': () => urlOf(''),
} as const

/** Move on with Tab until one of these has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted.first()).toBeVisible()
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await wanted.evaluateAll((all) => all.some((element) => element === document.activeElement))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`it was not reached with ${MOST_STEPS} presses of Tab: ${wanted}`)
}

/** Where the recording has repaired it since, the place in the log at which it was so. */
async function whenUnavailable(url: string): Promise<string> {
  const path = '/api/v1/resolve/history?url=http%3A%2F%2Fwww.china.com%2F'
  const { intervals } = (await (await fetch(url + path)).json()) as ResolutionHistory
  const [newest] = intervals
  if (newest?.outcome.kind === 'unavailable') return ''
  const broken = intervals.find(({ outcome }) => outcome.kind === 'unavailable')
  return `?at=${encodeURIComponent(broken?.from ?? '')}`
}

/** Type into the palette what one looks for, and take the first that has this name. */
async function choose(page: Page, typed: string, name: RegExp): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(typed)
  const option = page.getByRole('dialog').getByRole('option', { name }).first()
  await expect(option).toBeVisible()
  for (let step = 0; step < MOST_STEPS && (await option.getAttribute('aria-selected')) !== 'true'; step += 1)
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}

const verdict = (page: Page) =>
  page
    .getByRole('main')
    .getByText(/^Expected: /)
    .first()

for (const [name, url] of Object.entries(CLUSTERS)) {
  test.describe(`in ${name}, without a mouse`, () => {
    test('the Service behind a URL is found', async ({ page }) => {
      await visit(page, `${url()}/`, LOOK)
      await pressTogether(page, 'g', 't')
      await tabTo(page, page.getByRole('combobox', { name: 'URL' }))
      await page.keyboard.type('https://shop.example.com/')
      await page.keyboard.press('Enter')
      await expect(verdict(page)).toBeVisible()
      await tabTo(page, page.getByRole('main').getByRole('link', { name: 'Service shop/web' }).first())
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/\/(service|object)\/\?.*namespace=shop&name=web/)
      await page.goBack()
      await expect(verdict(page)).toBeVisible()
      await page.goForward()
      await expect(page).toHaveURL(/name=web/)
    })

    test('why www.china.com answers 503', async ({ page }) => {
      await visit(page, `${url()}/${await whenUnavailable(url())}`, LOOK)
      await choose(page, 'china', /www\.china\.com.*Trace/)
      await expect(verdict(page)).toContainText('503')
      await tabTo(page, page.getByRole('main').getByRole('link', { name: 'Service default/in-ng-svc' }).first())
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/name=in-ng-svc/)
      await expect(
        page.getByText('No Pod has the labels it selects.').or(page.getByText('SVC-001')).first(),
      ).toBeVisible()
    })

    test('the verdict of the last rollout is read', async ({ page }) => {
      await visit(page, `${url()}/`, LOOK)
      await pressTogether(page, 'g', 'r')
      await expect(page).toHaveURL(/\/rollouts\//)
      await tabTo(page, page.getByRole('main').locator('[data-row-link]'))
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/\/rollout\/\?id=/)
      await expect(page.getByRole('heading', { level: 1 })).toContainText(/endpoint|ready|rollout/i)
      await expect(page.getByRole('img', { name: /^Ready endpoints over time/ })).toBeVisible()
    })
  })
}

test('the map at the minute of an outage is reached from mark to mark, and its link shows the same to somebody else', async ({
  page,
  browser,
}) => {
  // The first press comes before it is known where marks are.
  let tell = (): void => undefined
  const isPressed = new Promise<void>((resolve) => {
    tell = resolve
  })
  await page.route(/\/api\/v1\/markers/, async (route) => {
    await isPressed
    await route.continue()
  })
  await visit(page, `${recorded.product.url}/map/?namespace=shop`, LOOK)
  const api = (on: Page) =>
    on
      .locator('a[data-id]')
      .filter({ hasText: 'api' })
      .and(on.getByRole('link', { name: /^api, 0 of/ }))
  await expect(page.locator('a[data-id]').first()).toBeVisible()
  await expect(page.getByRole('button', { name: /^Previous mark/ })).toBeVisible()
  const shownAt = () => new URL(page.url()).searchParams.get('at') ?? ''
  const readyThen = async () => {
    const { endpoints } = await recorded.product.get<ServiceDetail>(
      `/api/v1/services/shop/api?at=${encodeURIComponent(shownAt())}`,
    )
    return endpoints.ready
  }
  for (let step = 0; step < MOST_STEPS && (shownAt() === '' || (await readyThen()) > 0); step += 1) {
    const before = shownAt()
    await page.keyboard.press('Shift+<')
    tell()
    await expect.poll(shownAt).not.toBe(before)
  }
  await expect(api(page)).toBeVisible()
  await expect(page.getByText(/^You are looking at/)).toBeVisible()
  const elsewhere = await browser.newContext({ timezoneId: 'Asia/Shanghai', viewport: { width: 1440, height: 900 } })
  const theirs = await elsewhere.newPage()
  await visit(theirs, page.url(), LOOK)
  await expect(api(theirs)).toBeVisible()
  await elsewhere.close()
})

test('the screens of the recorded cluster read as they should', async ({ page }) => {
  const { url } = recorded.product
  await visit(page, `${url}/services/?namespace=default`, LOOK)
  await expect(page.getByRole('table')).toMatchAriaSnapshot(`
    - table "Services":
      - rowgroup:
        - row "Name Namespace Endpoints ready Revision Type Cluster IP Ports Churn, 5 min"
      - rowgroup:
        - row /^all ready envoy-service.* default 1 \\/ 1 5c57589876 NodePort 10\\.96\\.28\\.157 9901, 10000/
        - row /^all ready in-ng-svc .* default 2 \\/ 2 769d5f794 NodePort 10\\.96\\.34\\.176 80/
        - row /nginx-app-svc/
  `)
  await page.goto(`${url}/trace/?url=http%3A%2F%2Fwww.china.com%2F`)
  await expect(page.getByRole('region', { name: 'The way' })).toMatchAriaSnapshot(`
    - region "The way":
      - heading "The way" [level=2]
      - list:
        - listitem:
          - heading "Entry" [level=3]
        - listitem:
          - heading "Host" [level=3]
          - paragraph: www.china.com is named by rules
  `)
})
