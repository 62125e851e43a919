import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import type { Alert, AlertsPage, Incident } from '@portolan/contract'
import { isLive, type Look, nothingSticksOut, open, urlOf, violations } from './screen.ts'

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

test.afterEach(async () => {
  if ((await firing()).length > 0) await keepRules([NEVER])
  await expect.poll(async () => (await firing()).filter(isAsked), SOON).toEqual([])
  await keepRules([])
})

async function firing(): Promise<readonly Alert[]> {
  const answer = await fetch(urlOf('/api/v1/alerts?state=firing&state=acknowledged'))
  return ((await answer.json()) as AlertsPage).items
}

const isAsked = ({ subject, detector }: Alert) => subject === 'Service/market/accounts' && detector === NEVER.detector

/** As many are counted as fire unsilenced: the demo cluster has troubles of its own now and then. Returns how many. */
async function isCounted(page: Page): Promise<number> {
  let count = 0
  await expect(async () => {
    count = (await firing()).filter(({ state, silencedBy }) => state === 'firing' && silencedBy.length === 0).length
    const title = count === 0 ? 'Alerts · Portolan' : `(${count}) Alerts · Portolan`
    await expect(page).toHaveTitle(title, { timeout: 2_000 })
  }).toPass(SOON)
  return count
}

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
      await nothingSticksOut(page)
      await page.setViewportSize({ width: 390, height: 844 })
      await nothingSticksOut(page)
      expect(complaints.found).toEqual([])
    })
  }
}

test('a rule is overridden as a sentence, tried while it is typed, kept, shown on a chart, switched off and reset', async ({
  page,
}) => {
  await open(page, '/alerts/?tab=rules', ENGLISH)
  const rule = page.getByRole('article', { name: /Slow drain/ })
  await rule.getByRole('button', { name: 'Override' }).click()
  const form = page.getByRole('complementary')
  const overGrace = form.getByLabel('longer than the grace period by')
  await overGrace.fill('soon')
  await expect(overGrace).toHaveAccessibleDescription(/a whole number and its unit, such as 90s/)
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(overGrace).toBeFocused()
  await overGrace.fill('45s')
  await expect(form.getByText(/^Would (not )?have fired/)).toBeVisible()
  expect(await violations(page)).toEqual([])
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(rule).toContainText('yours')
  await expect(rule).toContainText('45 s longer than its grace period')
  await rule.getByRole('button', { name: 'Switch off' }).click()
  await expect(rule.getByText('off', { exact: true })).toBeVisible()
  await rule.getByRole('button', { name: 'Reset to default' }).click()
  await expect(rule).toContainText('default')
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  await page.keyboard.press('z')
  await expect(rule).toContainText('45 s longer than its grace period')
  await rule.getByRole('link', { name: /When it fired/ }).click()
  await expect(form.getByRole('heading', { name: 'Did not fire in 7 days' })).toBeVisible()
  await expect(form.getByRole('img').first()).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('a rule is made from another one, and fires', async ({ page }) => {
  await open(page, '/alerts/?tab=rules', ENGLISH)
  await page
    .getByRole('article', { name: /Low endpoints/ })
    .getByRole('button', { name: 'Duplicate' })
    .click()
  const form = page.getByRole('complementary')
  await form.getByLabel('Name', { exact: true }).fill('As many as wanted and more')
  await form.getByLabel('Namespaces').fill('market')
  await form.getByLabel('Services', { exact: true }).fill('accounts')
  await form.getByLabel('share in percent', { exact: true }).fill('150')
  await form.getByLabel('share in percent at which it is over').fill('160')
  await form.getByLabel('for how long it must hold').fill('1s')
  await form.getByLabel('grace of a new Service').fill('0s')
  await expect(form.getByText(/^Would have fired (once|\d+ times) in the last 24 h/)).toBeVisible(SOON)
  await form.getByRole('button', { name: 'Save' }).click()
  const rule = page.getByRole('article', { name: /As many as wanted and more/ })
  await rule.getByRole('link', { name: /When it fired/ }).click()
  await expect(form.getByRole('link', { name: /market\/accounts/ }).first()).toBeVisible(SOON)
})

test('maintenance that recurs is planned, listed, and ended', async ({ page }) => {
  await open(page, '/alerts/?tab=silences', ENGLISH)
  await page.getByRole('button', { name: 'New silence' }).click()
  const form = page.getByRole('complementary')
  await form.getByRole('button', { name: 'recurring' }).click()
  await form.getByLabel('Namespaces').fill('nowhere')
  await form.getByLabel('Reason').fill('database maintenance')
  await form.getByLabel('Your name').fill('on call')
  await form.getByRole('button', { name: 'Silence' }).click()
  const line = page.getByRole('listitem').filter({ hasText: 'database maintenance' })
  await expect(line).toContainText('02:00')
  await line.getByRole('button', { name: 'End now: database maintenance' }).click()
  await expect(page.getByText(/^Expired: \d+$/)).toBeVisible()
})

test('a receiver keeps its secret, answers to a test, is told of an alert, and its answer is in the log of deliveries', async ({
  page,
}) => {
  const hook = await aHook()
  await open(page, '/alerts/?tab=receivers', ENGLISH)
  await page.getByRole('button', { name: 'New receiver' }).click()
  const form = page.getByRole('complementary')
  await form.getByLabel('Name', { exact: true }).fill('the hook')
  await form.getByLabel('Type').selectOption('webhook')
  await form.getByLabel('Value').first().fill(hook.url)
  await form.getByRole('button', { name: 'Save' }).click()
  const receiver = page.getByRole('article', { name: /the hook/ })
  await receiver.getByRole('button', { name: 'Send a test' }).click()
  await expect(receiver.getByText('delivered', { exact: true })).toBeVisible(SOON)
  await expect(receiver.getByText('well received')).toBeVisible()
  expect(hook.told).toEqual(['test'])
  await receiver.getByRole('button', { name: 'Edit' }).click()
  await expect(form.getByText('Set; kept encrypted.')).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await keepRules([ALWAYS])
  await receiver.getByRole('link', { name: 'Deliveries' }).click()
  const delivery = page.getByRole('listitem').filter({ hasText: 'market/accounts' }).first()
  await expect(delivery.getByText('delivered', { exact: true }).first()).toBeVisible({ timeout: 45_000 })
  await delivery.getByText(/^\d+ (try|tries)$/).click()
  await expect(delivery.getByText('well received')).toBeVisible()
  expect(hook.told).toContain('firing')
  await delivery.getByRole('link', { name: 'Incident' }).click()
  await expect(form.getByText('What became of it')).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.getByRole('tab', { name: 'Receivers' }).click()
  await receiver.getByRole('button', { name: 'Remove' }).click()
  await receiver.getByRole('button', { name: 'Remove for good?' }).click()
  await expect(receiver).toHaveCount(0)
  await hook.close()
})

test('an alert is counted in the rail and in the name of the window, said once, silenced by keyboard, and that is taken back', async ({
  page,
}) => {
  await open(page, '/alerts/', ENGLISH)
  // What fires before that is no news.
  await isLive(page)
  await isCounted(page)
  await keepRules([ALWAYS])
  await expect(page.locator('[data-announcer]')).toHaveText(/^Critical alert: Service market\/accounts/, SOON)
  const card = page.getByRole('article', { name: /Low endpoints Service market\/accounts/ })
  await expect(card).toBeVisible(SOON)
  await expect(async () => {
    const count = await isCounted(page)
    expect(count).toBeGreaterThan(0)
    const inRail = new RegExp(`Alerts\\s*${count} alerts? fires?`)
    await expect(page.getByRole('link', { name: inRail })).toBeVisible({ timeout: 2_000 })
    await expect(page.getByRole('tab', { name: `Firing ${count}` })).toBeVisible({ timeout: 2_000 })
  }).toPass(SOON)
  await card.getByRole('link').first().focus()
  await page.keyboard.press('s')
  const form = page.getByRole('dialog', { name: 'Silence' })
  await expect(form.getByText('mutes 1 firing alert')).toBeVisible()
  await form.getByLabel('Reason').fill('a drill')
  await form.getByLabel('Your name').fill('on call')
  await form.getByLabel('Your name').press('Enter')
  const silences = async () => (await firing()).find(isAsked)?.silencedBy.length
  await expect.poll(silences).toBe(1)
  await isCounted(page)
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
  await expect.poll(silences).toBe(0)
  expect(await isCounted(page)).toBeGreaterThan(0)
  await keepRules([NEVER])
  await expect(card).toHaveCount(0, SOON)
  if ((await isCounted(page)) === 0) await expect(page.getByText('Nothing fires.')).toBeVisible()
})

test('all of an incident is acknowledged and that is taken back; what fired then is told of a past instant', async ({
  page,
}) => {
  await keepRules([ALWAYS])
  await open(page, '/alerts/', ENGLISH)
  const card = page.getByRole('article', { name: /Low endpoints Service market\/accounts/ })
  await expect(card).toBeVisible(SOON)
  await expect(card.getByText('firing', { exact: true })).toBeVisible()
  await card.getByRole('link').first().focus()
  await page.keyboard.press('a')
  const form = page.getByRole('dialog', { name: 'Acknowledge' })
  await form.getByLabel('Your name').fill('on call')
  await form.getByLabel('Your name').press('Enter')
  await expect(card.getByText('acknowledged', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  await page.keyboard.press('z')
  await expect(card.getByText('firing', { exact: true })).toBeVisible()
  const alert = (await firing()).find(isAsked)
  const firedAt = new Date(Date.parse(alert?.raisedAt ?? '') + 1).toISOString()
  await keepRules([NEVER])
  await expect(card).toHaveCount(0, SOON)
  await open(page, `/alerts/?at=${firedAt}`, ENGLISH)
  await expect(card.getByText('firing', { exact: true })).toBeVisible()
  await expect(card.getByRole('button')).toHaveCount(0)
  expect(await violations(page)).toEqual([])
})

test('a thousand alerts of one incident are listed, and only those in sight are drawn', async ({ page }) => {
  const incident = aStorm(1_000)
  await page.route(/\/api\/v1\/incidents/, (route) =>
    route.fulfill({ json: route.request().url().includes('/incidents/') ? incident : { items: [incident] } }),
  )
  await open(page, '/alerts/', ENGLISH)
  await page.getByRole('link', { name: 'incident and timeline' }).click()
  const drawer = page.getByRole('complementary')
  await expect(drawer.getByText('Incident of 1,000 alerts')).toBeVisible()
  await expect(drawer.getByText('raised', { exact: true })).toHaveCount(1)
  const list = drawer.getByRole('list', { name: 'Alerts in this incident' })
  await expect(list.getByRole('listitem').first()).toBeVisible()
  await expect.poll(() => list.getByRole('listitem').count()).toBeLessThan(40)
  await list.getByRole('link').last().press('End')
  expect(await violations(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  await nothingSticksOut(page)
})

test('without alerting the page says why and what is kept where', async ({ page }) => {
  const problem = {
    code: 'no-alerting',
    status: 409,
    title: 'No alerting',
    detail: 'What is shown here is not recorded.',
  }
  await page.route(/\/api\/v1\/(incidents|alerts|alert-rules|silences|receivers|deliveries)/, (route) =>
    route.fulfill({ status: 409, contentType: 'application/problem+json', json: problem }),
  )
  for (const tab of TABS) {
    await open(page, `/alerts/?tab=${tab}`, ENGLISH)
    await expect(page.getByRole('heading', { name: 'Nobody is alerted of a recording.' })).toBeVisible()
  }
})

/** An HTTP server that receives what a webhook is told, and says so. */
async function aHook() {
  const told: string[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { kind } = JSON.parse(Buffer.concat(parts).toString()) as { kind: string }
      told.push(kind)
      response.end('well received')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise((resolve) => server.close(resolve))
  return { url: `http://127.0.0.1:${port}/hook`, told, close }
}

/** An incident of so many alerts, raised within a second. */
function aStorm(count: number): Incident {
  const at = Date.now() - 60_000
  const alerts = Array.from({ length: count }, (_, index): Alert => {
    const subject = `Service/pay/a-service-with-a-rather-long-name-${index}`
    const since = new Date(at + (index % 900)).toISOString()
    return {
      ...{
        id: `a${index}`,
        ruleId: 'default-zero-endpoints',
        detector: 'zero-endpoints',
        severity: 'critical',
        state: 'firing',
      },
      ...{ subject, incident: 'i', since, sinceSeq: 1, raisedAt: since, resolvedAt: null, facts: {}, evidence: [] },
      ...{ silencedBy: [], routes: [] },
      sentence: { id: 'alert.zero-endpoints', args: { service: subject }, text: `${subject} has no ready endpoint` },
    }
  })
  const openedAt = new Date(at).toISOString()
  const timeline = alerts.map(({ id, sentence }) => ({ type: 'raised' as const, at: openedAt, alert: id, sentence }))
  return {
    id: 'i',
    severity: 'critical',
    state: 'firing',
    openedAt,
    resolvedAt: null,
    isMaintenance: false,
    alerts,
    timeline,
  }
}
