import { type StepsAsked, stepsFor } from '../../time/steps-for.ts'
import type { TimeWindow } from '../../time/time-window.ts'

/** A strip in a row has room for so many steps. */
const STRIP_STEPS = 60

/** One stretch of time in coarse steps, for strips, and in fine ones, for charts. */
export interface AskedSteps extends Pick<StepsAsked, 'againMs'> {
  /** As REST takes them. */
  readonly from: string
  readonly to?: string
  readonly stripMs: number
  readonly chartMs: number
}

/** What is asked for a window: on full steps, so that every part of the screen tells of the same stretch of time. */
export function askedSteps(window: TimeWindow): AskedSteps {
  const { from, to, stepMs, againMs } = stepsFor(window, STRIP_STEPS)
  const chart = stepsFor({ ...window, from, to: to ?? window.to })
  return {
    from: new Date(from).toISOString(),
    ...(to !== undefined && { to: new Date(to).toISOString() }),
    stripMs: stepMs,
    chartMs: chart.stepMs,
    againMs,
  }
}
