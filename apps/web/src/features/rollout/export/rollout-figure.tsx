'use client'

import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useTell } from '../../../i18n/use-sentences.ts'
import { LANE_HEIGHT, LaneShapes } from '../lanes/lane-shapes.tsx'
import { laneGroups } from '../model/lanes.ts'
import type { RolloutPicture } from '../model/rollout-picture.ts'
import type { Stretch } from '../model/stretch.ts'
import { AxisTicks } from '../plot/axis-ticks.tsx'
import { BlindColumns, ZeroColumns } from '../plot/columns.tsx'
import { MilestoneFlags } from '../plot/milestone-flags.tsx'
import { plotScale } from '../plot/plot-scale.ts'
import { ReadyAreas } from '../plot/ready-areas.tsx'

const WIDTH = 1280
const LEFT = 250
const RIGHT = 24
const TITLE = 76
const FLAGS = 24
const READY = 180
const AXIS = 26
const BOTTOM = 20
/** More lanes than these make a file that nothing opens. */
export const MOST_LANES = 500

/** The chart as one drawing that stands for itself: what, when and with which verdict is written on it. */
export function RolloutFigure({
  picture: { rollout, impact, service, steps, ceiling, lanes, milestones },
  stretch,
  now,
}: {
  picture: RolloutPicture
  stretch: Stretch
  now: number
}): ReactElement {
  const t = useTranslations('rollout')
  const tell = useTell()
  const scale = useMemo(() => plotScale(stretch, WIDTH - LEFT - RIGHT), [stretch])
  const drawn = useMemo(
    () =>
      laneGroups(lanes, 'time')
        .flatMap((group) => group.lanes)
        .slice(0, MOST_LANES),
    [lanes],
  )
  const top = TITLE + FLAGS + READY + AXIS
  const height = top + drawn.length * LANE_HEIGHT + BOTTOM
  const { kind, namespace, name } = rollout.workload
  const end = rollout.endedAt === null ? now : Date.parse(rollout.endedAt)
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={WIDTH}
      height={height}
      viewBox={`0 0 ${WIDTH} ${height}`}
      aria-hidden="true"
    >
      <rect width={WIDTH} height={height} className="fill-page" />
      <text x="24" y="34" className="fill-text-1 font-semibold text-16">
        {tell(rollout.verdict.sentence).text}
      </text>
      <text x="24" y="58" className="fill-text-2 text-12">
        {`${kind} ${namespace}/${name} · ${rollout.requestedAt}${service === undefined ? '' : ` · Service ${service}`}`}
      </text>
      <clipPath id="figure-plot">
        <rect y={TITLE} width={scale.width} height={height} />
      </clipPath>
      <g transform={`translate(${LEFT} 0)`} clipPath="url(#figure-plot)">
        <g transform={`translate(0 ${TITLE})`}>
          <MilestoneFlags milestones={milestones} scale={scale} />
          <g transform={`translate(0 ${FLAGS})`}>
            <ReadyAreas steps={steps} end={end} scale={scale} ceiling={ceiling} height={READY} />
          </g>
          <g transform={`translate(0 ${FLAGS + READY})`}>
            <line x2={scale.width} className="stroke-edge-strong" />
            <AxisTicks scale={scale} />
          </g>
        </g>
        {drawn.map((lane, at) => (
          <g key={lane.uid} transform={`translate(0 ${top + at * LANE_HEIGHT})`}>
            <LaneShapes lane={lane} scale={scale} />
          </g>
        ))}
        <BlindColumns blind={rollout.blind} scale={scale} />
        <g transform={`translate(0 ${TITLE})`}>
          <ZeroColumns
            windows={impact?.zeroReady ?? []}
            scale={scale}
            now={now}
            labelY={FLAGS + 18}
            hatchTo={FLAGS + READY}
          />
        </g>
      </g>
      {drawn.map((lane, at) => (
        <text key={lane.uid} x="24" y={top + at * LANE_HEIGHT + 17} className="mono fill-text-1">
          {lane.name}
        </text>
      ))}
      <text x={LEFT - 10} y={TITLE + FLAGS + 8} className="mono fill-text-3 [text-anchor:end]">
        {ceiling}
      </text>
      <text x="24" y={TITLE + FLAGS + READY} className="fill-text-3 text-12">
        {t('readyEndpoints')}
      </text>
    </svg>
  )
}
