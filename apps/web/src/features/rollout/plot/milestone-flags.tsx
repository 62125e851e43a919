'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import type { Milestone, MilestoneName } from '../model/milestones.ts'
import type { PlotScale } from './plot-scale.ts'

const LETTER = 7
const FLAG = 16
/** Flags as near as this stand at one place: the first names it. */
const TOGETHER = 6

/** Follows the request so soon that it would take the room of its name. */
const LEAST_TOLD: MilestoneName = 'progressing'

/** What the rollout went through, named above the plot; a name only where it does not cover the one before. */
export function MilestoneFlags({
  milestones,
  scale,
}: {
  milestones: readonly Milestone[]
  scale: PlotScale
}): ReactElement {
  const t = useTranslations('rollout.milestone')
  let freeFrom = Number.NEGATIVE_INFINITY
  return (
    <g>
      {milestones.map(({ name, at }, index) => {
        const x = scale.x(at)
        if (x < -1 || x > scale.width + 1) return null
        const label = t(name)
        const width = FLAG + label.length * LETTER * (/[^\0-\x7f]/.test(label) ? 1.7 : 1)
        const isLeft = x + width > scale.width
        const begins = isLeft ? x - width : x
        const later = milestones.slice(index + 1).filter((one) => one.name !== LEAST_TOLD)
        const next = later.find((one) => scale.x(one.at) > x + TOGETHER)
        const endsBefore = isLeft || next === undefined ? scale.width : scale.x(next.at) - TOGETHER
        const hasRoom = begins >= freeFrom && begins + width <= endsBefore
        if (hasRoom) freeFrom = begins + width
        return (
          <g key={name} transform={`translate(${x} 0)`}>
            <path d="M-4 13h8l-4 7z" className={name === 'stalled' ? 'fill-unready' : 'fill-text-2'} />
            {hasRoom && (
              <text x={isLeft ? -8 : 8} y="19" textAnchor={isLeft ? 'end' : 'start'} className="fill-text-2 text-12">
                {label}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}
