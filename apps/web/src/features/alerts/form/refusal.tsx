'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Glyph } from '../../../ui/glyph.tsx'

/** What the server said instead of doing it; nothing where it said nothing. */
export function Refusal({ of: refusal }: { of: { code: string; detail: string } | undefined }): ReactElement | null {
  const t = useTranslations('alerts.form')
  if (refusal === undefined) return null
  return (
    <p role="alert" className="flex items-start gap-2 rounded-control bg-tint-unready px-3 py-2">
      <Glyph shape="triangle" tone="critical" className="mt-1" />
      <span className="min-w-0 break-words">
        {t('refused')}{' '}
        <span lang="en" className="mono">
          {refusal.detail}
        </span>
      </span>
    </p>
  )
}
