'use client'

import { type ReactElement, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/button.tsx'
import { Glyph } from '../ui/glyph.tsx'
import { watchMissingPieces } from './missing-pieces.ts'

/** Offers to load the page anew, once a piece of it is gone for good. What is looked at is in the link and comes back. */
export function UpdatedBand(): ReactElement | null {
  const t = useTranslations('live')
  const [isGone, setIsGone] = useState(false)
  useEffect(() => watchMissingPieces(() => setIsGone(true)), [])
  if (!isGone) return null
  return (
    <div
      role="alert"
      className="flex min-h-8 shrink-0 flex-wrap items-center gap-2 bg-past-band px-4 py-1 text-past-text sm:px-6"
    >
      <Glyph shape="half-triangle" tone="warning" size={12} />
      <span className="min-w-0 flex-1">{t('updated')}</span>
      <Button onClick={() => location.reload()}>{t('reload')}</Button>
    </div>
  )
}
