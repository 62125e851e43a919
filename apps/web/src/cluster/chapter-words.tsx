'use client'

import type { Status } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'

/** What the demo cluster plays, in the reader's language; as the server says it, in English, where the chapter is a new one. */
export function ChapterWords({ demo: { chapter, id, subject } }: { demo: NonNullable<Status['demo']> }): ReactElement {
  const t = useTranslations('chapters')
  const known = id as Parameters<typeof t>[0]
  if (t.has(known)) return <span>{t(known, { subject })}</span>
  return <span lang="en">{chapter}</span>
}
