import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { STORAGE_KEY } from './preferences.ts'

const script = readFileSync(new URL('../../public/boot.js', import.meta.url), 'utf8')

function boot(browser: { stored?: string; languages?: string[]; isDark?: boolean; isStorageForbidden?: boolean }) {
  const root = { lang: '', dataset: {} as Record<string, string> }
  runInNewContext(script, {
    document: { documentElement: root },
    matchMedia: () => ({ matches: browser.isDark ?? false }),
    navigator: { languages: browser.languages ?? ['en-US'] },
    localStorage: {
      getItem: (key: string) => {
        if (browser.isStorageForbidden) throw new Error('storage is forbidden')
        return key === STORAGE_KEY ? (browser.stored ?? null) : null
      },
    },
  })
  return { lang: root.lang, ...root.dataset }
}

describe('boot script', () => {
  test('a first visit follows the machine', () => {
    expect(boot({ languages: ['fr-FR', 'zh-TW', 'en'], isDark: true })).toEqual({
      lang: 'zh-CN',
      theme: 'dark',
      rail: 'closed',
    })
  })

  test('a choice beats the machine', () => {
    const stored = JSON.stringify({ theme: 'light', locale: 'zh-CN', isRailOpen: true })
    expect(boot({ stored, languages: ['en'], isDark: true })).toEqual({ lang: 'zh-CN', theme: 'light', rail: 'open' })
  })

  test.each(['not json', 'null', '[]', '{"theme":7,"locale":"<b>"}'])('damaged storage %s does no harm', (stored) => {
    expect(boot({ stored })).toEqual({ lang: 'en', theme: 'light', rail: 'closed' })
  })

  test('forbidden storage does no harm', () => {
    expect(boot({ isStorageForbidden: true })).toEqual({ lang: 'en', theme: 'light', rail: 'closed' })
  })
})
