import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { rolloutQuery } from '../api/queries.ts'
import { request, urlOf } from '../api/request.ts'
import { STORAGE_KEY } from './preferences.ts'

const script = readFileSync(new URL('../../public/boot.js', import.meta.url), 'utf8')

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

interface Browser {
  stored?: string
  languages?: string[]
  isDark?: boolean
  isStorageForbidden?: boolean
  url?: string
}

function boot(browser: Browser) {
  const root = { lang: '', dataset: {} as Record<string, string> }
  const asked: string[] = []
  const prevented: object[] = []
  const listeners = new Set<(key: object) => void>()
  const context = {
    portolanEarlyAnswer: undefined as typeof globalThis.portolanEarlyAnswer,
    document: { documentElement: root },
    location: new URL(browser.url ?? '/map/', 'http://portolan.test'),
    URLSearchParams,
    portolanEarlyKeys: undefined as typeof globalThis.portolanEarlyKeys,
    addEventListener: (_: 'keydown', listener: (key: object) => void) => listeners.add(listener),
    removeEventListener: (_: 'keydown', listener: (key: object) => void) => listeners.delete(listener),
    fetch: async (url: string) => {
      asked.push(url)
      return new Response(`{"asked":"${url}"}`)
    },
    matchMedia: () => ({ matches: browser.isDark ?? false }),
    navigator: { languages: browser.languages ?? ['en-US'] },
    localStorage: {
      getItem: (key: string) => {
        if (browser.isStorageForbidden) throw new Error('storage is forbidden')
        return key === STORAGE_KEY ? (browser.stored ?? null) : null
      },
    },
  }
  runInNewContext(script, context)
  return {
    root: { ...root.dataset, lang: root.lang } as Record<string, string>,
    asked,
    early: context.portolanEarlyAnswer,
    keys: context.portolanEarlyKeys,
    prevented,
    press: (key: object) => {
      const preventDefault = () => prevented.push(key)
      for (const listener of listeners) listener({ target: { closest: () => null }, preventDefault, ...key })
    },
  }
}

describe('boot script', () => {
  test('a first visit follows the machine', () => {
    expect(boot({ languages: ['fr-FR', 'zh-TW', 'en'], isDark: true }).root).toEqual({
      lang: 'zh-CN',
      theme: 'dark',
      rail: 'auto',
    })
  })

  test('a choice beats the machine', () => {
    const stored = JSON.stringify({ theme: 'light', locale: 'zh-CN', rail: 'open' })
    expect(boot({ stored, languages: ['en'], isDark: true }).root).toEqual({
      lang: 'zh-CN',
      theme: 'light',
      rail: 'open',
    })
  })

  test('keys that are pressed early are kept in order, but none of a text field, of the browser, or behind the first 32', () => {
    const { keys, press, prevented } = boot({})
    press({ key: 'k', ctrlKey: true })
    for (const key of ['g', 'Tab', 'Enter', ' ', 'Escape']) press({ key })
    press({ key: 'r', ctrlKey: true })
    press({ key: 'x', target: { closest: () => 'a field' } })
    press({ key: 'm' })
    expect(keys?.pressed.map(({ key }) => key)).toEqual(['k', 'g', 'Escape', 'm'])
    expect(prevented).toHaveLength(4)
    for (const key of 'j'.repeat(50)) press({ key })
    expect(keys?.pressed).toHaveLength(32)
    keys?.stop()
  })

  test.each([true, false])('the time bar is folded as last chosen: %s', (isTimeBarFolded) => {
    const { root } = boot({ stored: JSON.stringify({ isTimeBarFolded }) })
    expect(root.timeBar).toBe(isTimeBarFolded ? 'folded' : 'open')
  })

  test.each(['not json', 'null', '[]', '{"theme":7,"locale":"<b>"}'])('damaged storage %s does no harm', (stored) => {
    expect(boot({ stored }).root).toEqual({ lang: 'en', theme: 'light', rail: 'auto' })
  })

  test('forbidden storage does no harm', () => {
    expect(boot({ isStorageForbidden: true }).root).toEqual({ lang: 'en', theme: 'light', rail: 'auto' })
  })

  test('what a rollout is drawn from is asked for at once, and taken by the request that needs it, once', async () => {
    const [path] = rolloutQuery('uid-web/7').queryKey
    const { asked, early } = boot({ url: '/rollout/?id=uid-web%2F7&sort=lag' })
    expect(asked).toEqual([urlOf({ path: String(path) })])
    vi.spyOn(performance, 'now').mockReturnValue(1000)
    vi.stubGlobal('portolanEarlyAnswer', early)
    vi.stubGlobal('fetch', async () => new Response('"asked later"'))
    const answers = [1, 2].map(() => request({ path: String(path) }, { report: vi.fn() }))
    expect((await Promise.all(answers)).map(({ body }) => body)).toEqual([{ asked: asked[0] }, 'asked later'])
  })

  test.each(['/rollouts/?id=a', '/rollout/', '/rollout/?id=a&at=2026-01-01T00:00:00.000Z'])(
    '%s asks for nothing',
    (url) => {
      expect(boot({ url }).asked).toEqual([])
    },
  )
})
