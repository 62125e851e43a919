'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactElement, useMemo, useRef } from 'react'
import type { TimeWindow } from '../../../time/time-window.ts'
import { LaneRow } from './lane-row.tsx'
import type { ChartGeometry } from './ledger-chart.tsx'
import type { Lane, LaneGroup } from './ledger-lanes.ts'
import { RevisionRow } from './revision-row.tsx'

const LANE_HEIGHT = 24
const REVISION_HEIGHT = 30
const TALLEST = 480

type Row =
  | { readonly type: 'revision'; readonly key: string; readonly group: LaneGroup }
  | { readonly type: 'lane'; readonly key: string; readonly lane: Lane; readonly group: LaneGroup }

/** All lanes, revision by revision; only those in sight exist. */
export function LaneList({
  label,
  groups,
  window,
  geometry,
}: {
  label: string
  groups: readonly LaneGroup[]
  window: TimeWindow
  geometry: ChartGeometry
}): ReactElement {
  const viewport = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => groups.flatMap(rowsOf), [groups])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => viewport.current,
    estimateSize: (at) => (rows[at]?.type === 'revision' ? REVISION_HEIGHT : LANE_HEIGHT),
    getItemKey: (at) => rows[at]?.key ?? at,
    overscan: 8,
  })
  const height = virtual.getTotalSize()
  return (
    <div ref={viewport} className="scroll-fade overflow-y-auto overflow-x-hidden" style={{ maxHeight: TALLEST }}>
      <ol aria-label={label} className="relative" style={{ height: Math.max(height, LANE_HEIGHT) }}>
        {virtual.getVirtualItems().map(({ key, index, start, size }) => {
          const row = rows[index]
          return (
            row && (
              <li
                key={key}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 top-0 flex items-center hover:bg-surface"
                style={{ height: size, transform: `translateY(${start}px)` }}
              >
                {row.type === 'revision' ? (
                  <RevisionRow group={row.group} geometry={geometry} />
                ) : (
                  <LaneRow lane={row.lane} age={row.group.age} window={window} geometry={geometry} />
                )}
              </li>
            )
          )
        })}
      </ol>
    </div>
  )
}

function rowsOf(group: LaneGroup): Row[] {
  return [
    { type: 'revision', key: `revision ${group.revision}`, group },
    ...group.lanes.map((lane) => ({ type: 'lane' as const, key: lane.identity, lane, group })),
  ]
}
