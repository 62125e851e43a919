import type { ReactElement } from 'react'
import { ENDPOINT_LOOK } from '../../../cluster/endpoint-state.ts'
import type { EndpointSpan, IncidentMark, Lane, LaneState, LifeStage, PhaseTick } from '../model/lanes.ts'
import { type PlotScale, placeOf } from '../plot/plot-scale.ts'

export const LANE_HEIGHT = 26
const MIDDLE = LANE_HEIGHT / 2
const BAR = 12
const THINNEST = 2
/** A whisker shorter than this would hide behind its tick. */
const LEAST_WHISKER = 4

const WORST_FIRST: readonly LaneState[] = ['unready', 'terminating', 'terminating-serving', 'starting', 'ready']

const LIFE: Record<LifeStage, string> = {
  pending: 'fill-edge opacity-60',
  starting: 'fill-edge',
  running: 'fill-edge-strong',
  stopping: 'fill-terminating opacity-60',
}

/** A ready endpoint of a rollout says of which revision it is; the other states look as everywhere. */
const READY: Record<Lane['role'], string> = {
  new: 'fill-revision-new',
  old: 'fill-[url(#hatch-revision)] stroke-revision-old',
  other: 'fill-[url(#dots-revision)] stroke-revision-old',
}

/** One Pod's way: a thin line of life, the endpoint as a bar on it, ticks where a phase was reached, marks where something went wrong. */
export function LaneShapes({
  lane,
  scale,
  hintAt,
}: {
  lane: Lane
  scale: PlotScale
  /** What is said of a bar that begins at an instant (epoch ms). */
  hintAt?: (state: LaneState, at: number) => string
}): ReactElement {
  const { life, endpoints, ticks, incidents } = lane.drawing()
  return (
    <g>
      {life.map(({ stage, from, to }) => {
        const place = placeOf({ from, to }, scale)
        return place && <rect key={stage} {...place} y={MIDDLE - 1.5} height={3} className={LIFE[stage]} />
      })}
      {barsOf(endpoints, scale).map(({ state, from, x, width }) => {
        const className = state === 'ready' ? READY[lane.role] : ENDPOINT_LOOK[state].lane
        const inset = className.includes('stroke-') && width > 3 ? 0.5 : 0
        return (
          <rect
            key={`${x} ${state}`}
            x={x + inset}
            y={MIDDLE - BAR / 2 + inset}
            width={Math.max(1, width - 2 * inset)}
            height={BAR - 2 * inset}
            rx={1}
            data-hint={hintAt?.(state, from)}
            className={className}
          />
        )
      })}
      {ticks.map((tick) => (
        <Tick key={`${tick.phase} ${tick.at}`} tick={tick} scale={scale} />
      ))}
      {incidents.map((mark) => (
        <IncidentSign key={keyOfIncident(mark)} mark={mark} scale={scale} />
      ))}
    </g>
  )
}

interface Bar {
  readonly state: LaneState
  /** Epoch ms. */
  readonly from: number
  readonly x: number
  readonly width: number
}

/** What is shorter than two pixels is drawn so wide; where several fall into one pixel, the worst of them is drawn. */
function barsOf(spans: readonly EndpointSpan[], scale: PlotScale): Bar[] {
  const bars: Bar[] = []
  for (const span of spans) {
    const place = placeOf(span, scale, THINNEST)
    if (!place) continue
    const before = bars.at(-1)
    const isHidden = before && before.width <= THINNEST && place.width <= THINNEST && place.x - before.x < 1
    if (!isHidden) bars.push({ state: span.state, from: span.from, ...place })
    else if (WORST_FIRST.indexOf(span.state) < WORST_FIRST.indexOf(before.state))
      bars[bars.length - 1] = { ...before, state: span.state, from: span.from }
  }
  return bars
}

/** Solid by our clock; hollow by another's, with a whisker as long as it is uncertain; dotted where it was found afterwards. */
function Tick({ tick: { at, earliest, latest, isOurs, isInferred }, scale }: { tick: PhaseTick; scale: PlotScale }) {
  const x = scale.x(at)
  if (x < -LEAST_WHISKER || x > scale.width + LEAST_WHISKER) return null
  const begin = Math.max(0, scale.x(earliest))
  const end = Math.min(scale.width, scale.x(latest))
  return (
    <g className={isOurs ? 'stroke-text-1' : 'stroke-text-3'}>
      {end - begin > LEAST_WHISKER && (
        <line
          x1={begin}
          x2={end}
          y1={LANE_HEIGHT - 3.5}
          y2={LANE_HEIGHT - 3.5}
          strokeDasharray={isInferred ? '1 2' : undefined}
        />
      )}
      {isOurs ? (
        <line x1={x} x2={x} y1="4" y2={LANE_HEIGHT - 4} strokeDasharray={isInferred ? '1.5 1.5' : undefined} />
      ) : (
        <circle cx={x} cy={LANE_HEIGHT - 3.5} r="2" className="fill-page" />
      )}
    </g>
  )
}

/** A cross is an exit, a turn a restart, a bar across a container that waits for good, a diamond an Event of something amiss; what only takes its course is small and hollow. */
export function IncidentDrawing({ kind }: { kind: IncidentSignName }): ReactElement {
  switch (kind) {
    case 'exit':
      return <path d="m-3.5-3.5 7 7m0-7-7 7" strokeWidth="2.2" className="stroke-unready" fill="none" />
    case 'restart':
      return (
        <g fill="none" strokeWidth="1.8" className="stroke-unready">
          <path d="M3.4-2.6A4.2 4.2 0 1 0 4.2.6" />
          <path d="M4.4-5v3H1.4" />
        </g>
      )
    case 'waiting':
      return <rect x="-4" y="-4" width="8" height="8" strokeWidth="1.8" className="fill-page stroke-unready" />
    case 'event':
      return <path d="M0-4.6 4.6 0 0 4.6-4.6 0Z" className="fill-warning" />
    case 'note':
      return <path d="M0-3 3 0 0 3-3 0Z" className="fill-page stroke-text-3" />
  }
}

export type IncidentSignName = IncidentMark['incident']['kind'] | 'note'

/** The sign of an incident: an Event that is no warning only tells that things take their course. */
export function signOf({ kind, type }: IncidentMark['incident']): IncidentSignName {
  return kind === 'event' && type !== 'Warning' ? 'note' : kind
}

function keyOfIncident({ incident: { kind, told, container, reason } }: IncidentMark): string {
  return [told.seq, kind, container, reason].join(' ')
}

function IncidentSign({
  mark: { at, incident },
  scale,
}: {
  mark: IncidentMark
  scale: PlotScale
}): ReactElement | null {
  const x = scale.x(at)
  if (x < 0 || x > scale.width) return null
  const { kind, reason, exitCode, message } = incident
  const sign = signOf(incident)
  const hint = [reason ?? kind, exitCode !== undefined && `exit ${exitCode}`, message].filter(Boolean).join(' · ')
  return (
    <g transform={`translate(${x} ${MIDDLE})`} data-hint={hint}>
      {sign !== 'note' && <circle r="6.5" className="fill-page opacity-85" />}
      <IncidentDrawing kind={sign} />
    </g>
  )
}
