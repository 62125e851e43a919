'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { SERVICE_LOOK, SERVICE_STATES, type ServiceState, type StateCounts } from '../../cluster/service-state.ts'
import { Glyph } from '../../ui/glyph.tsx'

/** The answer to "is traffic healthy?" in one sentence. */
export function HealthSentence({ counts }: { counts: StateCounts }): ReactElement {
  const t = useTranslations('overview')
  const total = SERVICE_STATES.reduce((sum, state) => sum + counts[state], 0)
  const worst: ServiceState = counts.none > 0 ? 'none' : counts.some > 0 ? 'some' : 'all'
  return (
    <h1 className="flex items-start gap-3 font-medium text-20 sm:text-28">
      <Glyph {...SERVICE_LOOK[total === 0 ? 'unknown' : worst]} size={20} className="mt-1 sm:mt-2" />
      <span className="text-balance">
        {total === 0 ? t('nothing') : t(`sentence.${worst}`, { none: counts.none, some: counts.some, total })}
      </span>
    </h1>
  )
}
