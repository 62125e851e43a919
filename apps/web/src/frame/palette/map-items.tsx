'use client'

import type { SearchAnswer } from '@portolan/contract'
import { Map as MapIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import type { GoTo } from './found-objects.tsx'
import { PaletteGroup, PaletteItem } from './palette-parts.tsx'
import { placesOnMap } from './places-on-map.ts'

/** What was found, as connections: each leads to the map that shows them. */
export function MapItems({ answer: { kinds }, go }: { answer: SearchAnswer; go: GoTo }): ReactElement | null {
  const t = useTranslations('palette')
  const places = placesOnMap(kinds)
  if (places.length === 0) return null
  return (
    <PaletteGroup heading={t('onMap')}>
      {places.map(({ name, href }) => (
        <PaletteItem key={href} value={`map ${href}`} onSelect={() => go({ name: t('connections', { name }), href })}>
          <MapIcon size={15} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-text-3" />
          <span className="mono min-w-0 flex-1 truncate">{name}</span>
          <span className="shrink-0 text-12 text-text-3">{t('showConnections')}</span>
        </PaletteItem>
      ))}
    </PaletteGroup>
  )
}
