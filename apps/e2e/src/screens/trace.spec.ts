import { expect, test } from '@playwright/test'
import { type Look, open, violations } from './screen.ts'

const LOOK: Look = { theme: 'light', language: 'en' }

test('without a mouse: an address of the cluster is chosen and traced, why nobody answers and the rules considered are shown', async ({
  page,
}) => {
  await open(page, '/trace/', LOOK)
  await page.getByRole('combobox', { name: 'URL' }).focus()
  await page.keyboard.type('china')
  await expect(page.getByRole('option').first()).toContainText('www.china.com')
  await page.keyboard.press('ArrowDown')
  const chosen = page.getByRole('listbox').getByRole('option', { selected: true })
  await expect(chosen).toContainText('www.china.com')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/url=http/)
  await expect(page.getByText('Expected:').first()).toBeVisible()
  // What is wrong is a finding once it has lasted for a while.
  const finding = page.getByRole('link', { name: 'SVC-001' })
  await expect(finding.or(page.getByText('No Pod has the labels it selects.')).first()).toBeVisible()
  await page.getByText(/rules? considered/).click()
  await expect(page.getByText('It alone matches').or(page.getByText('It goes first')).first()).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('a finding opens beside the list with its evidence and command, and its link leads back to it', async ({
  page,
}) => {
  await open(page, '/findings/', LOOK)
  await page.locator('[data-row-link]').first().click()
  const drawer = page.getByRole('complementary', { name: 'Finding' })
  await expect(drawer.getByText('Evidence')).toBeVisible()
  await expect(drawer.locator('pre').last()).toContainText('kubectl')
  expect(await violations(page)).toEqual([])
  await page.reload()
  await expect(drawer.getByText('Evidence')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
})
