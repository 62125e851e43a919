'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import type { ChartGeometry } from './ledger-chart.tsx'
import type { LaneGroup } from './ledger-lanes.ts'
import { RevisionStripe } from './revision-stripe.tsx'

/** The heading of one revision's lanes: its hash, its age in words, how many of its endpoints are there now. */
export function RevisionRow({ group, geometry }: { group: LaneGroup; geometry: ChartGeometry }): ReactElement {
  const t = useTranslations('ledger')
  const { revision, age, lanes } = group
  const ready = lanes.filter(({ stateAtEnd }) => stateAtEnd === 'ready').length
  const present = lanes.filter(({ stateAtEnd }) => stateAtEnd !== undefined).length
  return (
    <h3
      className="flex h-full items-end gap-2 whitespace-nowrap pr-3 pb-1 pl-4 text-12 text-text-3"
      style={{ width: geometry.namesWidth }}
    >
      <RevisionStripe age={age} height={14} />
      <span className="mono truncate font-medium text-text-1">{revision ?? t('noRevision')}</span>
      <span className="sr-only">{revision !== undefined && t(`age.${age}`)}</span>
      <span className="ml-auto max-md:sr-only">{present > 0 ? t('readyOf', { ready, present }) : t('allGone')}</span>
    </h3>
  )
}
