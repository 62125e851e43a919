import type { Coverage } from '@portolan/contract'
import {
  CLUSTER_SCOPE,
  type Gap,
  type RecordedChange,
  Snapshot,
  WATCHED_RESOURCES,
  type WatchedObject,
} from '@portolan/domain'
import type { StreamBeginning } from '@portolan/pipeline/ports'
import { coverageOf } from './coverage.ts'
import type { Logbook } from './logbook.ts'
import { CROSSING_KINDS, SETTLED_MS } from './past-views.ts'
import { type VisibilityThen, visibilityThen } from './past-visibility.ts'
import type { View } from './view.ts'

/** More than this is asked for instant by instant. */
const MAX_OBJECTS = 5_000
const MAX_CHANGES = 5_000
const MAX_READINGS = 200
/** No topology is built from them, and there are more of them than of everything else. */
const KINDS = WATCHED_RESOURCES.map(({ kind }) => kind).filter((kind) => kind !== 'Event')

/** What the topologies of a stretch are built from. */
export interface PastStretch {
  readonly from: LogMoment
  readonly to: LogMoment
  readonly obstacle: 'too-much' | 'clock-set-back' | undefined
  /** As of `from`. */
  readonly objects: readonly WatchedObject[]
  /** Of these objects and those that come beside them, oldest first. */
  readonly changes: readonly RecordedChange[]
  /** What was read from when on; the first holds at `from`. */
  readonly readings: readonly Reading[]
}

interface LogMoment {
  readonly seq: number
  /** Epoch ms. */
  readonly time: number
}

interface Reading {
  /** Epoch ms. */
  readonly from: number
  readonly visibility: readonly VisibilityThen[]
  readonly coverage: Coverage
}

export interface StretchAsked {
  /** Epoch ms. */
  readonly from: number
  readonly to: number
  readonly namespaces: readonly string[] | undefined
  readonly signal: AbortSignal
}

/**
 * Everything that `viewAt` would read for the instants of a stretch, read once. It ends before changes that may still be on
 * their way into the log.
 *
 * @throws as `Logbook.viewAt`
 */
export async function pastStretch(asked: StretchAsked, logbook: Logbook): Promise<PastStretch> {
  const { namespaces, signal } = asked
  const begin = (scope: readonly string[] | undefined) =>
    logbook.viewAt(String(asked.from), { namespaces: scope, signal, parameter: 'from' })
  const to = await endOf(asked, logbook)
  const view = await begin(namespaces)
  const stretch = await stretchFrom(view, { asked, to }, logbook)
  const leadsOutside = stretch.changes.some(({ kind }) => CROSSING_KINDS.some((crossing) => crossing === kind))
  if (view.namespaces === undefined || !leadsOutside) return stretch
  return stretchFrom(await begin(undefined), { asked, to }, logbook)
}

interface StretchBounds {
  readonly asked: StretchAsked
  readonly to: LogMoment
}

async function stretchFrom(view: View, { asked, to }: StretchBounds, logbook: Logbook): Promise<PastStretch> {
  const { reader } = logbook.log
  const from = { seq: view.snapshot.seq, time: view.time }
  const between = { after: from.seq, before: to.seq + 1 }
  const nothing = { from, to, objects: [], changes: [], readings: [] }
  const objects = objectsOf(view.snapshot)
  if (objects.length > MAX_OBJECTS) return { ...nothing, obstacle: 'too-much' }
  if (await reader.wasClockSetBack(between)) return { ...nothing, obstacle: 'clock-set-back' }
  const places = view.namespaces && { namespaces: [...view.namespaces, CLUSTER_SCOPE] }
  const changes = await reader.changes({ ...between, ...places, kinds: KINDS, order: 'asc', limit: MAX_CHANGES + 1 })
  const readings = await readingsOf({ asked, to }, logbook)
  if (changes.length > MAX_CHANGES || readings.length > MAX_READINGS) return { ...nothing, obstacle: 'too-much' }
  return { from, to, obstacle: undefined, objects, changes, readings }
}

function objectsOf(snapshot: Snapshot): WatchedObject[] {
  const objects: WatchedObject[] = []
  for (const kind of KINDS) {
    for (const object of snapshot.ofKind(kind)) {
      objects.push(object)
      if (objects.length > MAX_OBJECTS) return objects
    }
  }
  return objects
}

async function endOf({ from, to }: StretchAsked, { log, now }: Logbook): Promise<LogMoment> {
  const time = Math.max(from, Math.min(to, log.hasEnded ? now : now - SETTLED_MS))
  const [last] = await log.reader.changes({ to: time + 1, order: 'desc', limit: 1 })
  return { seq: last?.seq ?? 0, time }
}

/** When what was read changed: streams that were read completely for the first time, and gaps. */
async function readingsOf({ asked, to }: StretchBounds, { log }: Logbook): Promise<Reading[]> {
  const { reader, recording } = log
  const beginnings = await reader.beginnings()
  const gaps = await reader.gaps({ from: asked.from, to: to.time + 1 })
  const turns = new Set([asked.from, ...beginnings.map(({ at }) => at), ...gaps.flatMap(turnsOf)])
  const within = [...turns].filter((turn) => turn >= asked.from && turn <= to.time).sort((a, b) => a - b)
  return within.slice(0, MAX_READINGS + 1).map((from) => {
    const then = gaps.filter((gap) => isOpen(gap, from))
    const hasBegun = ({ at }: StreamBeginning) => at <= from
    const now = (kind: WatchedObject['kind']) => recording.snapshot.visibilityOf(kind)
    const visibility = visibilityThen({ beginnings, hasBegun, gaps: then, now })
    return { from, visibility, coverage: coverageThen({ visibility, gaps: then, time: from }, asked.namespaces) }
  })
}

/** One that lasts no time still is of its millisecond. */
const isOpen = ({ from, to = Number.POSITIVE_INFINITY }: Gap, time: number): boolean =>
  from <= time && (to > time || from === time)

const turnsOf = ({ from, to }: Gap): readonly number[] =>
  to === undefined ? [from] : [from, to > from ? to : from + 1]

function coverageThen(
  { visibility, gaps, time }: { visibility: readonly VisibilityThen[]; gaps: readonly Gap[]; time: number },
  namespaces: readonly string[] | undefined,
): Coverage {
  const snapshot = Snapshot.of(0, [])
  for (const said of visibility) snapshot.setVisibility(said.stream.kind, said.stream.namespace, said.visibility)
  return coverageOf({ snapshot, gaps, time, isLive: false }, namespaces)
}
