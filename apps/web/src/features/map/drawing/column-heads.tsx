'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import type { Columns } from '../layout/columns.ts'
import { GROUPINGS, type Grouping } from '../layout/grouping.ts'
import type { Scene } from '../scene/scene.ts'

export const HEADS_HEIGHT = 32

/** Names and counts of the columns; they stay while the chart scrolls below. */
export function ColumnHeads({
  columns,
  scene,
  grouping,
  onGroup,
}: {
  columns: Columns
  scene: Scene
  grouping: Grouping
  /** Absent where endpoints are not grouped. */
  onGroup: ((grouping: Grouping) => void) | undefined
}): ReactElement {
  const t = useTranslations('map.columns')
  const sum = (count: (band: Scene['bands'][number]) => number) =>
    scene.bands.reduce((total, band) => total + count(band), 0)
  const heads = [
    { column: columns.entries, name: t('entries'), count: sum(({ entries }) => entries.length) },
    { column: columns.routes, name: t('routes'), count: scene.counts.rules },
    { column: columns.services, name: t('services'), count: scene.counts.services },
  ]
  return (
    <div
      style={{ height: HEADS_HEIGHT }}
      className="sticky top-0 z-10 border-line border-b bg-page text-12 text-text-3"
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
      <span
        style={{ left: columns.endpoints.x, width: columns.endpoints.width }}
        className="absolute top-0 flex h-full items-center gap-1 text-text-2"
      >
        <span className="truncate">{t('endpoints')}</span>
        {onGroup && (
          <select
            aria-label={t('groupBy')}
            value={grouping}
            onChange={({ target }) => onGroup(GROUPINGS.find((one) => one === target.value) ?? 'revision')}
            className="-ml-0.5 h-[24px] min-w-0 rounded-chip border border-transparent bg-transparent px-0.5 text-12 text-text-2 hover:border-line hover:bg-hover hover:text-text-1 pointer-coarse:h-11"
          >
            {GROUPINGS.map((one) => (
              <option key={one} value={one}>
                {t(`by.${one}`)}
              </option>
            ))}
          </select>
        )}
      </span>
    </div>
  )
}
