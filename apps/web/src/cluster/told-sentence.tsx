'use client'

import type { ReactElement } from 'react'
import { useLocale } from 'use-intl'
import type { Sentence } from '../i18n/sentences.ts'
import { useTell } from '../i18n/use-sentences.ts'

/** A sentence of the API in the reader's language; in English, and marked as such, where there is no translation. */
export function ToldSentence({ sentence, className }: { sentence: Sentence; className?: string }): ReactElement {
  const { text, locale } = useTell()(sentence)
  return (
    <span lang={locale === useLocale() ? undefined : locale} className={className}>
      {text}
    </span>
  )
}
