import { expect, type Page, type Route, test } from '@playwright/test'
import type { RolloutsPage } from '@portolan/contract'
import { nothingSticksOut, SCREENS, urlOf, violations } from './screen.ts'

/** Screens that show nothing before the server has answered, in as many walks as there are workers. */
const WALKS = [
  ['overview', 'map', 'services', 'service', 'object', 'trace', 'nothingTraced'],
  ['rollouts', 'rollout', 'findings', 'churn', 'alerts', 'rules', 'log', 'status'],
] as const
type Asking = (typeof WALKS)[number][number]

async function pathOf(screen: Asking): Promise<string> {
  if (screen === 'service') return '/service/?namespace=shop&name=web'
  if (screen === 'nothingTraced') return '/trace/'
  if (screen === 'rules') return '/alerts/?tab=rules'
  if (screen === 'alerts') return '/alerts/'
  if (screen === 'rollouts') return '/rollouts/'
  if (screen !== 'rollout') return SCREENS[screen]
  const { items } = (await (await fetch(urlOf('/api/v1/rollouts?limit=1'))).json()) as RolloutsPage
  return `/rollout/?id=${encodeURIComponent(items[0]?.id ?? 'none')}`
}

/** What may be said only by who has read it. */
const CLAIMS = /\bAll \d|Nothing|\bNo (Ingress|Service|rollout|finding|change|alert)/

const main = (page: Page) => page.getByRole('main')
const failure = (page: Page) => main(page).getByText(/^store-failed: /)

for (const [nth, screens] of WALKS.entries()) {
  test(`while the server is silent, then fails, then answers, screens say so and what to do, and go on by themselves (${nth + 1} of ${WALKS.length})`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.addInitScript(
      (preferences) => localStorage.setItem('portolan.preferences', preferences),
      JSON.stringify({ theme: 'light', locale: 'en', isTourOver: true }),
    )
    const server = new MoodyServer()
    await page.context().route('**/api/v1/**', (route) => server.meet(route))
    await page.clock.install()
    for (const screen of screens) {
      await test.step(screen, async () => {
        await server.become('silent')
        await page.goto(urlOf(await pathOf(screen)))
        await saysThatItWaits(page)
        if (screen === 'overview') expect(await violations(page)).toEqual([])
        await server.become('failing')
        await saysThatItFailed(page)
        if (screen === 'overview') expect(await violations(page)).toEqual([])
        await server.become('well')
        await soon(page, async () => {
          const isOver = !(await failure(page).isVisible()) && (await main(page).locator('[aria-busy]').count()) === 0
          return isOver && (await main(page).innerText()).length > 80
        })
      })
    }
  })
}

async function saysThatItWaits(page: Page): Promise<void> {
  await expect(main(page).locator('[aria-busy="true"]')).toBeVisible()
  await expect(main(page).getByRole('status').first()).toHaveText('Loading')
  await soon(page, () => main(page).getByText('Still waiting for the server').isVisible())
  await expect(main(page).getByRole('link', { name: 'What it reads now' })).toBeVisible()
  await claimsNothing(page)
}

async function saysThatItFailed(page: Page): Promise<void> {
  await soon(page, () => failure(page).isVisible())
  await expect(main(page).getByText(/Check the disk under the data directory/)).toBeVisible()
  await expect(main(page).getByText(/This page asks again by itself/)).toBeVisible()
  await claimsNothing(page)
}

async function claimsNothing(page: Page): Promise<void> {
  await expect(main(page)).not.toContainText(CLAIMS)
  await expect(page.getByText('Live', { exact: true })).toHaveCount(0)
  await nothingSticksOut(page)
}

/** Time goes on until it is so: what is asked again after seconds is asked again at once. */
async function soon(page: Page, isSo: () => Promise<boolean>): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.clock.fastForward(1_000)
        return isSo()
      },
      { timeout: 60_000, intervals: [50] },
    )
    .toBe(true)
}

/** Between the page and the real server: nothing is answered, or everything with a failure, or as it is. */
class MoodyServer {
  #mood: 'silent' | 'failing' | 'well' = 'silent'
  readonly #held: Route[] = []

  async meet(route: Route): Promise<void> {
    if (this.#mood === 'silent') this.#held.push(route)
    else if (this.#mood === 'failing') await fail(route)
    else await route.continue()
  }

  /** What it holds of a page that is still there it meets in its new mood. */
  async become(mood: 'silent' | 'failing' | 'well'): Promise<void> {
    this.#mood = mood
    if (mood === 'silent') this.#held.length = 0
    for (const route of this.#held.splice(0)) await this.meet(route)
  }
}

function fail(route: Route): Promise<void> {
  return route.fulfill({
    status: 500,
    contentType: 'application/problem+json',
    body: JSON.stringify({
      ...{ type: 'about:blank', title: 'The history could not be read', status: 500 },
      ...{ code: 'store-failed', detail: 'the log could not be read: disk I/O error' },
    }),
  })
}
