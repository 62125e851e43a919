import { expect, test } from '@playwright/test'
import { type Look, open, violations } from './screen.ts'

// Last of all files: what is wrong is a finding only when it has lasted for half a minute.
const LIGHT: Look = { theme: 'light', language: 'en' }

test('a Service that nobody answers says why at once, with the selector that would find Pods', async ({ page }) => {
  await open(page, '/service/?namespace=default&name=in-ng-svc', LIGHT)
  const why = page.getByRole('region', { name: 'Why' })
  await expect(why.getByText('SVC-001')).toBeVisible({ timeout: 100_000 })
  await expect(why.getByRole('row', { name: /nginx-label/ })).toContainText('nginx01')
  expect(await violations(page)).toEqual([])
})

test('cards of the map say what is wrong; their badge, the filter and the drawer lead to it', async ({ page }) => {
  const complaints = await open(page, '/map/?namespace=default&namespace=shop', LIGHT)
  const card = page.getByRole('link', { name: /^in-ng-svc.* 1 finding, worst is an error$/ })
  await expect(card).toBeVisible({ timeout: 100_000 })
  expect(await violations(page)).toEqual([])
  await page.getByRole('link', { name: /have findings$|has findings$/ }).click()
  await expect(page).toHaveURL(/q=finding/)
  await expect(page.getByText(/^\d+ of \d+$/).first()).toBeVisible()
  await card.press('Enter')
  await expect(page.getByRole('complementary').getByText('SVC-001')).toBeVisible()
  await page.keyboard.press('Escape')
  await page
    .locator('a[href*="in-ng-svc"]')
    .and(page.getByRole('link', { name: '1 finding: error' }))
    .click()
  await expect(page).toHaveURL(/\/findings\//)
  await expect(page.getByText('1 of', { exact: false }).first()).toBeVisible()
  expect(complaints.found).toEqual([])
})
