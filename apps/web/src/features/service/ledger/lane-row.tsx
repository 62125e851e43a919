'use client'

import { type ReactElement, useId } from 'react'
import { useTranslations } from 'use-intl'
import { ENDPOINT_LOOK } from '../../../cluster/endpoint-state.ts'
import { objectHref } from '../../../cluster/object-href.ts'
import { formatInstant } from '../../../i18n/instant.ts'
import { useDuration } from '../../../i18n/use-duration.ts'
import { usePreferences } from '../../../preferences/preferences-store.ts'
import type { TimeWindow } from '../../../time/time-window.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import { Mono } from '../../../ui/mono.tsx'
import type { ChartGeometry } from './ledger-chart.tsx'
import { type Bar, barsOf, type Lane, type LaneGroup } from './ledger-lanes.ts'
import { RevisionStripe } from './revision-stripe.tsx'

const HEIGHT = 24
const BAR_TOP = 6
const BAR_HEIGHT = 12

/** One endpoint: its name, which leads to its part of the log, and what it was when. */
export function LaneRow({
  lane,
  age,
  window,
  geometry: { namesWidth, plotWidth },
}: {
  lane: Lane
  age: LaneGroup['age']
  window: TimeWindow
  geometry: ChartGeometry
}): ReactElement {
  const id = useId()
  return (
    <>
      <div className="flex h-full shrink-0 items-center gap-2 pr-3 pl-4" style={{ width: namesWidth }}>
        <RevisionStripe age={age} height={HEIGHT} />
        {lane.stateAtEnd ? (
          <Glyph {...ENDPOINT_LOOK[lane.stateAtEnd]} size={10} />
        ) : (
          <span aria-hidden="true" className="w-2.5 shrink-0" />
        )}
        <LaneName lane={lane} describedBy={id} />
      </div>
      <svg width={plotWidth} height={HEIGHT} aria-hidden="true" className="shrink-0">
        {barsOf(lane.segments, window, plotWidth)
          .toSorted((a, b) => Number(a.state === 'unready') - Number(b.state === 'unready'))
          .map((bar) => (
            <LaneBar key={`${bar.x}-${bar.state}`} bar={bar} />
          ))}
      </svg>
      <p id={id} className="sr-only">
        <LaneInWords lane={lane} />
      </p>
    </>
  )
}

function LaneName({ lane, describedBy }: { lane: Lane; describedBy: string }): ReactElement {
  const [namespace, name] = lane.pod?.split('/') ?? []
  const className = lane.stateAtEnd ? 'text-text-1' : 'text-text-3'
  if (namespace === undefined || name === undefined) return <Mono text={lane.address} className={className} />
  return (
    <AppLink
      href={objectHref({ kind: 'Pod', namespace, name })}
      aria-describedby={describedBy}
      className="inset-focus flex min-h-[24px] min-w-0 items-center rounded-chip hover:text-accent"
    >
      <Mono text={name} className={className} />
    </AppLink>
  )
}

function LaneBar({ bar: { state, x, width } }: { bar: Bar }): ReactElement {
  const isOutlined = state !== 'unready' && state !== 'terminating-serving' && width > 3
  const inset = isOutlined ? 0.5 : 0
  return (
    <rect
      x={x + inset}
      y={BAR_TOP + inset}
      width={Math.max(1, width - 2 * inset)}
      height={BAR_HEIGHT - 2 * inset}
      className={ENDPOINT_LOOK[state].lane}
    />
  )
}

function LaneInWords({ lane }: { lane: Lane }): ReactElement {
  const t = useTranslations()
  const duration = useDuration()
  const { zone } = usePreferences()
  return (
    <>
      {lane.segments.map(({ state, from, to }) => (
        <span key={from}>
          {t(to === undefined ? 'ledger.lasting' : 'ledger.lasted', {
            state: t(`endpointState.${state}`),
            at: formatInstant(from, 'date-ms', zone),
            duration: duration((to ?? from) - from),
          })}{' '}
        </span>
      ))}
    </>
  )
}
