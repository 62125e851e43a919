import { expect, test } from '@playwright/test'
import type { ChangesPage, ObjectsPage, Status } from '@portolan/contract'
import { type Look, nothingSticksOut, open, urlOf, violations } from './screen.ts'

const LIGHT: Look = { theme: 'light', language: 'en' }
const DARK_CHINESE: Look = { theme: 'dark', language: 'zh-CN' }

async function ask<Answer>(path: string): Promise<Answer> {
  const response = await fetch(urlOf(`/api/v1${path}`))
  expect(response.status).toBe(200)
  return (await response.json()) as Answer
}

async function firstOf(kind: string): Promise<string> {
  const { items } = await ask<ObjectsPage>(`/objects?kind=${kind}&limit=1`)
  const { namespace = '-', name } = items[0]?.metadata ?? { name: '' }
  return `/object/?kind=${kind}&namespace=${namespace}&name=${name}`
}

const KINDS = {
  Deployment: /Pods ready|Scaled to zero/,
  ReplicaSet: /Pods ready|Scaled to zero/,
  StatefulSet: /Pods ready/,
  DaemonSet: /Pods ready/,
  Node: /run here/,
  Gateway: /listeners?, \d+ routes? attached/,
  GatewayClass: /Served by/,
  HTTPRoute: /^Attached/,
  IngressClass: /Served by k8s\.io\/ingress-nginx/,
  EndpointSlice: /endpoints ready|No endpoint/,
  HorizontalPodAutoscaler: /Keeps between/,
  NetworkPolicy: /^Isolates 3 Pods for Ingress traffic/,
  PodDisruptionBudget: /be evicted now/,
  ReferenceGrant: /^Lets .* refer to/,
  Namespace: /^It is there/,
} as const

test('every kind has a page that begins with an answer', async ({ page }) => {
  for (const [kind, answer] of Object.entries(KINDS)) {
    // The first may go as it is opened, with a rollout of the demo cluster: then there is another first.
    await expect(async () => {
      const complaints = await open(page, await firstOf(kind), LIGHT)
      await expect(page.locator('header p').filter({ hasText: answer })).toBeVisible()
      await expect(page.getByRole('heading', { name: 'Facts' })).toBeVisible()
      await nothingSticksOut(page)
      expect([kind, complaints.found]).toEqual([kind, []])
    }).toPass()
  }
})

test('a Pod: from the page of its Service to who sends it traffic, what it runs and what became of it', async ({
  page,
}) => {
  const complaints = await open(page, '/service/?namespace=kube-system&name=kube-dns', LIGHT)
  await page.getByRole('tabpanel').locator('[data-row-link]').first().click()
  await expect(page).toHaveURL(/\/object\/\?kind=Pod&namespace=kube-system&name=/)
  const arrives = page.getByRole('region', { name: 'How traffic gets here' })
  await expect(arrives.getByRole('link', { name: 'Service kube-system/kube-dns' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Containers' })).toBeVisible()
  const history = page.getByRole('region', { name: 'History' })
  await history.locator('summary').first().focus()
  await page.keyboard.press('Enter')
  await expect(history.getByRole('link', { name: 'This page at that instant' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await history.getByRole('link', { name: 'This page at that instant' }).click()
  await expect(page.getByText(/^You are looking at/)).toBeVisible()
  await expect(page.locator('h1')).toBeVisible()
  expect(complaints.found).toEqual([])
})

test('a Pod in Chinese and dark, at an instant of the past: accessible, and nothing to complain of', async ({
  page,
}) => {
  const { seq } = await ask<Status>('/status')
  const complaints = await open(page, `${await firstOf('Pod')}&at=seq:${seq}`, DARK_CHINESE)
  await expect(page.getByRole('heading', { name: '流量如何到达' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  expect(complaints.found).toEqual([])
})

test('an object that went says when, and leads to the instant before', async ({ page }) => {
  let gone: ChangesPage['items'][number] | undefined
  await expect
    .poll(
      async () => {
        const { items } = await ask<ChangesPage>('/changes?kind=Pod&order=desc&limit=1000')
        // A Pod of a StatefulSet is soon there again under its name.
        gone = items.find(({ change, name }) => change === 'deleted' && /-[a-z0-9]{6,10}-[a-z0-9]{5}$/.test(name))
        return gone !== undefined
      },
      { timeout: 60_000 },
    )
    .toBe(true)
  await open(page, `/object/?kind=Pod&namespace=${gone?.namespace}&name=${gone?.name}`, LIGHT)
  await expect(page.getByText(/^Deleted /)).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Just before it went' }).click()
  await expect(page.getByRole('region', { name: 'Containers' })).toBeVisible()
})

test('what was never there, a kind that is not read and a link without a name are said', async ({ page }) => {
  await open(page, '/object/?kind=Pod&namespace=shop&name=nobody', LIGHT)
  await expect(page.getByText('It was not there at the instant shown.')).toBeVisible()
  await open(page, '/object/?kind=Job&namespace=shop&name=nobody', LIGHT)
  await expect(page.getByRole('heading', { name: 'Job nobody: a kind that Portolan does not read' })).toBeVisible()
  await open(page, '/object/', LIGHT)
  await expect(page.getByRole('heading', { name: 'Which object?' })).toBeVisible()
})

test('the overview of two instants counts what differs in each namespace', async ({ page }) => {
  const { seq } = await ask<Status>('/status')
  await open(page, `/map/?view=overview&with=seq:20&at=seq:${seq}`, LIGHT)
  await expect(page.getByRole('link', { name: /^shop, .* added, \d+ removed, \d+ changed$/ })).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('without a mouse: whether an address outside reaches a Pod, and which policy comes closest', async ({ page }) => {
  await open(page, '/trace/?ask=pods&toPod=shop%2Fdb-0', LIGHT)
  const verdict = page.locator('output').filter({ hasText: 'Denied:' })
  await page.getByRole('combobox', { name: 'From' }).focus()
  await page.keyboard.type('203.0.113.9')
  const port = page.getByRole('combobox', { name: 'Port' })
  await port.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('option', { name: /5432/ })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(port).toHaveValue(/5432/)
  await page.keyboard.press('Enter')
  await expect(verdict).toBeVisible()
  await expect(page.getByRole('link', { name: 'NetworkPolicy shop/db-from-shop' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.reload()
  await expect(verdict).toContainText('203.0.113.9 → Pod/shop/db-0:5432 TCP')
})
