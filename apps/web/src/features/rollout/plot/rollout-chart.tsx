'use client'

import clsx from 'clsx'
import { type ReactElement, useCallback, useContext, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useTell } from '../../../i18n/use-sentences.ts'
import { CursorContext } from '../../../time/cursor.ts'
import { useIsWide } from '../../../ui/media.ts'
import { useWidth } from '../../../ui/use-width.ts'
import { LaneList } from '../lanes/lane-list.tsx'
import { LanesHead } from '../lanes/lanes-head.tsx'
import { laneGroups } from '../model/lanes.ts'
import type { RolloutPicture } from '../model/rollout-picture.ts'
import { useRolloutUrl } from '../rollout-url.ts'
import { AxisTicks } from './axis-ticks.tsx'
import { MilestoneFlags } from './milestone-flags.tsx'
import { PlotOverlay } from './plot-overlay.tsx'
import { plotScale } from './plot-scale.ts'
import { PlotViewContext, useShownStretch } from './plot-view.ts'
import { ReadyAreas } from './ready-areas.tsx'
import { usePointing } from './use-pointing.ts'
import { useZoom } from './use-zoom.ts'
import type { PlotPlace } from './zoom-by-gesture.ts'

const NAMES = { wide: 340, narrow: 116 }
const RIGHT = 14
const FLAGS_HEIGHT = 24
const READY_HEIGHT = 176
/** Two labels nearer than this cover each other. */
const LINE = 18

/** Ready endpoints on top, one lane per Pod below, one time axis and one cursor through all of it. */
export function RolloutChart({
  picture,
  now,
  onGoTo,
}: {
  picture: RolloutPicture
  /** Epoch ms, the server's clock. */
  now: number
  /** Look at the cluster as it was then. */
  onGoTo: (at: number) => void
}): ReactElement {
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const isWide = useIsWide()
  const { order, openPod, openPodOf, hold } = useRolloutUrl()
  const view = useContext(PlotViewContext)
  const cursor = useContext(CursorContext)
  const left = isWide ? NAMES.wide : NAMES.narrow
  const place = useMemo<PlotPlace>(() => ({ left, width: Math.max(0, width - left - RIGHT) }), [left, width])
  const groups = useMemo(() => laneGroups(picture.lanes, order), [picture.lanes, order])
  const keep = useCallback(() => hold(view.isHeld() ? view.shown() : undefined), [hold, view])
  useZoom(frame, { place, view, onEnd: keep })
  const { selection, handlers } = usePointing({
    place,
    view,
    cursor,
    onSelect: (stretch) => {
      view.show(stretch)
      keep()
    },
    onClick: onGoTo,
  })
  return (
    <div
      ref={frame}
      {...handlers}
      className="relative touch-pan-y select-none overflow-hidden rounded-card border border-line bg-page"
    >
      {place.width > 0 && (
        <>
          <ReadyPlot picture={picture} place={place} now={now} />
          <LanesHead place={place} />
          <LaneList
            groups={groups}
            revisions={picture.rollout.revisions}
            place={place}
            openUid={openPod}
            onOpen={openPodOf}
          />
          <Overlay picture={picture} place={place} now={now} selection={selection} />
        </>
      )}
    </div>
  )
}

function Overlay({
  picture: { rollout, impact, milestones },
  place,
  now,
  selection,
}: {
  picture: RolloutPicture
  place: PlotPlace
  now: number
  selection: ReturnType<typeof usePointing>['selection']
}): ReactElement {
  const shown = useShownStretch()
  const scale = useMemo(() => plotScale(shown, place.width), [shown, place])
  return (
    <PlotOverlay
      rollout={rollout}
      windows={impact?.zeroReady ?? []}
      milestones={milestones}
      scale={scale}
      now={now}
      left={place.left}
      selection={selection}
      hatchTo={FLAGS_HEIGHT + READY_HEIGHT}
    />
  )
}

/** Flags, the stacked steps and the axis; as a picture it says the verdict. */
function ReadyPlot({
  picture: { rollout, steps, ceiling, milestones },
  place: { left, width },
  now,
}: {
  picture: RolloutPicture
  place: PlotPlace
  now: number
}): ReactElement {
  const t = useTranslations('rollout')
  const tell = useTell()
  const shown = useShownStretch()
  const scale = useMemo(() => plotScale(shown, width), [shown, width])
  const end = rollout.endedAt === null ? now : Date.parse(rollout.endedAt)
  const last = steps.at(-1)
  return (
    <>
      <div className="flex" style={{ height: FLAGS_HEIGHT + READY_HEIGHT }}>
        <div className="relative shrink-0 text-12 text-text-3" style={{ width: left }}>
          <span className="absolute bottom-1 left-4 max-md:hidden">{t('readyEndpoints')}</span>
          {(last === undefined || (1 - last.desired / ceiling) * READY_HEIGHT > LINE) && (
            <span className="mono absolute right-3 -translate-y-1/2" style={{ top: FLAGS_HEIGHT }}>
              {ceiling}
            </span>
          )}
          {last?.desired !== 0 && <span className="mono absolute right-3 bottom-0">0</span>}
          {last && <Goals {...last} ceiling={ceiling} />}
        </div>
        <svg
          width={width}
          height={FLAGS_HEIGHT + READY_HEIGHT}
          role="img"
          aria-label={t('chart', { verdict: tell(rollout.verdict.sentence).text })}
          className="cursor-crosshair"
        >
          <MilestoneFlags milestones={milestones} scale={scale} />
          <g transform={`translate(0 ${FLAGS_HEIGHT})`}>
            <ReadyAreas
              steps={steps}
              end={Math.max(end, last?.at ?? end)}
              scale={scale}
              ceiling={ceiling}
              height={READY_HEIGHT - 1}
            />
          </g>
        </svg>
      </div>
      <div data-axis="" className="flex h-6 border-line border-y bg-surface">
        <div className="shrink-0" style={{ width: left }} />
        <svg width={width} height={24} aria-hidden="true">
          <AxisTicks scale={scale} />
        </svg>
      </div>
    </>
  )
}

/** What the dashed and the dotted line stand for, beside them. */
function Goals({
  desired,
  minAvailable,
  ceiling,
}: {
  desired: number
  minAvailable: number
  ceiling: number
}): ReactElement {
  const t = useTranslations('rollout')
  const top = (count: number) => FLAGS_HEIGHT + (1 - count / ceiling) * (READY_HEIGHT - 1)
  const hasRoomForBoth = minAvailable > 0 && top(minAvailable) - top(desired) > LINE
  return (
    <>
      <span
        className={clsx('absolute right-3 text-text-2', desired === 0 ? '-translate-y-full' : '-translate-y-1/2')}
        style={{ top: top(desired) }}
      >
        <span className="max-md:hidden">
          {t('desired', { count: desired })} <span aria-hidden="true">╌</span>
        </span>
        <span aria-hidden="true" className="mono md:hidden">
          {desired}
        </span>
      </span>
      {hasRoomForBoth && (
        <span className="absolute right-3 -translate-y-1/2 max-md:hidden" style={{ top: top(minAvailable) }}>
          {t('promised', { count: minAvailable })} <span aria-hidden="true">┈</span>
        </span>
      )}
    </>
  )
}
