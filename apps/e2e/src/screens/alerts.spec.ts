import { expect, test } from '@playwright/test'
import { type Look, open, overflow, urlOf, violations } from './screen.ts'

const LOOKS: readonly Look[] = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'zh-CN' },
]
const TABS = ['firing', 'rules', 'silences', 'receivers', 'deliveries'] as const
const ENGLISH: Look = { theme: 'light', language: 'en' }

/** Windows are judged every ten seconds. */
const SOON = { timeout: 30_000 }

/** Holds of any Service that has endpoints: less than half as many again are ready. */
const ALWAYS = {
  ...{ id: 'always', name: 'More than there are', detector: 'low-endpoints', severity: 'critical', grace: '0s' },
  scope: { namespaces: ['market'], services: ['accounts'] },
  thresholds: { share: 1.5, clearShare: 1.6, minDesired: 1, for: '1s', clearFor: '1s' },
}

/** The same, once all is well with as many as there are. */
const NEVER = { ...ALWAYS, thresholds: { ...ALWAYS.thresholds, share: 0.1, clearShare: 0.2 } }

test.afterEach(() => keepRules([]))

async function keepRules(items: readonly object[]): Promise<void> {
  const answer = await fetch(urlOf('/api/v1/alert-rules'), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ items }),
  })
  expect(answer.status).toBe(200)
}

for (const look of LOOKS) {
  for (const tab of TABS) {
    test(`alerts, ${tab}, ${look.theme}, ${look.language}: accessible, no overflow, on a phone too`, async ({
      page,
    }) => {
      const complaints = await open(page, `/alerts/?tab=${tab}`, look)
      await expect(page.getByRole('tab', { selected: true })).toBeVisible()
      expect(await violations(page)).toEqual([])
      expect(await overflow(page)).toBe(0)
      await page.setViewportSize({ width: 390, height: 844 })
      expect(await overflow(page)).toBe(0)
      expect(complaints.found).toEqual([])
    })
  }
}

test('a rule is overridden as a sentence, tried on the last day, kept, and removed again', async ({ page }) => {
  await open(page, '/alerts/?tab=rules', ENGLISH)
  const rule = page.getByRole('article', { name: /Slow drain/ })
  await rule.getByRole('button', { name: 'Override' }).click()
  const form = page.getByRole('complementary')
  await form.getByLabel('longer than the grace period by').fill('soon')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByRole('alert')).toContainText('a whole number with ms, s, m, h or d')
  await expect(form.getByLabel('longer than the grace period by')).toHaveAttribute('aria-invalid', 'true')
  await form.getByLabel('longer than the grace period by').fill('45s')
  await form.getByRole('button', { name: /^Try it/ }).click()
  await expect(form.getByText(/^Would (not )?have fired/)).toBeVisible()
  expect(await violations(page)).toEqual([])
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(rule).toContainText('yours')
  await expect(rule).toContainText('45s longer than its grace period')
  await rule.getByRole('button', { name: 'Remove' }).click()
  await expect(rule).toContainText('default')
})

test('maintenance that recurs is planned, listed, and ended', async ({ page }) => {
  await open(page, '/alerts/?tab=silences', ENGLISH)
  await page.getByRole('button', { name: 'New silence' }).click()
  const form = page.getByRole('complementary')
  await form.getByLabel('Namespaces').fill('nowhere')
  await form.getByLabel('Reason').fill('database maintenance')
  await form.getByLabel('Your name').fill('on call')
  await form.getByRole('button', { name: 'Silence' }).click()
  const line = page.getByRole('listitem').filter({ hasText: 'database maintenance' })
  await expect(line).toContainText('02:00')
  await line.getByRole('button', { name: 'End now: database maintenance' }).click()
  await expect(page.getByText('Expired: 1')).toBeVisible()
})

test('a receiver keeps its secret to itself, and a test shows what it answered', async ({ page }) => {
  await open(page, '/alerts/?tab=receivers', ENGLISH)
  await page.getByRole('button', { name: 'New receiver' }).click()
  const form = page.getByRole('complementary')
  await form.getByLabel('Name', { exact: true }).fill('nobody there')
  await form.getByLabel('Type').selectOption('webhook')
  await form.getByLabel('Value').fill('http://127.0.0.1:9/hook')
  await form.getByRole('button', { name: 'Save' }).click()
  const receiver = page.getByRole('article', { name: /nobody there/ })
  await receiver.getByRole('button', { name: 'Send a test' }).click()
  await expect(receiver.getByText('failed', { exact: true })).toBeVisible({ timeout: 30_000 })
  await receiver.getByRole('button', { name: 'Edit' }).click()
  await expect(form.getByText('Set; kept encrypted.')).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await receiver.getByRole('button', { name: 'Remove' }).click()
  await expect(receiver).toHaveCount(0)
})

test('an alert is counted in the rail and in the name of the window, said once, silenced by keyboard, and that is taken back', async ({
  page,
}) => {
  await open(page, '/alerts/', ENGLISH)
  await expect(page).toHaveTitle('Alerts · Portolan')
  await keepRules([ALWAYS])
  await expect(page.getByRole('heading', { name: /Low endpoints Service market\/accounts/ })).toBeVisible(SOON)
  await expect(page.locator('[data-announcer]')).toHaveText(/^Critical alert: Service market\/accounts/)
  await expect(page.getByRole('link', { name: /Alerts\s*1 alert fires/ })).toBeVisible()
  await expect(page.getByRole('tab', { name: 'Firing 1' })).toBeVisible()
  await expect(page).toHaveTitle('(1) Alerts · Portolan')
  await page.keyboard.press('s')
  const form = page.getByRole('dialog', { name: 'Silence' })
  await expect(form.getByText('mutes 1 firing alert')).toBeVisible()
  await form.getByLabel('Reason').fill('a drill')
  await form.getByLabel('Your name').fill('on call')
  await form.getByLabel('Your name').press('Enter')
  await expect(page).toHaveTitle('Alerts · Portolan')
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
  await expect(page).toHaveTitle('(1) Alerts · Portolan')
  await keepRules([NEVER])
  await expect(page.getByText('Nothing fires.')).toBeVisible(SOON)
  await expect(page).toHaveTitle('Alerts · Portolan')
})
