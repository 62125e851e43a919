import { expect, test } from '@playwright/test'
import { type Look, nothingSticksOut, open, pressTogether, violations } from './screen.ts'

const LIGHT: Look = { theme: 'light', language: 'en' }

test('by keyboard alone: who churned, when, why, and the changes behind it', async ({ page }) => {
  const complaints = await open(page, '/', LIGHT)
  await pressTogether(page, 'g', 'c')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Most churn in .* changes?[.;]/, {
    timeout: 45_000,
  })
  const chart = page.getByRole('slider', { name: 'Ready endpoints and churn of everything shown' })
  await chart.focus()
  await page.keyboard.press('End')
  await expect(chart).toHaveAttribute('aria-valuetext', /: \d+ joined, \d+ left, \d+ flipped$/)
  await page.keyboard.press('Escape')
  await expect(chart).toHaveAttribute('aria-valuetext', /^No step chosen/)
  await expect(page.locator('[data-row-link]').first()).toBeVisible()
  await page.keyboard.press('j')
  await expect(page.locator('[data-row-link]').first()).toBeFocused()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('complementary', { name: 'Churn of a Service' })
  await expect(drawer.getByRole('heading', { name: 'When most happened' })).toBeVisible()
  await expect(page).toHaveURL(/service=[a-z-]+%2F[a-z-]+/)
  expect(await violations(page)).toEqual([])
  await drawer.getByRole('link', { name: 'Changes' }).first().press('Enter')
  await expect(page).toHaveURL(/\/log\/\?.*kind=EndpointSlice.*from=/)
  await expect(page.getByRole('row').nth(1)).toContainText('EndpointSlice')
  expect(complaints.found).toEqual([])
})

test('the charts are tables, too; the drawer of a phone sticks out nowhere', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, '/churn/', LIGHT)
  await expect(page.getByRole('row').nth(1)).toBeVisible({ timeout: 45_000 })
  // What is beside it may grow while it would be clicked, by a kind of churn that there was not before.
  await page.locator('summary').filter({ hasText: 'As a table' }).press('Enter')
  const table = page.getByRole('table', { name: 'Ready endpoints and churn of everything shown' })
  await expect(table.getByRole('columnheader')).toHaveText(['From', 'Joined', 'Left', 'Flipped', 'Ready at the end'])
  await page.locator('[data-row-link]').first().click()
  await expect(page.getByRole('heading', { name: 'When most happened' })).toBeVisible()
  await nothingSticksOut(page)
  expect(await violations(page)).toEqual([])
})

test('the page of a Service tells its churn by cause', async ({ page }) => {
  await open(page, '/service/?namespace=bistro&name=orders&tab=churn', LIGHT)
  await expect(page.getByRole('slider', { name: 'Ready endpoints and churn of bistro/orders' })).toBeVisible()
  expect(await violations(page)).toEqual([])
})
