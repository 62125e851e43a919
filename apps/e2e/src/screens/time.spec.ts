import { expect, type Page, test } from '@playwright/test'
import type { ChangesPage, Status, Topology, TopologyStretch } from '@portolan/contract'
import { FoldedStretch } from '@portolan/contract/folding'
import { isLive, isPresentable, nothingSticksOut, open, pressTogether, SCREENS, urlOf, violations } from './screen.ts'

const LOOK = { theme: 'light', language: 'en' } as const
const WITH_TIME = ['overview', 'map', 'services', 'service', 'log'] as const

async function ask<Answer>(path: string): Promise<Answer> {
  const response = await fetch(urlOf(path))
  expect(response.status).toBe(200)
  return (await response.json()) as Answer
}

/** A place in the log at which everything of the demo cluster was there. */
async function knownPlace(): Promise<string> {
  return `seq:${(await ask<Status>('/api/v1/status')).seq}`
}

function at(path: string, instant: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}at=${instant}`
}

/** How long there has been a log, in ms. */
const ageOf = ({ now, store }: Status): number => Date.parse(now) - Date.parse(store.oldestAt ?? now)

const slider = (page: Page) => page.getByRole('slider', { name: 'Instant shown' })
const band = (page: Page) => page.getByText(/^You are looking at/)
const shownAt = (page: Page) => new URL(page.url()).searchParams.get('at')

/** What a change on the map can be a change of. */
const SEEN = ['EndpointSlice', 'Gateway', 'HTTPRoute', 'Ingress', 'ReferenceGrant', 'Service']
  .map((kind) => `&kind=${kind}`)
  .join('')

/** Every card of the chart and its place. */
function chart(page: Page): Promise<(string | undefined)[][]> {
  return page
    .locator('a[data-id]')
    .evaluateAll((cards) =>
      cards.map((card) => [(card as HTMLElement).dataset.id, (card as HTMLElement).style.transform]).sort(),
    )
}

/** As it stays once all of it is there. */
async function settledChart(page: Page): Promise<(string | undefined)[][]> {
  let last: (string | undefined)[][] = []
  await expect(async () => {
    const before = last
    last = await chart(page)
    expect(last).not.toEqual([])
    expect(last).toEqual(before)
  }).toPass({ intervals: [300] })
  return last
}

async function showTheSame(one: Page, other: Page): Promise<void> {
  await expect(async () => expect(await chart(one)).toEqual(await chart(other))).toPass({ timeout: 30_000 })
}

for (const screen of WITH_TIME) {
  test(`${screen} in the past, light and dark: says so, nothing to complain of, accessible, no overflow`, async ({
    page,
  }) => {
    const isThere = async () => {
      await expect(band(page)).toBeVisible()
      await expect(page).toHaveTitle(/^(\(\d+\) )?\d\d:\d\d:\d\d · /)
    }
    await isPresentable(page, at(SCREENS[screen], await knownPlace()), {
      language: 'en',
      name: `${screen}-past`,
      isThere,
    })
  })

  test(`${screen} in the past on a phone: nothing sticks out`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await open(page, at(SCREENS[screen], await knownPlace()), LOOK)
    await expect(band(page)).toBeVisible()
    await nothingSticksOut(page)
  })
}

test('on a phone the time bar is one line until it is unfolded', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, '/services/', LOOK)
  await expect(slider(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Unfold the time bar' }).click()
  await expect(slider(page)).toBeVisible()
  await nothingSticksOut(page)
  await page.getByRole('button', { name: 'Fold the time bar' }).click()
  await expect(slider(page)).toHaveCount(0)
})

test('the keyboard alone leads into the past and back', async ({ page }) => {
  await open(page, '/map/', LOOK)
  await isLive(page)
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'Live')
  await slider(page).focus()
  await page.keyboard.press('Home')
  await expect(band(page)).toBeVisible()
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /\d\d:\d\d:\d\d\.\d{3}, .* ago/)
  await expect.poll(() => shownAt(page)).not.toBeNull()
  const first = Date.parse(shownAt(page) ?? '')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => Date.parse(shownAt(page) ?? '')).toBeGreaterThan(first)
  await page.keyboard.press('Shift+L')
  await expect(band(page)).toBeHidden()
  await expect.poll(() => shownAt(page)).toBeNull()
  await page.goBack()
  await expect(band(page)).toBeVisible()
})

test('who goes back to the present while an instant is still read is not fetched into the past again', async ({
  page,
}) => {
  await open(page, '/map/', LOOK)
  await isLive(page)
  let answer: (() => void) | undefined
  const isAnswered = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(/\/api\/v1\/topology\?.*\bat=/, async (route) => {
    await isAnswered
    await route.continue()
  })
  await slider(page).focus()
  await page.keyboard.press('Home')
  await expect(band(page)).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+L')
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'Live')
  answer?.()
  await expect.poll(() => shownAt(page)).toBeNull()
  await expect(band(page)).toBeHidden()
})

test('a link shows the same chart to a colleague in another language and zone', async ({ page, browser }) => {
  const link = at('/map/?namespace=bistro', await knownPlace())
  await open(page, link, LOOK)
  await expect(page.locator('a[data-id]').first()).toBeVisible()
  const elsewhere = await browser.newContext({ timezoneId: 'Asia/Shanghai', viewport: { width: 1440, height: 900 } })
  const theirs = await elsewhere.newPage()
  await open(theirs, link, { theme: 'light', language: 'zh-CN' })
  await expect(theirs.locator('a[data-id]').first()).toBeVisible()
  await showTheSame(theirs, page)
  await elsewhere.close()
})

test('who moves about in the past of a namespace needs no server, and sees what it would have told', async ({
  page,
  browser,
}) => {
  await expect.poll(async () => ageOf(await ask<Status>('/api/v1/status')), { timeout: 40_000 }).toBeGreaterThan(25_000)
  const { store } = await ask<Status>('/api/v1/status')
  const from = Date.parse(store.oldestAt ?? '') + 5_000
  const iso = (time: number) => new Date(time).toISOString()
  const path = `/map/?namespace=shop&from=${iso(from)}&to=${iso(from + 8_000)}`
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const topologies = () => asked.filter((pathname) => pathname.startsWith('/api/v1/topology'))
  const step = async (key: string) => {
    const before = shownAt(page)
    await page.keyboard.press(key)
    await expect.poll(() => shownAt(page)).not.toBe(before)
  }
  await open(page, at(path, iso(from + 4_000)), LOOK)
  await slider(page).focus()
  await expect(async () => {
    asked.length = 0
    await step('ArrowRight')
    await step('ArrowLeft')
    expect(topologies()).toEqual([])
  }).toPass({ timeout: 60_000 })
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Home', 'ArrowRight'])
    await step(key)
  expect(topologies()).toEqual([])
  const elsewhere = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const fresh = await elsewhere.newPage()
  await open(fresh, at(path, shownAt(page) ?? ''), LOOK)
  await expect(fresh.locator('a[data-id]').first()).toBeVisible()
  await showTheSame(fresh, page)
  await elsewhere.close()
})

test('what is folded of the demo cluster is what is told of each instant', async () => {
  const { store } = await ask<Status>('/api/v1/status')
  const from = Date.parse(store.oldestAt ?? '') + 100
  for (const namespace of ['shop', 'bistro', 'default']) {
    const scope = `namespace=${namespace}`
    const stretch = await ask<TopologyStretch>(
      `/api/v1/topology/stretch?${scope}&from=${from}&to=${Date.now() - 1_000}`,
    )
    expect(stretch.obstacle).toBeNull()
    const folded = new FoldedStretch(stretch, [namespace])
    for (const share of [1, 0, 0.6, 0.2, 0.8, 0.4, 0.5, 0.9, 0.1]) {
      const time = Math.round(folded.from + share * (folded.to - folded.from))
      const told = await ask<Topology>(`/api/v1/topology?${scope}&detail=services&at=${time}`)
      expect({ ...folded.topologyAt(time), seq: 0 }).toEqual({ ...told, seq: 0 })
    }
  }
})

test('a step goes to the change before, whatever shares its millisecond, and forth again', async ({ page }) => {
  await open(page, '/map/?namespace=bistro', LOOK)
  await slider(page).focus()
  await page.keyboard.press(',')
  await expect.poll(() => shownAt(page)).toMatch(/^seq:\d+$/)
  const last = shownAt(page)
  await expect(page.getByText(last?.replace(':', ' ') ?? '')).toBeVisible()
  await page.keyboard.press(',')
  await expect.poll(() => shownAt(page)).not.toBe(last)
  const before = Number(shownAt(page)?.slice(4))
  const { items } = await ask<ChangesPage>(`/api/v1/changes?order=asc&limit=1&namespace=bistro${SEEN}&after=${before}`)
  expect(`seq:${items[0]?.seq}`).toBe(last)
  await page.keyboard.press('.')
  await expect.poll(() => shownAt(page)).toBe(last)
})

test('two instants are compared by keys, in one link', async ({ page }) => {
  await open(page, '/map/', LOOK)
  await isLive(page)
  await page.keyboard.press('c')
  await expect(page.getByRole('button', { name: 'Difference', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(() => new URL(page.url()).searchParams.get('with')).not.toBeNull()
  await expect(page.getByRole('complementary', { name: 'Differences' })).toBeVisible()
  const together = await settledChart(page)
  await page.keyboard.press('1')
  await expect(page.getByRole('button', { name: 'A', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(() => chart(page)).toEqual(together)
  await page.keyboard.press('3')
  await expect(page.getByRole('button', { name: 'B', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(() => chart(page)).toEqual(together)
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('c')
  await expect(page.getByRole('complementary', { name: 'Differences' })).toBeHidden()
  await expect.poll(() => new URL(page.url()).searchParams.get('with')).toBeNull()
})

test('before the first record the oldest instant is named, and one press away', async ({ page }) => {
  await open(page, '/map/?at=2020-01-01T00:00:00.000Z', LOOK)
  await expect(page.getByRole('heading', { name: 'This was before the history begins' })).toBeVisible()
  await page.getByRole('button', { name: 'Go to the oldest' }).click()
  await expect(page.getByRole('heading', { name: 'Map' })).toBeAttached()
  const { store } = await ask<Status>('/api/v1/status')
  await expect.poll(() => shownAt(page)).toBe(store.oldestAt)
})

test('what is still to come is no error of the server', async ({ page }) => {
  await open(page, '/services/?at=2100-01-01T00:00:00.000Z', LOOK)
  await expect(page.getByRole('heading', { name: 'This has not happened yet' })).toBeVisible()
  await page.getByRole('button', { name: 'Go to the present' }).click()
  await expect(page.getByRole('table')).toBeVisible()
})

test('every link stays at the instant', async ({ page }) => {
  const place = await knownPlace()
  await open(page, at('/map/', place), LOOK)
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Services' }).click()
  await expect(page).toHaveURL(/\/services\//)
  await expect.poll(() => shownAt(page)).toBe(place)
  await expect(band(page)).toBeVisible()
  await pressTogether(page, 'g', 'l')
  await expect(page).toHaveURL(/\/log\//)
  await expect.poll(() => shownAt(page)).toBe(place)
})

test('an instant can be typed', async ({ page }) => {
  const place = await knownPlace()
  await open(page, '/services/', LOOK)
  await page.keyboard.press('t')
  await page.getByRole('textbox', { name: /^Time/ }).fill('soon')
  await expect(page.getByText(/^Not understood/)).toBeVisible()
  await page.getByRole('textbox', { name: /^Time/ }).fill(place)
  await expect(page.getByRole('button', { name: 'Go', exact: true })).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(band(page)).toBeVisible()
  await expect.poll(() => shownAt(page)).toBe(place)
})

test('the stretch shown can be taken away as a file', async ({ page }) => {
  await open(page, '/map/?namespace=bistro', LOOK)
  await page.getByRole('button', { name: 'More about this stretch of time' }).click()
  await page.getByRole('checkbox', { name: /pseudonyms/ }).check()
  const link = page.getByRole('link', { name: 'Download' })
  await expect(link).toHaveAttribute('href', /redactNames=true/)
  const href = new URL((await link.getAttribute('href')) ?? '', urlOf('/'))
  expect(href.pathname).toBe('/api/v1/bundle')
  expect(Object.fromEntries(href.searchParams)).toMatchObject({ namespace: 'bistro', redactNames: 'true' })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(download.suggestedFilename()).toMatch(/\.portolan\.gz$/)
})
