'use client'

import type { Rollout } from '@portolan/contract'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, type ReactElement, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'use-intl'
import { useTell } from '../../../i18n/use-sentences.ts'
import { useToldDuration } from '../../../i18n/use-told-duration.ts'
import { Mono } from '../../../ui/mono.tsx'
import type { Lane, LaneGroup, LaneRole, LaneState } from '../model/lanes.ts'
import { plotScale } from '../plot/plot-scale.ts'
import { useShownStretch } from '../plot/plot-view.ts'
import type { PlotPlace } from '../plot/zoom-by-gesture.ts'
import { useCausesOf } from '../why/causes-context.ts'
import { CROWD, HeatStrip } from './heat-strip.tsx'
import { LaneInWords } from './lane-in-words.tsx'
import { LANE_HEIGHT, LaneShapes } from './lane-shapes.tsx'
import { RoleHeading } from './role-heading.tsx'
import { StateAtCursor } from './state-at-cursor.tsx'

const HEADING_HEIGHT = 32
const TALLEST = 560

type Row = { readonly key: string; readonly heading: LaneGroup } | { readonly key: string; readonly lane: Lane }

/** All Pods, role by role; only the lanes in sight exist. Many of them are first shown at one look. */
export function LaneList({
  groups,
  revisions,
  place,
  openUid,
  onOpen,
}: {
  groups: readonly LaneGroup[]
  revisions: Rollout['revisions']
  place: PlotPlace
  openUid: string | undefined
  onOpen: (uid: string) => void
}): ReactElement {
  const t = useTranslations('rollout')
  const viewport = useRef<HTMLDivElement>(null)
  const [closed, setClosed] = useState<readonly LaneRole[]>([])
  const rows = useMemo(() => rowsOf(groups, closed), [groups, closed])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => viewport.current,
    estimateSize: (at) => (rows[at] && 'heading' in rows[at] ? HEADING_HEIGHT : LANE_HEIGHT),
    getItemKey: (at) => rows[at]?.key ?? at,
    overscan: 6,
  })
  const toggle = (role: LaneRole) =>
    setClosed(closed.includes(role) ? closed.filter((one) => one !== role) : [...closed, role])
  const pick = (uid: string) => {
    flushSync(() => setClosed([]))
    const place = rowsOf(groups, []).findIndex(({ key }) => key === uid)
    virtual.scrollToIndex(place, { align: 'center' })
  }
  const count = groups.reduce((sum, { lanes }) => sum + lanes.length, 0)
  return (
    <>
      {count > CROWD && <HeatStrip groups={groups} place={place} onPick={pick} />}
      <div ref={viewport} className="scroll-fade overflow-y-auto overflow-x-hidden" style={{ maxHeight: TALLEST }}>
        <ol aria-label={t('lanes')} className="relative" style={{ height: virtual.getTotalSize() }}>
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
                  {'heading' in row ? (
                    <RoleHeading
                      group={row.heading}
                      revisions={revisions}
                      isOpen={!closed.includes(row.heading.role)}
                      onToggle={toggle}
                    />
                  ) : (
                    <LaneRow lane={row.lane} place={place} isOpen={row.lane.uid === openUid} onOpen={onOpen} />
                  )}
                </li>
              )
            )
          })}
        </ol>
      </div>
    </>
  )
}

/** @param closed roles of which only the heading is shown */
function rowsOf(groups: readonly LaneGroup[], closed: readonly LaneRole[]): Row[] {
  return groups.flatMap((heading) => {
    const lanes = closed.includes(heading.role) ? [] : heading.lanes
    return [{ key: `role ${heading.role}`, heading }, ...lanes.map((lane) => ({ key: lane.uid, lane }))]
  })
}

/** One Pod: its name opens the evidence, its numbers are the two that explain a 502, its lane is what it was when. */
const LaneRow = memo(function LaneRow({
  lane,
  place,
  isOpen,
  onOpen,
}: {
  lane: Lane
  place: PlotPlace
  isOpen: boolean
  onOpen: (uid: string) => void
}): ReactElement {
  const duration = useToldDuration()
  const id = `lane-${lane.uid}`
  return (
    <>
      <div className="flex h-full shrink-0 items-center pl-4" style={{ width: place.left }}>
        <StateAtCursor lane={lane} />
        <button
          type="button"
          aria-describedby={id}
          aria-expanded={isOpen}
          onClick={() => onOpen(lane.uid)}
          className="inset-focus flex h-full min-w-0 flex-1 items-center rounded-chip text-left text-text-1 hover:text-accent aria-expanded:font-medium aria-expanded:text-accent"
        >
          <Mono text={lane.name} />
        </button>
        <Figure value={lane.lagMs} told={duration} />
        <Figure value={lane.drainMs} told={duration} />
      </div>
      <LanePicture lane={lane} place={place} />
      <p id={id} className="sr-only">
        <LaneInWords lane={lane} />
      </p>
    </>
  )
})

function Figure({ value, told }: { value: number | undefined; told: (ms: number) => string }): ReactElement {
  return (
    <span className="mono w-[64px] shrink-0 whitespace-nowrap pr-3 text-right text-text-2 max-md:hidden">
      {value === undefined ? <span className="text-text-3">–</span> : told(value)}
    </span>
  )
}

function LanePicture({ lane, place: { width } }: { lane: Lane; place: PlotPlace }): ReactElement {
  const shown = useShownStretch()
  const scale = useMemo(() => plotScale(shown, width), [shown, width])
  const state = useTranslations('endpointState')
  const tell = useTell()
  const causes = useCausesOf(lane.uid)
  const hintAt = (name: LaneState, at: number) => {
    const why = causes.find((transition) => transition.at === at)
    return why ? `${state(name)}: ${tell(why.cause.sentence).text}` : state(name)
  }
  return (
    <svg width={width} height={LANE_HEIGHT} aria-hidden="true" className="shrink-0">
      <LaneShapes lane={lane} scale={scale} hintAt={hintAt} />
    </svg>
  )
}
