import { expect, test } from '@playwright/test'
import { type Look, open, overflow, SCREENS, THEMES, violations } from './screen.ts'

for (const [screen, path] of Object.entries(SCREENS)) {
  for (const theme of THEMES) {
    for (const language of ['en', 'zh-CN'] as const) {
      const look: Look = { theme, language }
      test(`${screen}, ${theme}, ${language}: nothing to complain of, accessible, no overflow`, async ({
        page,
      }, info) => {
        const complaints = await open(page, path, look)
        expect(await violations(page)).toEqual([])
        expect(await overflow(page)).toBe(0)
        expect(complaints.found).toEqual([])
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        await page.screenshot({ path: info.outputPath(`${screen}-${theme}-${language}.png`) })
      })
    }
  }

  test(`${screen} on a phone: nothing sticks out`, async ({ page }, info) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await open(page, path, { theme: 'light', language: 'en' })
    expect(await overflow(page)).toBe(0)
    await page.screenshot({ path: info.outputPath(`${screen}-phone.png`) })
  })
}
