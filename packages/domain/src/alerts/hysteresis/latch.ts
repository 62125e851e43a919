/** What is so at one moment, and how long it must be so. Durations in ms. */
export interface LatchReading {
  /** What raises. */
  readonly holds: boolean
  /** Epoch ms since when it holds, where that is known better than by the moment of the reading. */
  readonly since?: number
  /** What clears; neither may be so. */
  readonly isOver: boolean
  readonly forMs: number
  readonly clearForMs: number
}

/** Where a latch is. Plain JSON. Times in epoch ms. */
export type LatchState =
  | { readonly type: 'idle' }
  | { readonly type: 'pending'; readonly since: number; readonly sinceSeq: number }
  | { readonly type: 'firing'; readonly since: number; readonly sinceSeq: number; readonly raisedAt: number }
  | {
      readonly type: 'clearing'
      readonly since: number
      readonly sinceSeq: number
      readonly raisedAt: number
      readonly overSince: number
    }

/** When something is read. */
export interface LatchMoment {
  /** Epoch ms. */
  readonly at: number
  readonly seq: number
  /**
   * Epoch ms of the first and the last thing that happened since the reading before; both are `at` where nothing did. What did
   * not hold then did not before `changedFrom`; what is so now is so since `changedTo` at the latest.
   */
  readonly changedFrom: number
  readonly changedTo: number
}

/** A moment, epoch ms, before which nothing else happened. */
export function momentAt(at: number, seq: number): LatchMoment {
  return { at, seq, changedFrom: at, changedTo: at }
}

export const IDLE: LatchState = { type: 'idle' }

/**
 * Raises when its condition held for some time without a break, clears when it was over for some time without a break
 * (hysteresis, H.3). Between two readings everything stays as it was read, so both happen exactly when they are due.
 */
export function latchAfter(state: LatchState, reading: LatchReading, moment: LatchMoment): LatchState {
  const { at, seq, changedTo } = moment
  switch (state.type) {
    case 'idle':
      return reading.holds
        ? latchAfter({ type: 'pending', since: sinceWhen(reading, moment), sinceSeq: seq }, reading, moment)
        : state
    case 'pending':
      if (!reading.holds) return IDLE
      return at - state.since >= reading.forMs
        ? { type: 'firing', since: state.since, sinceSeq: state.sinceSeq, raisedAt: at }
        : state
    case 'firing':
      return reading.isOver && !reading.holds
        ? latchAfter({ ...state, type: 'clearing', overSince: changedTo }, reading, moment)
        : state
    case 'clearing': {
      const { overSince, ...before } = state
      if (reading.holds || !reading.isOver) return { ...before, type: 'firing' }
      return at - overSince >= reading.clearForMs ? IDLE : state
    }
  }
}

function sinceWhen({ since }: LatchReading, { changedFrom, changedTo }: LatchMoment): number {
  return since === undefined ? changedTo : Math.max(since, changedFrom)
}

/** When a latch changes by itself if nothing else does; `undefined` where it waits for something to happen. */
export function latchDueAt(
  state: LatchState,
  { forMs, clearForMs }: Pick<LatchReading, 'forMs' | 'clearForMs'>,
): number | undefined {
  if (state.type === 'pending') return state.since + forMs
  if (state.type === 'clearing') return state.overSince + clearForMs
  return undefined
}
