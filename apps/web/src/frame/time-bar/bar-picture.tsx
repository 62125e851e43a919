'use client'

import type { Markers } from '@portolan/contract'
import { memo, type ReactElement, useMemo } from 'react'
import { blindStretches } from '../../time/blind-stretches.ts'
import { TickMarks, useTimeTicks } from '../../time/tick-marks.tsx'
import type { TimeWindow } from '../../time/time-window.ts'
import { BAR, histogram, stretchIn } from './bar-shape.ts'

const TICK_SPACE = 110
const LABEL_SPACE = 60

interface BarPictureProperties {
  readonly markers: Markers | undefined
  readonly window: TimeWindow
  readonly width: number
  readonly oldestAt: number | undefined
}

/** What happened when: columns of joins and leaves, outages, rollouts, alerts, what went unseen, and the axis. */
export const BarPicture = memo(function BarPicture({
  markers,
  window,
  width,
  oldestAt,
}: BarPictureProperties): ReactElement {
  const columns = useMemo(() => markers && histogram(markers, window, width), [markers, window, width])
  const blind = useMemo(() => blindStretches(markers?.gaps ?? []), [markers])
  const place = (stretch: { from: string; to: string | null }) => stretchIn(stretch, window, width)
  const before = oldestAt === undefined ? undefined : ((oldestAt - window.from) / (window.to - window.from)) * width
  return (
    <>
      {before !== undefined && before > 1 && <rect width={before} height={BAR.axis} className="fill-tint-unknown" />}
      {columns && (
        <>
          <path d={columns.changes} className="fill-line" />
          <path d={columns.joins} className="fill-added" />
          <path d={columns.leaves} className="fill-removed" />
        </>
      )}
      <line x2={width} y1={BAR.middle} y2={BAR.middle} className="stroke-edge" />
      {blind.map((stretch) => {
        const at = place(stretch)
        return (
          at && (
            <rect
              key={`${stretch.from} ${stretch.reason}`}
              x={at.x}
              width={at.width}
              height={BAR.axis}
              className="fill-[url(#hatch-gap)] stroke-text-3/50"
            />
          )
        )
      })}
      {markers?.rollouts.map(({ id, from, to, verdict }) => {
        const at = place({ from, to })
        const isBad = verdict === 'outage' || verdict === 'stalled'
        return (
          at && (
            <rect
              key={id}
              x={at.x}
              y={5}
              width={at.width}
              height={3}
              rx={1.5}
              className={isBad ? 'fill-unready' : 'fill-accent'}
            />
          )
        )
      })}
      {markers?.zeroReady.map((mark) => {
        const at = place(mark)
        return (
          at && (
            <g key={`${mark.namespace}/${mark.name} ${mark.from}`} transform={`translate(${at.x} 0)`}>
              <rect y={1} width={at.width} height={BAR.axis - 1} className="fill-[url(#hatch-zero)]" />
              <path d={`M${at.width / 2 - 4} 1h8l-4 7z`} className="fill-unready" />
            </g>
          )
        )
      })}
      {markers?.alerts.map(({ id, from }) => {
        const at = place({ from, to: from })
        return at && <path key={id} d={`M${at.x} 0l4 4-4 4-4-4z`} className="fill-critical" />
      })}
      <Axis window={window} width={width} />
    </>
  )
})

function Axis({ window, width }: { window: TimeWindow; width: number }): ReactElement {
  return (
    <g transform={`translate(0 ${BAR.axis})`}>
      <TickMarks
        ticks={useTimeTicks(window, width, TICK_SPACE)}
        xOf={(at) => ((at - window.from) / (window.to - window.from)) * width}
        width={width}
        labelSpace={LABEL_SPACE}
        size={4}
        label={{ x: 4, y: 12 }}
      />
    </g>
  )
}
