'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Mono } from '../../ui/mono.tsx'
import type { MapUrl } from './map-url.ts'

/** Says that only one object and what its traffic touches is drawn, how much that is, and how to see everything again. */
export function AloneBar({ url, shown, total }: { url: MapUrl; shown: number; total: number }): ReactElement | null {
  const t = useTranslations('map.alone')
  if (!url.isAlone || url.focus === null || shown === total) return null
  return (
    <div
      role="status"
      className="flex shrink-0 flex-wrap items-center gap-1.5 border-line border-b bg-surface px-5 py-1.5 text-12 text-text-2 max-sm:px-3"
    >
      {t('only')} <Mono text={url.focus.replace('/-/', '/')} className="text-text-1" />
      <span>{t('count', { count: shown, total })}</span>
      <button
        type="button"
        onClick={url.endAlone}
        data-hint-keys="map.alone"
        className="ml-auto h-[24px] rounded-chip px-2 text-accent hover:underline"
      >
        {t('end')}
      </button>
    </div>
  )
}
