import { test } from '@playwright/test'
import { isPresentable, LANGUAGES, nothingSticksOut, open, SCREENS, spaceText } from './screen.ts'

/** A window of 1280 × 1024 at 400 % (WCAG 1.4.10). */
const MAGNIFIED = { width: 320, height: 256 }

for (const [screen, path] of Object.entries(SCREENS)) {
  for (const language of Object.values(LANGUAGES)) {
    test(`${screen}, ${language}, light and dark: nothing to complain of, accessible, no overflow`, async ({
      page,
    }) => {
      await isPresentable(page, path, { language, name: screen })
    })
  }

  test(`${screen} on a phone, at 400 % and with room between letters: nothing sticks out`, async ({ page }, info) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await open(page, path, { theme: 'light', language: 'en' })
    await nothingSticksOut(page)
    await page.screenshot({ path: info.outputPath(`${screen}-phone.png`) })
    await page.setViewportSize(MAGNIFIED)
    await nothingSticksOut(page)
    await spaceText(page)
    await nothingSticksOut(page)
  })
}
