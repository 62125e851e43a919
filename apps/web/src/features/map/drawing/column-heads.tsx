'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import type { Columns } from '../layout/columns.ts'
import type { Scene } from '../scene/scene.ts'

export const HEADS_HEIGHT = 32

/** Names and counts of the columns; they stay while the chart scrolls below. */
export function ColumnHeads({ columns, scene }: { columns: Columns; scene: Scene }): ReactElement {
  const t = useTranslations('map.columns')
  const sum = (count: (band: Scene['bands'][number]) => number) =>
    scene.bands.reduce((total, band) => total + count(band), 0)
  const heads = [
    { column: columns.entries, name: t('entries'), count: sum(({ entries }) => entries.length) },
    { column: columns.routes, name: t('routes'), count: scene.counts.rules },
    { column: columns.services, name: t('services'), count: scene.counts.services },
    { column: columns.endpoints, name: t('endpoints'), count: undefined },
  ]
  return (
    <div
      style={{ height: HEADS_HEIGHT }}
      className="sticky top-0 z-10 border-line border-b bg-page/95 text-12 text-text-3 backdrop-blur-[2px]"
    >
      {heads.map(
        ({ column, name, count }) =>
          column && (
            <span
              key={name}
              style={{ left: column.x, width: column.width }}
              className="absolute top-0 flex h-full items-center gap-1.5 truncate"
            >
              <span className="text-text-2">{name}</span>
              {count !== undefined && <span>{t('count', { count })}</span>}
            </span>
          ),
      )}
    </div>
  )
}
