import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { type Look, open, violations } from './screen.ts'

const LOOK: Look = { theme: 'light', language: 'en' }

const cards = (page: Page) => page.locator('.map-card')
const card = (page: Page, key: string) => page.locator(`.map-card[data-id="${key}"]`)

test('a filter completes what is typed, asks for what cards do not say, and stands in the link', async ({ page }) => {
  await open(page, '/map/?namespace=shop', LOOK)
  await page.keyboard.press('/')
  const field = page.getByRole('combobox', { name: /^Find/ })
  await expect(page.getByRole('option', { name: /^node:/ })).toContainText('Services with an endpoint on this Node')
  await page.keyboard.type('lab')
  const ways = page.getByRole('listbox', { name: 'How the filter can go on' })
  await expect(ways.getByRole('option')).toHaveText([/^label:/])
  await page.keyboard.press('ArrowDown')
  await expect(ways.getByRole('option', { selected: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('label:')
  await expect(page.getByText('“label:” still needs a value: app or app=web')).toBeVisible()
  await expect(page.locator('.map-card[data-dim]')).toHaveCount(0)
  await page.keyboard.type('app=web')
  await expect(page).toHaveURL(/q=label:app%3Dweb|q=label:app=web/)
  await expect(card(page, 'Service/shop/web')).not.toHaveAttribute('data-dim')
  await expect(card(page, 'Service/shop/api')).toHaveAttribute('data-dim')
  await page.reload()
  await expect(card(page, 'Service/shop/api')).toHaveAttribute('data-dim')
})

test('Pods are found by name and address, Services by Node and by what changed, now and at an instant', async ({
  page,
}) => {
  const api = `${process.env.PORTOLAN_URL}/api/v1/services/shop/api`
  for (const nth of [0, 1, 2]) {
    for (const isNow of [true, false]) {
      // A Pod may go as it is looked for, with a rollout of the demo cluster: then there is another.
      await expect(async () => {
        const { endpointList, at } = await (await page.request.get(api)).json()
        const [{ pod, address, node }] = endpointList
        const q = [pod.split('/')[1], `ip:${address}`, `node:${node}`][nth]
        await open(page, `/map/?namespace=shop&hide=true&q=${q}${isNow ? '' : `&at=${at}`}`, LOOK)
        await expect(card(page, 'Service/shop/api')).toBeVisible()
      }).toPass()
    }
  }
  await open(page, '/map/?namespace=shop&hide=true&q=node:nowhere', LOOK)
  await expect(page.getByText('Nothing matches').first()).toBeVisible()
  await open(page, '/map/?q=changed:1d', LOOK)
  await expect(page.getByText(/^\d+ of \d+$/).first()).toBeVisible()
})

test('a part of a filter that says nothing is left out with the reason, and what may have been meant', async ({
  page,
}) => {
  await open(page, '/map/?namespace=shop&q=stat:bad%20changed:soon', LOOK)
  await expect(page.getByText('“changed:soon” was left out: “soon” is no time like 30s, 5m or 2h')).toBeVisible()
  await expect(page.getByText('“stat:bad” was left out: there is no “stat:”')).toBeVisible()
  await page.getByRole('button', { name: 'state:bad?' }).click()
  await expect(page).toHaveURL(/q=state:bad/)
})

test('endpoints are grouped by Node, a Service with many opens in its place, and nothing above it moves', async ({
  page,
}) => {
  await open(page, '/map/?namespace=shop', LOOK)
  await page.getByRole('combobox', { name: 'What endpoints are grouped by' }).selectOption('node')
  await expect(page).toHaveURL(/group=node/)
  const api = card(page, 'Service/shop/api')
  await expect(api).toHaveAccessibleName(/worker-\d+ \d of \d/)
  const web = card(page, 'Service/shop/web')
  const before = { web: await web.boundingBox(), api: await api.boundingBox() }
  await api.focus()
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Fewer', includeHidden: true })).toBeVisible()
  await expect.poll(async () => (await api.boundingBox())?.height).toBeGreaterThan(before.api?.height ?? 0)
  await expect.poll(() => web.boundingBox()).toEqual(before.web)
  await page.keyboard.press('Space')
  await expect.poll(async () => (await api.boundingBox())?.height).toBe(before.api?.height)
  expect(await violations(page)).toEqual([])
})

test('a Service that is exposed itself has an entry, whose way is lit to the Service', async ({ page }) => {
  await open(page, '/map/?namespace=edge', LOOK)
  const entry = card(page, 'Service/edge/envoy-public<direct')
  await expect(entry).toHaveAccessibleName(/203\.0\.113\.10, Address.*:80 :443, straight to Service envoy-public/)
  await entry.hover()
  await expect(card(page, 'Service/edge/envoy-public')).toHaveAttribute('data-lit')
  await entry.click()
  await expect(page).toHaveURL(/focus=Address\/-\/203\.0\.113\.10/)
  await expect(page.getByRole('link', { name: 'Its page' })).toHaveAttribute('href', /service\/\?.*name=envoy-public/)
})

test('without a mouse: along the traffic from the address to the Service, with the whole way lit', async ({ page }) => {
  await open(page, '/map/?namespace=shop', LOOK)
  const chart = page.getByRole('region', { name: 'Chart of the traffic' })
  await expect(chart).toMatchAriaSnapshot(`
    - region "Namespace shop, 6 Services":
      - heading /shop/ [level=2]
      - list "Entry":
        - listitem:
          - link /^nginx, IngressClass, .* controller Pods ready$/
      - list "Rules":
        - listitem:
          - link /^old.shop.example.com, Ingress .*shop-legacy, 2 rules, 2 lead nowhere/
      - list "Services":
        - listitem:
          - link /^web, \\d of \\d endpoints ready.* reached by 2 rules/
  `)
  const first = chart.locator('.map-card[tabindex="0"]')
  await expect(first).toHaveCount(1)
  await first.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(page.locator('.map-card:focus')).toHaveAccessibleName(/^nginx, IngressClass/)
  await page.keyboard.press('l')
  await page.keyboard.press('l')
  await expect(page.locator('.map-card:focus')).toHaveAccessibleName(/endpoints ready|does not exist/)
  await expect(page.locator('.map-card[data-lit]')).not.toHaveCount(0)
  await expect.poll(() => cards(page).locator('visible=true').count()).toBeGreaterThan(3)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/focus=/)
})

test('keys pressed before anything listens to them go their steps one after the other', async ({ page }) => {
  let listen = (): void => undefined
  const isPressed = new Promise<void>((resolve) => {
    listen = resolve
  })
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    const response = await route.fetch()
    if ((await response.text()).includes('portolanEarlyKeys')) await isPressed
    await route.fulfill({ response })
  })
  await open(page, '/map/?namespace=shop', LOOK)
  await card(page, 'Ingress/shop/shop-legacy#old.shop.example.com').focus()
  await page.keyboard.press('h')
  await page.keyboard.press('l')
  await page.keyboard.press('l')
  await expect(page.locator('.map-card:focus')).toHaveAttribute('data-id', /^Ingress/)
  listen()
  await expect(page.locator('.map-card:focus')).toHaveAttribute('data-id', 'Service/shop/web')
})

test('the strip beside the chart leads to where it is clicked', async ({ page }) => {
  await open(page, '/map/?view=flow', LOOK)
  const chart = page.getByRole('region', { name: 'Chart of the traffic' })
  await expect(async () => {
    const box = await chart.boundingBox()
    if (!box) throw new Error('Expected the chart on the page, found none.')
    await page.mouse.click(box.x + box.width + 7, box.y + box.height - 20)
    const scrolled = () => chart.evaluate((element) => element.scrollTop)
    await expect.poll(scrolled, { timeout: 2_000 }).toBeGreaterThan(200)
  }).toPass()
})

test('the chart is saved as SVG with its text, and as PNG', async ({ page }) => {
  await open(page, '/map/?namespace=shop&group=node', LOOK)
  const saved = async (format: string) => {
    await page.getByRole('button', { name: 'Save the chart as a picture' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: new RegExp(`^${format}`) }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(new RegExp(`^map-shop-.*\\.${format.toLowerCase()}$`))
    return readFileSync(await download.path())
  }
  const svg = (await saved('SVG')).toString()
  expect(svg).toContain('shop.example.com')
  expect(svg).toContain('Endpoints by Node')
  expect(svg).toMatch(/@font-face[^}]*Geist Variable/)
  expect((await saved('PNG')).subarray(1, 4).toString()).toBe('PNG')
  await page.keyboard.press('v')
  await expect(page).toHaveURL(/view=table/)
  await page.keyboard.press('v')
  await expect(page.getByRole('button', { name: 'Trouble first' })).toBeVisible()
  expect((await saved('SVG')).toString()).toContain('catalog')
})

test('one object alone: only its connections are drawn, by key and by link, and everything comes back', async ({
  page,
}) => {
  await open(page, '/map/?namespace=shop&focus=Service/shop/web', LOOK)
  await page.getByRole('button', { name: 'Only its connections' }).click()
  await expect(page).toHaveURL(/only=true/)
  await expect(card(page, 'Service/shop/web')).toBeVisible()
  await expect(card(page, 'Service/shop/api')).toHaveCount(0)
  await page.reload()
  await expect(page.getByText(/^Only the connections of/)).toBeVisible()
  await expect(card(page, 'Service/shop/api')).toHaveCount(0)
  const endpoints = page.getByRole('list', { name: /^Endpoints of web, \d of them$/ })
  await expect(endpoints.getByRole('listitem').filter({ hasText: /^EndpointSlice/ })).toBeVisible()
  await expect(endpoints.getByRole('link', { name: 'HPA web' })).toBeVisible()
  await expect(endpoints.getByRole('listitem').filter({ hasText: /PodDisruptionBudget.*selects/ })).toBeVisible()
  await card(page, 'Service/shop/web').focus()
  await page.keyboard.press('ArrowRight')
  await expect(endpoints.getByRole('link').first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(endpoints.getByRole('link').nth(1)).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(card(page, 'Service/shop/web')).toBeFocused()
  await page.keyboard.press('x')
  await expect(card(page, 'Service/shop/api')).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('the overview says by name how each Service is, comes closer and goes farther, and shows where trouble is', async ({
  page,
}) => {
  await open(page, '/map/?view=overview', LOOK)
  const chart = page.getByRole('region', { name: /namespaces, \d+ Services$/ })
  const block = page.getByRole('link', { name: /^shop, \d+ Services/ })
  const width = async () => (await block.boundingBox())?.width
  await expect.poll(width).toBeGreaterThan(300)
  // How close the first look is depends on how much there is to see.
  await page.keyboard.press('-')
  await expect(page).toHaveURL(/zoom=(name|cell)/)
  if (page.url().includes('zoom=name')) await page.keyboard.press('-')
  await expect(page).toHaveURL(/zoom=cell/)
  await expect.poll(width).toBeLessThan(250)
  await page.keyboard.press(']')
  await expect(page.getByRole('status').filter({ hasText: /^[a-z-]+\/[a-z-]+/ })).toBeVisible()
  await page.keyboard.press('0')
  await expect(page).not.toHaveURL(/zoom=/)
  await expect.poll(width).toBeGreaterThan(300)
  await expect(chart).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('a pinned Service stands on top, in this browser and in the link that is copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, '/map/?namespace=shop', LOOK)
  await card(page, 'Service/shop/api').focus()
  await page.keyboard.press('p')
  const pinned = page.getByRole('region', { name: 'Pinned, 1 Service' })
  await expect(pinned.getByRole('link', { name: /^api, / })).toBeVisible()
  await expect(card(page, 'Service/shop/api')).toBeVisible()
  await pinned.getByRole('button', { name: /^Copy a link/ }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('pin=Service%2Fshop%2Fapi')
  await page.reload()
  await pinned.getByRole('link', { name: /^api, / }).focus()
  await page.keyboard.press('p')
  await expect(pinned).toHaveCount(0)
})
