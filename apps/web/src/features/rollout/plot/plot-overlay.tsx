'use client'

import type { Rollout } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useCursorAt } from '../../../time/cursor.ts'
import type { Milestone } from '../model/milestones.ts'
import { BlindColumns, ZeroColumns } from './columns.tsx'
import type { PlotScale } from './plot-scale.ts'
import type { Selection } from './use-pointing.ts'

/** What cuts through everything: nobody ready, nobody watching, the milestones, the cursor, the stretch being chosen. */
export function PlotOverlay({
  rollout,
  windows,
  milestones,
  scale,
  now,
  left,
  selection,
  hatchTo,
}: {
  rollout: Pick<Rollout, 'blind'>
  windows: Parameters<typeof ZeroColumns>[0]['windows']
  milestones: readonly Milestone[]
  scale: PlotScale
  now: number
  left: number
  selection: Selection | undefined
  hatchTo: number
}): ReactElement {
  return (
    <svg
      aria-hidden="true"
      className="pointer-events-none absolute inset-y-0"
      style={{ left }}
      width={scale.width}
      height="100%"
    >
      <BlindColumns blind={rollout.blind} scale={scale} />
      <ZeroColumns windows={windows} scale={scale} now={now} labelY={44} hatchTo={hatchTo} />
      {milestones.map(({ name, at }) => (
        <line
          key={name}
          x1={scale.x(at)}
          x2={scale.x(at)}
          y1="20"
          y2="100%"
          className={name === 'stalled' ? 'stroke-unready/60' : 'stroke-text-3/50'}
        />
      ))}
      {selection && (
        <rect
          x={Math.min(selection.from, selection.to)}
          width={Math.abs(selection.to - selection.from)}
          height="100%"
          className="fill-accent stroke-accent opacity-15"
        />
      )}
      <CursorLine scale={scale} />
    </svg>
  )
}

function CursorLine({ scale }: { scale: PlotScale }): ReactElement | null {
  const at = useCursorAt()
  if (at === undefined) return null
  const x = scale.x(at)
  return x < 0 || x > scale.width ? null : <line x1={x} x2={x} y1="0" y2="100%" className="stroke-accent" />
}
