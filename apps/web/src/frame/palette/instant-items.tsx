'use client'

import { useQuery } from '@tanstack/react-query'
import { Clock } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { newestRolloutsQuery } from '../../api/queries.ts'
import { useServerNow } from '../../live/server-clock.ts'
import { usePreferences } from '../../preferences/preferences-store.ts'
import { type Instant, instantText } from '../../time/instant.ts'
import { useAt } from '../../time/use-at.ts'
import { Time } from '../../ui/time.tsx'
import { hrefWith } from '../namespaces.ts'
import { isTimed } from '../screens.ts'
import { PaletteGroup, PaletteItem } from './palette-parts.tsx'
import { typedPast } from './typed-past.ts'
import { fitsWords } from './typed-words.ts'

/** Just before the request, everything was as it had been. */
const BEFORE_MS = 1

/** The instant that was typed, and the one before the newest rollout. */
export function InstantItems({ typed, onClose }: { typed: string; onClose: () => void }): ReactElement | null {
  const t = useTranslations('palette')
  const { zone } = usePreferences()
  const now = useServerNow()
  const goTo = useGoToInstant(onClose)
  const instant = typedPast(typed, { now, zone })
  const isRolloutMeant = typed.trim().length > 1 && fitsWords(t('beforeRolloutWords'), typed)
  const { data } = useQuery({ ...newestRolloutsQuery({ limit: 1 }), enabled: isRolloutMeant })
  const newest = isRolloutMeant ? data?.body.items[0] : undefined
  if (instant === undefined && newest === undefined) return null
  return (
    <PaletteGroup heading={t('instants')}>
      {instant !== undefined && (
        <PaletteItem value="instant typed" onSelect={() => goTo(instant)}>
          <Clock size={15} strokeWidth={1.75} aria-hidden="true" className="text-text-3" />
          <span className="flex-1">{t('lookAt')}</span>
          <span className="mono">
            {'seq' in instant ? instantText(instant) : <Time at={instant.time} form="date-ms" />}
          </span>
        </PaletteItem>
      )}
      {newest && (
        <PaletteItem
          value="instant before-rollout"
          onSelect={() => goTo({ time: Date.parse(newest.requestedAt) - BEFORE_MS })}
        >
          <Clock size={15} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-text-3" />
          <span className="min-w-0 flex-1 truncate">
            {t('beforeRollout')}{' '}
            <span className="mono text-text-2">
              {newest.workload.namespace}/{newest.workload.name}
            </span>
          </span>
          <Time at={Date.parse(newest.requestedAt)} className="mono" />
        </PaletteItem>
      )}
    </PaletteGroup>
  )
}

/** The screen shown goes to the instant; from a screen that has no past, the map does. */
function useGoToInstant(onClose: () => void): (instant: Instant) => void {
  const router = useRouter()
  const isHere = isTimed(usePathname())
  const { goTo } = useAt()
  return (instant) => {
    onClose()
    if (isHere) goTo(instant)
    else router.push(hrefWith('/map/', { at: instantText(instant) }))
  }
}
