import { test } from '@playwright/test'
import { isPresentable, LANGUAGES, nothingSticksOut, open, SCREENS } from './screen.ts'

for (const [screen, path] of Object.entries(SCREENS)) {
  for (const language of Object.values(LANGUAGES)) {
    test(`${screen}, ${language}, light and dark: nothing to complain of, accessible, no overflow`, async ({
      page,
    }) => {
      await isPresentable(page, path, { language, name: screen })
    })
  }

  test(`${screen} on a phone: nothing sticks out`, async ({ page }, info) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await open(page, path, { theme: 'light', language: 'en' })
    await nothingSticksOut(page)
    await page.screenshot({ path: info.outputPath(`${screen}-phone.png`) })
  })
}
