'use client'

import type { Sentences } from '@portolan/contract/sentences'
import { useCallback, useSyncExternalStore } from 'react'
import { useLocale } from 'use-intl'
import type { Locale } from './locales.ts'
import { type Sentence, type Told, tell } from './sentences.ts'

/** The API speaks English: only other languages have a catalogue of its sentences. It comes when one is first shown. */
const LOADERS: Partial<Record<Locale, () => Promise<{ default: Sentences }>>> = {
  'zh-CN': () => import('@portolan/contract/sentences/zh-CN.json'),
}

const NONE: Sentences = {}
const listeners = new Set<() => void>()
const loaded = new Map<Locale, Sentences>()

function sentencesOf(locale: Locale): Sentences {
  const known = loaded.get(locale)
  if (known) return known
  loaded.set(locale, NONE)
  void LOADERS[locale]?.().then(({ default: sentences }) => {
    loaded.set(locale, sentences)
    for (const listener of listeners) listener()
  })
  return NONE
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Tells sentences of the API in the language shown, as far as its catalogue goes. */
export function useTell(): (sentence: Sentence) => Told {
  const locale = useLocale()
  const sentences = useSyncExternalStore(
    subscribe,
    () => sentencesOf(locale),
    () => NONE,
  )
  return useCallback((sentence) => tell(sentence, sentences, locale), [sentences, locale])
}
