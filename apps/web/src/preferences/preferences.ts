import { isLocale, type Locale } from '../i18n/locales.ts'

/** What one browser remembers. Never part of a link: the same link shows each colleague their own language and theme. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark'
  readonly locale: Locale
  /** In which zone times are written. */
  readonly zone: 'local' | 'utc'
  /** Whether the rail names its screens; `auto`: where the window has the room (1440 px and more). */
  readonly rail: 'auto' | 'open' | 'closed'
  /** As last chosen; before that it is folded where the window is narrow. */
  readonly isTimeBarFolded: boolean | undefined
  /** Single-letter shortcuts can be switched off (WCAG 2.1.4). */
  readonly hasSingleKeys: boolean
  /** Keys chosen instead of the usual ones, by the id of what they do; empty: switched off. */
  readonly keys: Readonly<Record<string, string>>
  /** Who acknowledges and silences, as they like to be called; empty until they said. */
  readonly name: string
  /** Alerts that begin to fire are told by the desktop too; nobody is asked before they switch it on. */
  readonly hasDesktopNotices: boolean
  /** Changes of the connection are said to screen readers. */
  readonly hasAnnouncements: boolean
  /** The tour of a first visit was walked or put away. */
  readonly isTourOver: boolean
}

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  locale: 'en',
  zone: 'local',
  rail: 'auto',
  isTimeBarFolded: undefined,
  hasSingleKeys: true,
  keys: {},
  name: '',
  hasDesktopNotices: false,
  hasAnnouncements: true,
  // While prerendering nobody has visited: what is drawn for a first visit waits for the browser.
  isTourOver: true,
}

/** The key in `localStorage`; read by `public/boot.js` too. */
export const STORAGE_KEY = 'portolan.preferences'

/** Stored text → preferences. Anything unknown or damaged falls back to its default; `fallback` supplies the language. */
export function parsePreferences(text: string | null, fallback: Preferences = DEFAULT_PREFERENCES): Preferences {
  const stored = parseRecord(text)
  return {
    theme: stored.theme === 'light' || stored.theme === 'dark' ? stored.theme : fallback.theme,
    locale: isLocale(stored.locale) ? stored.locale : fallback.locale,
    zone: stored.zone === 'utc' ? 'utc' : fallback.zone,
    rail: stored.rail === 'open' || stored.rail === 'closed' ? stored.rail : fallback.rail,
    isTimeBarFolded: typeof stored.isTimeBarFolded === 'boolean' ? stored.isTimeBarFolded : fallback.isTimeBarFolded,
    hasSingleKeys: typeof stored.hasSingleKeys === 'boolean' ? stored.hasSingleKeys : fallback.hasSingleKeys,
    keys: textsOf(stored.keys) ?? fallback.keys,
    name: typeof stored.name === 'string' ? stored.name : fallback.name,
    hasDesktopNotices: stored.hasDesktopNotices === true,
    hasAnnouncements: stored.hasAnnouncements !== false,
    isTourOver: stored.isTourOver === true,
  }
}

function textsOf(value: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string'))
}

function parseRecord(text: string | null): Record<string, unknown> {
  if (!text) return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}
