import { expect, type Locator, type Page, test } from '@playwright/test'
import type { ChangeCauses, ChangesPage, RolloutDetail, RolloutsPage } from '@portolan/contract'
import { isPresentable, LANGUAGES, nothingSticksOut, open, urlOf, violations } from './screen.ts'

const LOOK = { theme: 'light', language: 'en' } as const

/** The demo cluster rolls something out within its first minute, and nobody stops it. */
async function firstRollout(): Promise<string> {
  let id: string | undefined
  await expect
    .poll(
      async () => {
        const page = (await (await fetch(urlOf('/api/v1/rollouts'))).json()) as RolloutsPage
        id = page.items.findLast(({ completedAt, trigger }) => completedAt !== null && trigger === 'update')?.id
        return id
      },
      { timeout: 120_000 },
    )
    .toBeDefined()
  return id ?? ''
}

const rolloutOf = async (id: string): Promise<RolloutDetail> =>
  (await fetch(urlOf(`/api/v1/rollouts/${encodeURIComponent(id)}`))).json()

/** `seq` of a change of a slice by which the rollout took an endpoint. */
async function sliceChangeOf(id: string): Promise<number> {
  const { requestedAt, workload } = await rolloutOf(id)
  const range = `limit=1000&namespace=${workload.namespace}&from=${encodeURIComponent(requestedAt)}`
  const changes: ChangesPage = await (await fetch(urlOf(`/api/v1/changes?kind=EndpointSlice&${range}`))).json()
  for (const { seq } of changes.items) {
    const causes: ChangeCauses = await (await fetch(urlOf(`/api/v1/changes/${seq}/causes`))).json()
    if (causes.items.some(({ cause, to }) => cause.kind === 'rollout' && to === 'terminating-serving')) return seq
  }
  throw new Error(`no change of a slice was found that rollout ${id} caused`)
}

/** Runs in the page. The shape of the pointer, once what it points at is drawn. */
async function cursorOf(element: Element): Promise<string> {
  await new Promise(requestAnimationFrame)
  return getComputedStyle(element).cursor
}

/** The bar shows by the pointer's shape where a mark can be clicked. */
async function clickMarkOn(page: Page, bar: Locator): Promise<void> {
  const box = await bar.boundingBox()
  if (!box) throw new Error('the time bar is not there')
  for (let x = box.x + 1; x < box.x + box.width; x += 3) {
    await page.mouse.move(x, box.y + 6)
    if ((await bar.evaluate(cursorOf)) !== 'pointer') continue
    await page.mouse.click(x, box.y + 6)
    return
  }
  throw new Error('no mark of a rollout is on the time bar')
}

const pageOf = (id: string, more = '') => `/rollout/?id=${encodeURIComponent(id)}${more}`
const chart = (page: Page) => page.getByRole('img', { name: /^Ready endpoints over time/ })
const lanes = (page: Page) => page.getByRole('list', { name: 'Pods over time' })
/** Each opens its evidence; the headings above them hide and show them. */
const podsOf = (page: Page) => lanes(page).locator('button[aria-describedby]')

for (const language of Object.values(LANGUAGES)) {
  test(`rollouts, ${language}, light and dark: nothing to complain of, accessible, no overflow`, async ({ page }) => {
    await firstRollout()
    const isThere = () => expect(page.locator('[data-row-link]').first()).toBeVisible()
    await isPresentable(page, '/rollouts/', { language, name: 'rollouts', isThere })
  })

  test(`a rollout, ${language}, light and dark: nothing to complain of, accessible, no overflow`, async ({ page }) => {
    const id = await firstRollout()
    const isThere = () => expect(page.locator('ol svg').first()).toBeVisible()
    await isPresentable(page, pageOf(id), { language, name: 'rollout', isThere })
  })
}

test('on a phone the verdict and the lanes are there and nothing sticks out', async ({ page }, info) => {
  const id = await firstRollout()
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, pageOf(id), LOOK)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/ready|endpoint/)
  await expect(podsOf(page).first()).toBeVisible()
  await nothingSticksOut(page)
  await page.screenshot({ path: info.outputPath('rollout-phone.png') })
})

test('at an instant before its request a rollout says so, and leads to where it was asked for, and back to now', async ({
  page,
}) => {
  const id = await firstRollout()
  const { requested, requestedAt } = await rolloutOf(id)
  const before = encodeURIComponent(new Date(Date.parse(requestedAt) - 1).toISOString())
  await open(page, pageOf(id, `&at=${before}`), LOOK)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This rollout had not been asked for yet')
  expect(await violations(page)).toEqual([])
  await page.getByRole('link', { name: 'See it when it was asked for' }).click()
  await expect(page).toHaveURL(new RegExp(`at=seq(:|%3A)${requested.seq}`))
  await expect(chart(page)).toBeVisible()
  await page.goBack()
  await page.getByRole('button', { name: 'Back to now' }).click()
  await expect(page).not.toHaveURL(/at=/)
  await page.getByRole('link', { name: 'Compare before and after' }).click()
  await expect(page).toHaveURL(new RegExp(`/map/.*with=seq(:|%3A)${requested.seq - 1}`))
})

test('without a mouse: the list leads to a rollout, a Pod opens to its evidence, the cursor leads to the map of then', async ({
  page,
}) => {
  const id = await firstRollout()
  await open(page, '/rollouts/', LOOK)
  const row = page.getByRole('main').locator(`a[data-row-link][href*="${encodeURIComponent(id)}"]`)
  const focused = page.getByRole('main').locator('a[data-row-link]:focus')
  await expect(row).toBeVisible()
  for (let before = ''; (await row.and(focused).count()) === 0; ) {
    await page.keyboard.press('j')
    await expect(focused).not.toHaveAttribute('href', before)
    before = (await focused.getAttribute('href')) ?? ''
  }
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/rollout/\\?id=${encodeURIComponent(id)}`))
  await expect(chart(page)).toBeVisible()
  await podsOf(page).first().focus()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('complementary', { name: 'Evidence of a Pod' })
  await expect(drawer.getByRole('cell', { name: 'metadata.creationTimestamp' }).first()).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
  const heading = lanes(page).getByRole('button', { expanded: true }).first()
  const count = await podsOf(page).count()
  await heading.press('Enter')
  await expect.poll(() => podsOf(page).count()).toBeLessThan(count)
  await lanes(page)
    .getByRole('button', { expanded: false, name: /^(new|old)/ })
    .press('Enter')
  await expect(podsOf(page)).toHaveCount(count)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('+')
  await expect(page).toHaveURL(/from=.*to=/)
  await page.keyboard.press('0')
  await expect(page).not.toHaveURL(/from=/)
  await page.keyboard.press('o')
  await expect(page).toHaveURL(/\/map\/\?.*focus=Service.*at=2/)
})

test('the same as tables, and all of it as a file', async ({ page }) => {
  const id = await firstRollout()
  await open(page, pageOf(id), LOOK)
  for (const form of ['SVG', 'PNG', 'JSON']) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Save as ${form}` }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(new RegExp(`^rollout-.*\\.${form.toLowerCase()}$`))
  }
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  const steps = page.getByRole('table', { name: 'Ready endpoints, step by step' })
  await expect(async () => {
    const told = await rolloutOf(id)
    const rows = String((told.series[0]?.steps.length ?? 0) + 1)
    await expect(steps).toHaveAttribute('aria-rowcount', rows, { timeout: 2_000 })
  }).toPass()
  expect(await violations(page)).toEqual([])
})

test('why an endpoint was lost is told with its proof, in the rollout and on the page of the Service', async ({
  page,
}) => {
  const id = await firstRollout()
  await open(page, pageOf(id), LOOK)
  const why = page.getByRole('region', { name: /^Why endpoints came and went/ })
  const lost = why.getByRole('listitem').filter({ hasText: 'lost' }).first()
  await expect(lost).toContainText('rolls out another revision')
  await lost.locator('summary').click()
  await expect(lost).toContainText('metadata.deletionTimestamp')
  await page
    .getByText(/^Endpoints of/)
    .getByRole('link')
    .click()
  await expect(page).toHaveURL(/\/service\//)
  await expect(page.getByRole('region', { name: /^Why endpoints came and went/ })).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('the log tells why a change of a slice moved an endpoint, and leads to the change that proves it', async ({
  page,
}) => {
  const seq = await sliceChangeOf(await firstRollout())
  await open(page, `/log/?seq=${seq}`, LOOK)
  const drawer = page.getByRole('complementary', { name: 'Change' })
  const why = drawer.getByRole('region', { name: 'What it did to endpoints, and why' })
  const move = why.getByRole('listitem').filter({ hasText: 'rolls out another revision' }).first()
  await move.locator('summary').click()
  await expect(move).toContainText('metadata.deletionTimestamp')
  expect(await violations(page)).toEqual([])
  const evidence = move.getByRole('link', { name: /^seq / }).first()
  const proof = (await evidence.textContent())?.replace('seq ', '')
  await evidence.click()
  await expect(page).toHaveURL(new RegExp(`seq=${proof}$`))
})

test('a rollout is reached from the change that asked for it, from its Service, the map and the time bar', async ({
  page,
}) => {
  const id = await firstRollout()
  const { requested, requestedAt, services, workload } = await rolloutOf(id)
  const isThere = new RegExp(`/rollout/\\?id=${encodeURIComponent(id)}`)
  const [service = ''] = services.map((each) => each.service)
  const then = encodeURIComponent(new Date(Date.parse(requestedAt) + 500).toISOString())
  const name = service.split('/')[1] ?? ''

  await open(page, `/log/?seq=${requested.seq}`, LOOK)
  await page.getByRole('complementary', { name: 'Change' }).getByRole('link', { name: workload.name }).click()
  await expect(page).toHaveURL(isThere)

  await open(page, `/service/?namespace=${workload.namespace}&name=${name}&at=${then}`, LOOK)
  await page.getByRole('region', { name: 'Last rollout behind it' }).getByRole('link').click()
  await expect(page).toHaveURL(isThere)
  await expect(page).toHaveURL(/at=/)

  await open(page, `/map/?view=flow&focus=${encodeURIComponent(`Service/${service}`)}&at=${then}`, LOOK)
  await page.getByRole('complementary').locator('a[href^="/rollout/"]').first().click()
  await expect(page).toHaveURL(isThere)

  await open(page, `/services/?at=${then}`, LOOK)
  const bar = page.getByRole('slider', { name: 'Instant shown' })
  await expect(bar).toHaveAttribute('aria-valuetext', /Enter opens the rollout/)
  await bar.press('Enter')
  await expect(page).toHaveURL(isThere)
  await expect(chart(page)).toBeVisible()

  await open(page, `/services/?at=${then}`, LOOK)
  await expect(bar).toHaveAttribute('aria-valuetext', /Enter opens the rollout/)
  await clickMarkOn(page, bar)
  await expect(page).toHaveURL(/\/rollout\/\?id=/)
})
