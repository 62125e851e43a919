import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Where each screen is, in the order of the rail. */
export const SCREENS = {
  overview: '/',
  map: '/map/',
  services: '/services/',
  service: '/service/?namespace=default&name=in-ng-svc',
  object: '/object/?kind=Ingress&namespace=shop&name=shop-legacy',
  trace: '/trace/?url=http%3A%2F%2Fwww.china.com%2F',
  findings: '/findings/',
  churn: '/churn/',
  log: '/log/',
  status: '/status/',
  docs: '/docs/',
  settings: '/settings/',
} as const

export const THEMES = ['light', 'dark'] as const
export const LANGUAGES = { en: 'en', 'zh-CN': 'zh-CN' } as const

export interface Look {
  readonly theme: (typeof THEMES)[number]
  readonly language: keyof typeof LANGUAGES
  /** Absent: somebody who was here before. */
  readonly isFirstVisit?: true
}

/** Everything the browser complained of since the page was opened. */
export class Complaints {
  readonly found: string[] = []

  constructor(page: Page) {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.found.push(message.text())
    })
    page.on('pageerror', (error) => this.found.push(String(error)))
  }
}

export function urlOf(path: string): string {
  return `${process.env.PORTOLAN_URL}${path}`
}

/** Open a screen as a user who chose this look, and wait until it shows what it is for. */
export async function open(page: Page, path: string, { theme, language, isFirstVisit }: Look): Promise<Complaints> {
  const complaints = new Complaints(page)
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.addInitScript(
    (preferences) => localStorage.setItem('portolan.preferences', preferences),
    JSON.stringify({ theme, locale: language, isTourOver: isFirstVisit !== true }),
  )
  await page.goto(urlOf(path))
  await expect(page.locator('h1')).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  return complaints
}

/** WCAG 2.2 A and AA. Each violation as one line. No screen has frames, so all of it is judged in the page itself, at one go. */
export async function violations(page: Page): Promise<string[]> {
  await holdStill(page)
  const { violations: found } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode()
    .analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
}

/** A live table moves its rows while they are measured, one at a time; whoever has a row in focus is not disturbed. */
async function holdStill(page: Page): Promise<void> {
  const row = page.locator('tr[data-row="0"] a').first()
  if (await row.isVisible()) await row.focus()
}

/** How far the page is wider than its window; 0 when nothing overflows. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
