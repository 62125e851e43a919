import { expect, test } from '@playwright/test'
import { type RecordedCluster, recordedCluster, STARTS_WITHIN_MS, visit } from './recorded-cluster.ts'
import { isLive, type Look, violations } from './screen.ts'

const LOOK: Look = { theme: 'light', language: 'en' }

let recorded: RecordedCluster
test.beforeAll(async () => {
  test.setTimeout(STARTS_WITHIN_MS)
  recorded = await recordedCluster({ speed: Number.POSITIVE_INFINITY })
})
test.afterAll(() => recorded.close())

for (const [address, shown] of [
  ['/', 'h1'],
  ['/services/', '[data-row-link]'],
  ['/map/', 'a[data-id]'],
  ['/log/', '[data-row-link]'],
] as const) {
  test(`${address} when the server goes and comes back: the picture stays and says since when, and goes on without a reload`, async ({
    page,
  }) => {
    await visit(page, `${recorded.product.url}${address}`, LOOK)
    await isLive(page)
    await expect(page.locator(shown).first()).toBeVisible()
    // What a lost connection is told with is fetched while there is one.
    await page.waitForLoadState('networkidle')
    const before = await page.locator(shown).count()
    await page.evaluate(() => Object.assign(window, { isSamePage: true }))

    await recorded.killProduct()
    await expect(page.getByText(/^No news since /)).toBeVisible({ timeout: 30_000 })
    await expect(page.getByRole('link', { name: /behind$/ })).toBeVisible()
    // The band takes the room of a row.
    await expect.poll(() => page.locator(shown).count()).toBeGreaterThanOrEqual(before - 2)
    expect(await violations(page)).toEqual([])

    await recorded.startProduct()
    await expect(page.getByRole('link', { name: 'Live', exact: true })).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText(/^No news since /)).toHaveCount(0)
    await expect(page.locator(shown).first()).toBeVisible()
    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
  })
}
