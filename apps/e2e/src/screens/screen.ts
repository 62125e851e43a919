import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

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

/** The page is as wide as its window, at once or as soon as it has followed a change of it. */
export async function nothingSticksOut(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth))
    .toBe(0)
}

/** Keys pressed in one go, as quick fingers do, however slow the machine is: a sequence like `g t` is over after a second. */
export async function pressTogether(page: Page, ...keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => page.keyboard.press(key)))
}

/** The server has told its time, how far its history reaches, and what fires. */
export async function isLive(page: Page): Promise<void> {
  await expect(page.getByRole('link', { name: 'Live', exact: true })).toBeVisible()
}

/** Another tab of this browser chooses a theme, and this one follows, as soon as it listens. */
async function changeTheme(page: Page, theme: Look['theme']): Promise<void> {
  await page.emulateMedia({ colorScheme: theme })
  await expect(async () => {
    await page.evaluate((chosen) => {
      const key = 'portolan.preferences'
      const newValue = JSON.stringify({ ...JSON.parse(localStorage.getItem(key) ?? '{}'), theme: chosen })
      localStorage.setItem(key, newValue)
      dispatchEvent(new StorageEvent('storage', { key, newValue }))
    }, theme)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme, { timeout: 1_000 })
  }).toPass()
}

interface Presentable {
  readonly language: Look['language']
  /** What its pictures are called. */
  readonly name: string
  /** Wait for what it is looked at for. */
  readonly isThere?: () => Promise<void>
}

/**
 * From one page in both themes: nothing to complain of, accessible, nothing sticks out. It is opened in one theme and changed
 * to the other: light first in English, dark first in Chinese.
 */
export async function isPresentable(page: Page, path: string, { language, name, isThere }: Presentable): Promise<void> {
  const themes = language === 'en' ? THEMES : THEMES.toReversed()
  const complaints = await open(page, path, { theme: themes[0] ?? 'light', language })
  await isThere?.()
  for (const theme of themes) {
    await changeTheme(page, theme)
    expect(await violations(page), theme).toEqual([])
    await nothingSticksOut(page)
    await page.screenshot({ path: test.info().outputPath(`${name}-${theme}-${language}.png`) })
  }
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  expect(complaints.found).toEqual([])
}

const SPACED = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }'

/** As somebody reads who needs room between lines, words and letters (WCAG 1.4.12). */
export async function spaceText(page: Page): Promise<void> {
  await page.evaluate((rules) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(rules)
    document.adoptedStyleSheets.push(sheet)
  }, SPACED)
}
