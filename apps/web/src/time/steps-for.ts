const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  DAY,
]
/** How many steps a bar is made of at most: nearly as many as the server tells of its own accord. */
const MOST_STEPS = 180
/** The bar is not asked for again before this has passed. */
const AT_MOST_EVERY_MS = 2_000

/** What is asked of the server for one picture of the bar. */
export interface StepsAsked {
  /** Epoch ms, on a full step, so that a moving window asks the same question for a while. */
  readonly from: number
  /** Absent: up to the present. */
  readonly to: number | undefined
  readonly stepMs: number
  /** How often a window that follows the present asks again; absent for one that stands still. */
  readonly againMs: number | undefined
}

/** Round steps for a stretch of time; what is asked for covers all of it. */
export function stepsFor(
  { from, to, isLive }: { from: number; to: number; isLive: boolean },
  most: number = MOST_STEPS,
): StepsAsked {
  const stepMs = STEPS.find((step) => (to - from) / step <= most) ?? Math.ceil((to - from) / most / DAY) * DAY
  const stride = Math.max(stepMs, Math.ceil((2 * AT_MOST_EVERY_MS) / stepMs) * stepMs)
  return {
    from: Math.floor(from / stride) * stride,
    to: isLive ? undefined : Math.ceil(to / stepMs) * stepMs,
    stepMs,
    againMs: isLive ? Math.max(AT_MOST_EVERY_MS, stepMs / 2) : undefined,
  }
}
