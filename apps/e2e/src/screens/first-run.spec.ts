import { expect, test } from '@playwright/test'
import { type RecordedCluster, recordedCluster, STARTS_WITHIN_MS, visit } from './recorded-cluster.ts'
import { type Look, violations } from './screen.ts'

/** Who may read nearly nothing of what traffic depends on. */
const READER = {
  user: 'reader',
  rules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['namespaces', 'nodes', 'pods'] }],
}

let recorded: RecordedCluster

test.beforeAll(async () => {
  test.setTimeout(STARTS_WITHIN_MS)
  recorded = await recordedCluster({ speed: Number.POSITIVE_INFINITY, access: { reader: READER } }, 'reader')
})
test.afterAll(() => recorded.close())

const LOOK: Look = { theme: 'light', language: 'en' }
const at = (address: string) => `${recorded.product.url}${address}`

test("a first visit to a cluster of one's own: what is watched, what may not be seen, and the ClusterRole to grant", async ({
  page,
}) => {
  await visit(page, at('/'), { ...LOOK, isFirstVisit: true })
  const tour = page.getByRole('region', { name: 'Tour' })
  await expect(
    tour.getByText(/^It watches \d+ kinds of objects and changes nothing\. \d+ kinds may not be read/),
  ).toBeVisible()
  await tour.getByRole('link', { name: 'What is watched' }).click()
  await expect(page).toHaveURL(/\/settings\/#watched$/)
  const role = page.locator('pre').filter({ hasText: 'kind: ClusterRole' })
  await expect(role).toContainText('services')
  await expect(role).toContainText('endpointslices')
  await expect(role).not.toContainText('secrets')
  expect(await violations(page)).toEqual([])
  await page.goto(at('/'))
  await expect(tour).toHaveCount(0)
})

/** What each screen says where Services, routes and workloads may not be read: never that there are none. */
const DENIED = {
  '/': 'Portolan may not list Services, so it cannot say whether there are any.',
  '/map/': 'Portolan may not list Services',
  '/services/': 'Portolan may not list Service',
  '/service/?namespace=shop&name=web': 'Portolan may not list Service',
  '/object/?kind=Ingress&namespace=shop&name=shop': 'Portolan may not list Ingress objects.',
  '/rollouts/': 'Portolan may not list Deployment',
  '/rollout/?id=nothing': 'Nothing is known under this name',
  '/trace/?url=http%3A%2F%2Fwww.china.com%2F': 'could not be read',
  '/findings/': 'could not be evaluated',
  '/log/': 'may not be read, so nothing of them is here',
  '/status/': 'may not be read',
} as const

for (const [address, words] of Object.entries(DENIED)) {
  test(`${address} where it may not be seen: unknown, never absent`, async ({ page }) => {
    await visit(page, at(address), LOOK)
    await expect(page.getByRole('main').getByText(words).first()).toBeVisible()
    await expect(page.getByRole('main').getByText(/No Service to see|No rollout has been seen/)).toHaveCount(0)
  })
}
