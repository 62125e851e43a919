import { expect, type Page, test } from '@playwright/test'
import type { ObjectsPage } from '@portolan/contract'
import { type Look, open, pressTogether, urlOf, violations } from './screen.ts'

const LIGHT: Look = { theme: 'light', language: 'en' }
const DARK_CHINESE: Look = { theme: 'dark', language: 'zh-CN' }

const field = (page: Page) => page.getByRole('dialog').getByRole('combobox')
const option = (page: Page, name: RegExp | string) => page.getByRole('dialog').getByRole('option', { name })

async function firstPod(): Promise<{ name: string; ip: string }> {
  const response = await fetch(urlOf('/api/v1/objects?kind=Pod&namespace=kube-system&limit=1'))
  const { items } = (await response.json()) as ObjectsPage
  const pod = items[0] as unknown as { metadata: { name: string }; status: { podIPs: { ip: string }[] } }
  return { name: pod.metadata.name, ip: pod.status.podIPs[0]?.ip ?? '' }
}

test('no letter is lost that is typed before the palette is there', async ({ page }) => {
  await open(page, '/', LIGHT)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('gmxq')
  await expect(field(page)).toHaveValue('gmxq')
  await expect(page).toHaveURL(urlOf('/'))
})

test('by keyboard alone a Pod is found by its IP, a host by its suffix, and where one went is remembered', async ({
  page,
}) => {
  const { name, ip } = await firstPod()
  await open(page, '/', LIGHT)
  await page.keyboard.press('Control+k')
  await page.keyboard.type(ip)
  await expect(option(page, new RegExp(name))).toBeVisible()
  expect(await violations(page)).toEqual([])
  await field(page).fill('.china.com')
  await option(page, /www\.china\.com.*Trace/).click()
  await expect(page).toHaveURL(/\/trace\/\?url=http%3A%2F%2Fwww\.china\.com%2F/)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByText('Recent')).toBeVisible()
  await expect(option(page, /www\.china\.com/)).toBeVisible()
})

test('a view gets a name, is opened by it from anywhere, and is put away in the settings', async ({ page }) => {
  await open(page, '/services/?namespace=shop', LIGHT)
  await page.keyboard.press('Control+k')
  await field(page).fill('save this view')
  await option(page, 'Save this view…').click()
  await page.getByRole('textbox', { name: 'Name of this view' }).fill('The shop')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Name of this view' })).toHaveCount(0)
  await open(page, '/settings/', LIGHT)
  await expect(page.getByRole('link', { name: /The shop/ })).toBeVisible()
  await page.keyboard.press('Control+k')
  await field(page).fill('shop')
  await option(page, /The shop/).click()
  await expect(page).toHaveURL(/\/services\/\?namespace=shop/)
  await open(page, '/settings/', LIGHT)
  await page.getByRole('button', { name: 'Remove The shop' }).click()
  await expect(page.getByRole('link', { name: /The shop/ })).toHaveCount(0)
})

test('the moment before the last rollout is one command away', async ({ page }) => {
  await open(page, '/map/', LIGHT)
  await page.keyboard.press('Control+k')
  await field(page).fill('before')
  await option(page, /Just before the last rollout/).click()
  await expect(page).toHaveURL(/\/map\/\?at=/)
})

test('what a link says in vain is told; Escape closes one thing at a time: the legend, then the filter', async ({
  page,
}) => {
  await open(page, '/map/?depth=foo&namespace=shop', LIGHT)
  await expect(page.getByRole('status').filter({ hasText: 'depth=foo was ignored' })).toBeVisible()
  const find = page.getByRole('combobox', { name: /^Find/ })
  await find.fill('web')
  await page.getByRole('button', { name: 'Legend' }).click()
  const legend = page.locator('[popover="auto"]:popover-open')
  await expect(legend).toBeVisible()
  await find.focus()
  await page.keyboard.press('Escape')
  await expect(legend).toHaveCount(0)
  await expect(find).toHaveValue('web')
  await page.keyboard.press('Escape')
  await expect(find).toHaveValue('')
  await expect(page).not.toHaveURL(/q=web/)
  await find.blur()
  await page.keyboard.press('y')
  await expect(page.locator('output').filter({ hasText: 'Copied' })).toContainText('/map/?namespace=shop&depth=foo')
})

test('a first visit is led through four stops by keyboard, and never again', async ({ page }) => {
  await open(page, '/', { ...DARK_CHINESE, isFirstVisit: true })
  const tour = page.getByRole('region', { name: '导览' })
  await tour.getByRole('button', { name: '开始导览' }).press('Enter')
  for (const [place, title] of [
    [/\/map\/$/, '流量图'],
    [/\/rollouts?\//, '一次上线'],
    [/\/trace\/\?url=/, '一次追踪'],
    [/\/map\/\?at=/, '过去的时刻'],
  ] as const) {
    await expect(page).toHaveURL(place)
    await expect(tour.getByRole('heading', { name: title })).toBeVisible()
    expect(await violations(page)).toEqual([])
    await tour.getByRole('button', { name: /下一站|完成/ }).press('Enter')
  }
  await expect(tour).toHaveCount(0)
  expect(await page.evaluate(() => localStorage.getItem('portolan.preferences'))).toContain('"isTourOver":true')
})

test('what is chosen in the settings holds at once', async ({ page }) => {
  await open(page, '/', LIGHT)
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const zoneKey = page.getByRole('button', { name: /^Times in UTC or in this zone: \w, change/ })
  await zoneKey.click()
  await page.keyboard.press('y')
  await expect(page.getByText(/^y is taken: Copy the link/)).toBeVisible()
  await page.keyboard.press('b')
  await expect(zoneKey).toHaveText('b')
  await page.keyboard.press('b')
  await expect(page.getByRole('button', { name: 'UTC', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('checkbox', { name: /^Single-letter shortcuts/ }).uncheck()
  await pressTogether(page, 'g', 'm')
  await expect(page).toHaveURL(/\/settings\//)
  await page.getByRole('button', { name: '简体中文', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('设置')
})
