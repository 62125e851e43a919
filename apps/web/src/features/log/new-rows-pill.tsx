'use client'

import { ArrowUp } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'

/** `128 new ↑`: what came while the reader was further down. Lies on the head of the list, so that it covers no row. */
export function NewRowsPill({ count, onGoUp }: { count: number; onGoUp: () => void }): ReactElement | null {
  const t = useTranslations('log')
  if (count === 0) return null
  return (
    <button
      type="button"
      onClick={onGoUp}
      className="-translate-x-1/2 absolute top-1 left-1/2 z-20 inline-flex h-[24px] items-center gap-1.5 rounded-full bg-accent px-3 text-12 font-medium text-on-accent shadow-raised"
    >
      {t('new', { count })}
      <ArrowUp size={14} aria-hidden="true" />
    </button>
  )
}
