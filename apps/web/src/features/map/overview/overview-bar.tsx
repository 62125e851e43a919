'use client'

import { Minus, Plus } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import type { MapUrl } from '../map-url.ts'
import { closer, farther, type Zoom } from './tiles.ts'

/** What the overview holds, what is pointed at, and how it is looked at. */
export function OverviewBar({
  sentence,
  pointed,
  zoom,
  onZoom,
  url,
}: {
  sentence: string
  pointed: ReactNode
  zoom: Zoom
  onZoom: (by: 1 | -1) => void
  url: MapUrl
}): ReactElement {
  const t = useTranslations('map.overview')
  const keys = useTranslations('map.keys')
  return (
    <div className="flex min-h-10 shrink-0 items-center gap-3 px-5 text-12 text-text-3 max-sm:px-3">
      <span className="shrink-0 max-sm:hidden">{sentence}</span>
      <output className="mono min-w-0 truncate text-text-1">{pointed}</output>
      <span className="ml-auto flex shrink-0 items-center">
        <IconButton
          label={keys('denser')}
          keys="map.denser"
          disabled={farther(zoom) === zoom}
          className="disabled:opacity-30"
          onClick={() => onZoom(-1)}
        >
          <Minus size={16} aria-hidden="true" />
        </IconButton>
        <IconButton
          label={keys('looser')}
          keys="map.looser"
          disabled={closer(zoom) === zoom}
          className="disabled:opacity-30"
          onClick={() => onZoom(1)}
        >
          <Plus size={16} aria-hidden="true" />
        </IconButton>
      </span>
      <Segmented
        label={t('order')}
        value={url.sort}
        onChange={url.setSort}
        segments={[
          { value: 'name', label: t('byName') },
          { value: 'trouble', label: t('byTrouble') },
        ]}
      />
    </div>
  )
}
