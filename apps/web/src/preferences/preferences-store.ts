'use client'

import { useSyncExternalStore } from 'react'
import { isLocale } from '../i18n/locales.ts'
import { DEFAULT_PREFERENCES, type Preferences, parsePreferences, STORAGE_KEY } from './preferences.ts'

const listeners = new Set<() => void>()
let current: Preferences | undefined

function read(): Preferences {
  current ??= parsePreferences(readStorage(), { ...DEFAULT_PREFERENCES, locale: bootLocale() })
  return current
}

function bootLocale(): Preferences['locale'] {
  const language = document.documentElement.lang
  return isLocale(language) ? language : DEFAULT_PREFERENCES.locale
}

/** Storage may be forbidden in this browser: then preferences last as long as the page. */
function readStorage(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY)
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}

function writeStorage(text: string): void {
  try {
    localStorage.setItem(STORAGE_KEY, text)
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
}

/** Change some preferences: remembered, told to every listener and to the document before the next paint. */
export function changePreferences(changes: Partial<Preferences>): void {
  current = { ...read(), ...changes }
  writeStorage(JSON.stringify(current))
  applyToDocument(current)
  for (const listener of listeners) listener()
}

function applyToDocument({ theme, locale, rail, isTimeBarFolded }: Preferences): void {
  const root = document.documentElement
  const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset.theme = theme === 'system' ? (prefersDark ? 'dark' : 'light') : theme
  root.dataset.rail = rail
  if (isTimeBarFolded !== undefined) root.dataset.timeBar = isTimeBarFolded ? 'folded' : 'open'
  root.lang = locale
}

/** Keep the `system` theme in step with the machine, and this tab with what another tab chose. Returns the way to stop. */
export function watchPreferences(): () => void {
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  const onScheme = () => applyToDocument(read())
  const onStorage = (change: StorageEvent) => {
    if (change.key !== STORAGE_KEY) return
    current = parsePreferences(change.newValue, { ...DEFAULT_PREFERENCES, locale: bootLocale() })
    applyToDocument(current)
    for (const listener of listeners) listener()
  }
  scheme.addEventListener('change', onScheme)
  window.addEventListener('storage', onStorage)
  return () => {
    scheme.removeEventListener('change', onScheme)
    window.removeEventListener('storage', onStorage)
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What this browser prefers; the defaults while prerendering and hydrating. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, read, () => DEFAULT_PREFERENCES)
}
