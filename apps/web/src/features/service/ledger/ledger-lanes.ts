import type { LedgerInterval } from '@portolan/contract'
import type { EndpointState } from '../../../cluster/endpoint-state.ts'

/** `starting`: not ready yet, as every new Pod is. `unready` was ready before, or may have been. */
export type LaneState = EndpointState | 'starting'

/** A stretch of one lane; `to` absent while it lasts. Epoch ms. */
export interface Segment {
  readonly state: LaneState
  readonly from: number
  readonly to: number | undefined
  readonly evidence: LedgerInterval['evidence']
}

/** The stretch an answer covers, epoch ms. */
export interface LedgerRange {
  readonly from: number
  readonly to: number
}

/** One endpoint identity over time. */
export interface Lane {
  readonly identity: string
  readonly address: string
  /** `namespace/name`; absent where the endpoint is not a Pod. */
  readonly pod: string | undefined
  readonly node: string | undefined
  readonly segments: readonly Segment[]
  /** What it is at the end of the range, or at the instant shown; absent when it is not there then. */
  readonly stateAtEnd: LaneState | undefined
}

/** The lanes of one revision. */
export interface LaneGroup {
  readonly revision: string | undefined
  /** `new` is the revision whose endpoints joined last. */
  readonly age: 'new' | 'old' | 'older'
  readonly lanes: readonly Lane[]
}

/**
 * Who was behind the Service: one lane per identity, grouped by revision.
 *
 * The revision that got an endpoint last is on top. Within it come those who are there at the end of the range, then
 * those who have left, each in the order they joined: a new Pod is added below its siblings, and only the lane of a Pod
 * that leaves moves.
 *
 * @param range epoch ms; everything within is in `intervals`, what began earlier may have had other states before
 */
export function ledgerLanes(intervals: readonly LedgerInterval[], range: LedgerRange): LaneGroup[] {
  const byRevision = groupBy(lanesOf(intervals, range), ({ revision }) => revision)
  const groups = [...byRevision].map(([revision, lanes]) => ({ revision, lanes }))
  groups.sort((a, b) => newestJoin(b.lanes) - newestJoin(a.lanes))
  return groups.map(({ revision, lanes }, at) => ({
    revision,
    age: at === 0 ? 'new' : at === 1 ? 'old' : 'older',
    lanes: lanes.map(({ revision: _, ...lane }) => lane),
  }))
}

/** The same lanes in the same places, each in the state it had at `at` (epoch ms). */
export function lanesAsOf(groups: readonly LaneGroup[], at: number): LaneGroup[] {
  const stateOf = ({ segments }: Lane) => segments.findLast(({ from, to = Infinity }) => from <= at && at < to)?.state
  return groups.map((group) => ({
    ...group,
    lanes: group.lanes.map((lane) => ({ ...lane, stateAtEnd: stateOf(lane) })),
  }))
}

function groupBy<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

interface LaneOfRevision extends Lane {
  readonly revision: string | undefined
}

function lanesOf(intervals: readonly LedgerInterval[], range: LedgerRange): LaneOfRevision[] {
  const byIdentity = groupBy(
    intervals.toSorted((a, b) => a.fromSeq - b.fromSeq),
    ({ identity }) => identity,
  )
  const lanes = [...byIdentity].map(([identity, own]) => laneOf(identity, own, range))
  return lanes.sort(
    (a, b) => Number(isGone(a)) - Number(isGone(b)) || joinOf(a) - joinOf(b) || (a.identity < b.identity ? -1 : 1),
  )
}

function laneOf(identity: string, own: readonly LedgerInterval[], range: LedgerRange): LaneOfRevision {
  const last = own.at(-1)
  const isNew = Date.parse(own[0]?.from ?? '') >= range.from
  const firstOther = own.findIndex(({ state }) => state !== 'unready')
  const startsUntil = !isNew ? 0 : firstOther === -1 ? own.length : firstOther
  const segments = own.map(({ state, from, to, evidence }, at) => ({
    state: at < startsUntil ? ('starting' as const) : state,
    from: Date.parse(from),
    to: to === null ? undefined : Date.parse(to),
    evidence,
  }))
  return {
    identity,
    address: last?.address ?? '',
    pod: own.findLast(({ pod }) => pod !== null)?.pod ?? undefined,
    node: own.findLast(({ node }) => node !== null)?.node ?? undefined,
    revision: own.findLast(({ revision }) => revision !== null)?.revision ?? undefined,
    segments,
    stateAtEnd: segments.find(({ from, to }) => from < range.to && (to === undefined || to >= range.to))?.state,
  }
}

function isGone({ stateAtEnd }: Lane): boolean {
  return stateAtEnd === undefined
}

function joinOf({ segments }: Lane): number {
  return segments[0]?.from ?? 0
}

function newestJoin(lanes: readonly Lane[]): number {
  return Math.max(...lanes.map(joinOf))
}

/** What a lane draws: `[x, x + width)` in pixels. */
export interface Bar {
  readonly state: LaneState
  readonly x: number
  readonly width: number
  /** Began before the window: no left edge. */
  readonly isOpenAtStart: boolean
}

const WORST_FIRST: readonly LaneState[] = ['unready', 'terminating', 'terminating-serving', 'starting', 'ready']
const THINNEST = 2

/**
 * The bars of one lane. A state shorter than two pixels is drawn two pixels wide; where several fall into one
 * pixel, the worst of them is drawn: trouble never disappears by zooming out.
 */
export function barsOf(
  segments: readonly Segment[],
  window: { readonly from: number; readonly to: number },
  width: number,
): Bar[] {
  const scale = width / (window.to - window.from)
  const bars: Bar[] = []
  for (const { state, from, to = window.to } of segments) {
    if (from >= window.to || to <= window.from) continue
    const x = Math.max(0, (from - window.from) * scale)
    const bar = {
      state,
      x,
      width: Math.max(THINNEST, Math.min(width, (to - window.from) * scale) - x),
      isOpenAtStart: from < window.from,
    }
    const before = bars.at(-1)
    if (before && isSliver(before) && isSliver(bar) && Math.floor(before.x) === Math.floor(x)) {
      bars[bars.length - 1] = worse(before, bar)
    } else bars.push(bar)
  }
  return bars
}

function isSliver({ width }: Bar): boolean {
  return width <= THINNEST
}

function worse(a: Bar, b: Bar): Bar {
  return WORST_FIRST.indexOf(b.state) < WORST_FIRST.indexOf(a.state) ? { ...a, state: b.state } : a
}
