'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { SERVICE_LOOK, SERVICE_STATES, type ServiceState, type StateCounts } from '../../cluster/service-state.ts'
import { Glyph } from '../../ui/glyph.tsx'

/** What the sentence is about: trouble before what is not known, and that before what is well. */
function worstOf({ none, some, unknown }: StateCounts): Exclude<ServiceState, 'zero'> {
  if (none > 0) return 'none'
  if (some > 0) return 'some'
  return unknown > 0 ? 'unknown' : 'all'
}

/** The answer to "is traffic healthy?" in one sentence. */
export function HealthSentence({ counts }: { counts: StateCounts }): ReactElement {
  const t = useTranslations('overview')
  const total = SERVICE_STATES.reduce((sum, state) => sum + counts[state], 0)
  const worst = worstOf(counts)
  const { none, some, unknown, zero } = counts
  const isMoreUnknown = unknown > 0 && worst !== 'unknown'
  return (
    <h1 className="flex items-start gap-3 font-medium text-20 sm:text-28">
      <Glyph {...SERVICE_LOOK[total === 0 ? 'unknown' : worst]} size={20} className="mt-1 sm:mt-2" />
      <span className="text-balance">
        {total === 0
          ? t('nothing')
          : t(`sentence.${worst}`, { none, some, unknown, zero, total, known: total - unknown, all: total - zero })}
        {isMoreUnknown && t('sentence.andUnknown', { unknown })}
      </span>
    </h1>
  )
}
