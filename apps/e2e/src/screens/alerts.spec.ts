import { expect, type Page, test } from '@playwright/test'
import type { Alert, AlertsPage, Incident, NewSilence, Silence } from '@portolan/contract'
import { type Look, open, overflow, violations } from './screen.ts'

const LOOKS: readonly Look[] = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'zh-CN' },
]
const TABS = ['firing', 'rules', 'silences', 'receivers', 'deliveries'] as const
const ENGLISH: Look = { theme: 'light', language: 'en' }

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

test('an alert is silenced by keyboard, and that is taken back', async ({ page }) => {
  const silences = await fires(page)
  await open(page, '/alerts/', ENGLISH)
  await expect(page.getByRole('heading', { name: /Zero endpoints Service pay\/ledger/ })).toBeVisible()
  await expect(page.getByRole('link', { name: /Alerts\s*1 alert fires/ })).toBeVisible()
  await page.keyboard.press('s')
  const form = page.getByRole('dialog', { name: 'Silence' })
  await expect(form.getByText('mutes 1 firing alert')).toBeVisible()
  await form.getByLabel('Reason').fill('a drill')
  await form.getByLabel('Your name').fill('on call')
  await form.getByLabel('Your name').press('Enter')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
  expect(silences).toEqual([
    expect.objectContaining({
      matcher: { namespaces: ['pay'], services: ['ledger'], detectors: ['zero-endpoints'] },
      reason: 'a drill',
      createdBy: 'on call',
    }),
    'ended',
  ])
})

/** One alert fires, whatever the cluster does; silences that are made and ended are noted and kept from the server. */
async function fires(page: Page): Promise<(NewSilence | 'ended')[]> {
  const since = new Date(Date.now() - 60_000).toISOString()
  const noted: (NewSilence | 'ended')[] = []
  const alert: Alert = {
    ...{ id: 'a', ruleId: 'default-zero-endpoints', detector: 'zero-endpoints', severity: 'critical', state: 'firing' },
    ...{ subject: 'Service/pay/ledger', incident: 'i', since, sinceSeq: 1, raisedAt: since, resolvedAt: null },
    ...{ facts: {}, evidence: [], silencedBy: [], routes: [] },
    sentence: {
      id: 'alert.zero-endpoints',
      args: { service: 'pay/ledger' },
      text: 'Service pay/ledger has no ready endpoint',
    },
  }
  const incident: Incident = {
    ...{ id: 'i', severity: 'critical', state: 'firing', openedAt: since, resolvedAt: null, isMaintenance: false },
    ...{ alerts: [alert], timeline: [] },
  }
  const counts: AlertsPage['counts'] = { critical: 1, error: 0, warning: 0, info: 0, silenced: 0 }
  await page.route(/\/api\/v1\/incidents/, (route) => route.fulfill({ json: { items: [incident] } }))
  await page.route(/\/api\/v1\/alerts\?/, (route) =>
    route.fulfill({ json: { items: [alert], at: since, seq: 1, counts } satisfies AlertsPage }),
  )
  await page.route(/\/api\/v1\/silences/, (route) => {
    const request = route.request()
    if (request.method() === 'DELETE') {
      noted.push('ended')
      return route.fulfill({ status: 204 })
    }
    if (request.method() !== 'POST') return route.continue()
    const asked = request.postDataJSON() as NewSilence
    noted.push(asked)
    const made: Silence = { ...asked, id: 's', createdAt: since, endedAt: null, state: 'active', mutes: ['a'] }
    return route.fulfill({ status: 201, json: made })
  })
  return noted
}
