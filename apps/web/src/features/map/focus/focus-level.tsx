'use client'

import type { ServiceRow } from '@portolan/contract'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { KeyedStore } from '../../../live/keyed-store.ts'
import { useServiceDetail } from '../drawer/use-service-detail.ts'
import type { Placed } from '../layout/chart.ts'
import type { Columns } from '../layout/columns.ts'
import type { ServiceCard } from '../scene/scene.ts'
import { FocusPanel } from './focus-panel.tsx'
import { focusRows } from './focus-rows.ts'
import { useFocusModel } from './use-focus-model.ts'

const FOOT = 32
const BELOW = 20

/** One Service to its last endpoint: beside its card where there is room, else below it. */
export function FocusLevel({
  placed,
  store,
  columns,
  window,
}: {
  placed: Placed<ServiceCard>
  store: KeyedStore<ServiceRow>
  columns: Columns
  /** What is near the window, in px of the scrolled content. */
  window: { readonly from: number; readonly to: number }
}): ReactElement | null {
  const t = useTranslations('map.drawer')
  const { card } = placed
  const { detail, error } = useServiceDetail(card, store)
  const model = useFocusModel(card.key, detail)
  const rows = useMemo(() => model && focusRows(model), [model])
  const isBeside = columns.endpoints.x > columns.services.x
  const top = isBeside ? placed.top : placed.top + placed.height + BELOW
  const said = error ? t('endpointsFailed') : rows?.height === 0 ? t('noEndpoints') : undefined
  if (said !== undefined) {
    return (
      <p
        data-focus-level
        style={{ transform: `translate(${columns.endpoints.x}px, ${top + placed.height / 2 - 10}px)` }}
        className="absolute top-0 left-0 text-text-2"
      >
        {said}
      </p>
    )
  }
  if (!rows) return null
  const from = { x: columns.services.x + columns.services.width, y: placed.top + placed.height / 2 }
  return (
    <>
      <div style={{ height: top + rows.height + FOOT }} />
      <FocusPanel
        rows={rows}
        name={card.name}
        column={columns.endpoints}
        top={top}
        from={isBeside ? from : undefined}
        window={window}
      />
    </>
  )
}
