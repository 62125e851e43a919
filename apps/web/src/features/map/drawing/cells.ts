import type { EndpointGroup } from '../layout/grouping.ts'

type Counts = Pick<EndpointGroup, 'ready' | 'unready' | 'terminating'>
export type CellState = keyof Counts

/** Cells of one state side by side. */
export interface Run {
  readonly state: CellState
  /** Place of the first cell. */
  readonly from: number
  readonly count: number
}

/** How the endpoints of one group are drawn. */
export interface Cells {
  readonly counts: Counts
  /** Shares of a bar, where there is no room for a cell each; the cells are then those that are not ready. */
  readonly bar: readonly { readonly state: CellState; readonly share: number }[] | undefined
  readonly runs: readonly Run[]
}

const STATES: readonly CellState[] = ['ready', 'unready', 'terminating']
const CELL_LIMIT = 24
const TROUBLED_LIMIT = 12

/** One cell per endpoint up to 24, or to `room`; above, a bar and up to 12 cells of those that are not ready. */
export function cellsOf({ ready, unready, terminating }: Counts, room: number): Cells {
  const counts = { ready, unready, terminating }
  const total = counts.ready + counts.unready + counts.terminating
  if (total <= Math.min(CELL_LIMIT, room)) return { counts, bar: undefined, runs: runsOf(counts) }
  const bar = STATES.map((state) => ({ state, share: counts[state] / total })).filter(({ share }) => share > 0)
  const unreadyShown = Math.min(unready, TROUBLED_LIMIT)
  const troubled = {
    ready: 0,
    unready: unreadyShown,
    terminating: Math.min(terminating, TROUBLED_LIMIT - unreadyShown),
  }
  return { counts, bar, runs: runsOf(troubled) }
}

function runsOf(counts: Counts): Run[] {
  let from = 0
  return STATES.flatMap((state) => {
    const run = { state, from, count: counts[state] }
    from += run.count
    return run.count > 0 ? [run] : []
  })
}

/** Where cells stand: left edge and middle of the first one, their size, and the distance from one to the next. */
export interface CellPlace {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly pitch: number
}

/** One path for all cells of a run: shapes differ, so that a state needs no colour. */
export function pathOfRun({ state, from, count }: Run, { x, y, size, pitch }: CellPlace): string {
  const shape = shapeOf(state, size)
  return Array.from({ length: count }, (_, at) => `M${x + (from + at) * pitch} ${y}${shape}`).join('')
}

/** Drawn from the middle of its left edge. */
function shapeOf(state: CellState, size: number): string {
  const half = size / 2
  if (state === 'unready') return `m0 ${-half}h${size}v${size}h${-size}Z`
  const inset = state === 'terminating' ? 0.75 : 0
  const radius = half - inset
  return `m${inset} 0a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`
}
