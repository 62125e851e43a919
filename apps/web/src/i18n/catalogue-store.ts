'use client'

import { useSyncExternalStore } from 'react'
import type { Messages } from 'use-intl'
import type { Locale } from './locales.ts'

/** The words on screen: one language's catalogue, or none yet. */
export interface Catalogue {
  readonly locale: Locale
  /** Absent while prerendering and until the first catalogue has arrived: the shell then shows geometry, no words. */
  readonly messages?: Messages
}

const LOADERS: Record<Locale, () => Promise<{ default: Messages }>> = {
  en: () => import('../../messages/en.json'),
  'zh-CN': () => import('../../messages/zh-CN.json') as Promise<{ default: Messages }>,
}

const EMPTY: Catalogue = { locale: 'en' }
const listeners = new Set<() => void>()
let shown: Catalogue = EMPTY
let wanted: Locale | undefined

/** Show this language as soon as its catalogue is here; until then the previous one stays. The newest wish wins. */
export async function showLanguage(locale: Locale): Promise<void> {
  if (wanted === locale) return
  wanted = locale
  const { default: messages } = await LOADERS[locale]()
  if (wanted !== locale) return
  shown = { locale, messages }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useCatalogue(): Catalogue {
  return useSyncExternalStore(
    subscribe,
    () => shown,
    () => EMPTY,
  )
}
