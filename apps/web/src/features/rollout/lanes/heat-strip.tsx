'use client'

import { memo, type PointerEvent, type ReactElement, useContext, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { type HeatFill, type HeatLayer, heatLayers } from '../model/heat.ts'
import type { LaneGroup } from '../model/lanes.ts'
import type { Stretch } from '../model/stretch.ts'
import { PlotViewContext, useShownStretch } from '../plot/plot-view.ts'
import type { PlotPlace } from '../plot/zoom-by-gesture.ts'

/** With fewer Pods than these the lanes are their own overview. */
export const CROWD = 40
const LINE = 2
const TALLEST = 160

const FILL: Record<HeatFill, string> = {
  'ready new': 'fill-revision-new',
  'ready old': 'fill-revision-old',
  'ready other': 'fill-revision-older',
  starting: 'fill-tint-unknown',
  'terminating-serving': 'fill-terminating opacity-60',
  terminating: 'fill-terminating',
  // Lines may be thinner than a pixel: what is wrong is never thinner than one.
  unready: 'fill-unready stroke-unready [vector-effect:non-scaling-stroke]',
}

/**
 * A crowd of Pods at one look, in the order of the lanes below: who points at one is brought to its lane. The lanes say the same
 * to those who do not see it.
 */
export function HeatStrip({
  groups,
  place,
  onPick,
}: {
  groups: readonly LaneGroup[]
  place: PlotPlace
  onPick: (uid: string) => void
}): ReactElement {
  const t = useTranslations('rollout')
  const { extent } = useContext(PlotViewContext)
  const { from, to } = extent()
  const lanes = useMemo(() => groups.flatMap((group) => group.lanes), [groups])
  const layers = useMemo(() => heatLayers(lanes, { from, to }), [lanes, from, to])
  const height = Math.min(TALLEST, lanes.length * LINE)
  const pick = ({ clientY, currentTarget }: PointerEvent) => {
    const share = (clientY - currentTarget.getBoundingClientRect().top) / height
    const lane = lanes[Math.min(lanes.length - 1, Math.floor(share * lanes.length))]
    if (lane) onPick(lane.uid)
  }
  return (
    <div aria-hidden="true" className="flex border-line border-b">
      <p className="shrink-0 py-1 pl-4 text-12 text-text-3" style={{ width: place.left }}>
        {t('crowd', { count: lanes.length })}
      </p>
      <div
        data-hint={t('crowdHint')}
        onPointerDown={(pressed) => pressed.stopPropagation()}
        onPointerUp={pick}
        className="cursor-pointer"
        style={{ width: place.width, height }}
      >
        <Window width={place.width} height={height} lines={lanes.length} since={from}>
          <Layers layers={layers} />
        </Window>
      </div>
    </div>
  )
}

/** Zooming moves the window over what is drawn, and draws nothing anew. */
function Window({
  width,
  height,
  lines,
  since,
  children,
}: {
  width: number
  height: number
  lines: number
  since: number
  children: ReactElement
}): ReactElement {
  const shown: Stretch = useShownStretch()
  return (
    <svg
      aria-hidden="true"
      width={width}
      height={height}
      viewBox={`${shown.from - since} 0 ${shown.to - shown.from} ${lines}`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
    >
      {children}
    </svg>
  )
}

const Layers = memo(function Layers({ layers }: { layers: readonly HeatLayer[] }): ReactElement {
  return (
    <>
      {layers.map(({ fill, path }) => (
        <path key={fill} d={path} className={FILL[fill]} />
      ))}
    </>
  )
})
