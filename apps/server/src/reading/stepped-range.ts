import type { SteppedRange } from '@portolan/pipeline/ports'
import { BadRequestError, TooLargeError } from '../errors.ts'
import { type RangeTexts, timeRange } from './instant-range.ts'
import type { Logbook } from './logbook.ts'

/** How long a range is, and how many steps it may have. */
export interface StepLimits {
  /** In more it is no picture any more. */
  readonly most: number
  /** What is wide enough for a bar of every step, where nobody says how wide a step is. */
  readonly comfortable: number
  /** Milliseconds before its end where nobody says where it begins; an hour where this is not said. */
  readonly usualMs?: number
}

export const CHART_STEPS: StepLimits = { most: 2_000, comfortable: 200 }
const DEFAULT_RANGE_MS = 3_600_000

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** A longer range is not read change by change. */
const LONG_MS = 6 * HOUR_MS

/** Milliseconds of a unit as requests write it; without one they are milliseconds. */
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS }

/** Steps people count in, ascending. */
const ROUND_STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7, 14, 28].map((days) => days * DAY_MS),
]

/** A stepped range as requests write it. */
export interface SteppedTexts extends RangeTexts {
  readonly step?: string | undefined
}

/** `[from, to)` in steps, epoch ms. */
export type Steps = Pick<SteppedRange, 'from' | 'to' | 'stepMs'>

/**
 * The range of a chart. Without `from` it is the hour before `to`, or what is usual; without `to` it ends now, as does a `to` that has not come
 * yet; without `step` a round one cuts it into as many steps as are comfortable, at most. A range
 * of more than six hours in steps of a minute or more is told in whole minutes, of which the log keeps totals.
 *
 * @throws as `timeRange`
 * @throws {BadRequestError} `step` is no duration. @throws {TooLargeError} it makes too many steps
 */
export async function steppedRange(
  texts: SteppedTexts,
  logbook: Logbook,
  limits: StepLimits = CHART_STEPS,
): Promise<Steps> {
  const { now } = logbook
  const asked = await timeRange(texts, logbook)
  const to = Math.min(asked.to ?? now, now)
  const from = asked.from ?? Math.max(0, to - (limits.usualMs ?? DEFAULT_RANGE_MS))
  const stepMs = texts.step === undefined ? roundStep(to - from, limits.comfortable) : parseDuration('step', texts.step)
  refuseTooMany({ from, to, stepMs }, limits)
  return to - from > LONG_MS && stepMs >= MINUTE_MS ? inWholeMinutes({ from, to, stepMs }) : { from, to, stepMs }
}

/** From the full minute before. */
function inWholeMinutes({ from, to, stepMs }: Steps): Steps {
  return { from: from - (from % MINUTE_MS), to, stepMs: Math.ceil(stepMs / MINUTE_MS) * MINUTE_MS }
}

/** A length of time as requests write it, in ms. @throws {BadRequestError} */
export function parseDuration(parameter: string, text: string): number {
  const [, count = '', unit = 'ms'] = /^(\d{1,12})(ms|s|m|h|d)?$/.exec(text) ?? []
  const lengthMs = Number(count) * (UNITS[unit] ?? 0)
  if (lengthMs > 0) return lengthMs
  throw new BadRequestError(`${parameter}=${text} is no length of time: write 500 (milliseconds), 10s, 1m, 1h or 1d.`)
}

/** @throws {TooLargeError} */
function refuseTooMany({ from, to, stepMs }: Steps, { most }: StepLimits): void {
  const steps = Math.ceil((to - from) / stepMs)
  if (steps <= most) return
  throw new TooLargeError(
    `This range has ${steps} steps, and ${most} are the most: take step=${stepText(roundStep(to - from, most))} or a shorter range.`,
  )
}

/** The least round step that cuts a range into no more steps than that; beyond a month as many months as it takes. */
function roundStep(rangeMs: number, atMost: number): number {
  const fits = ROUND_STEPS.find((step) => rangeMs / step <= atMost)
  const [longest = DAY_MS] = ROUND_STEPS.slice(-1)
  return fits ?? Math.ceil(rangeMs / atMost / longest) * longest
}

/** As `parseDuration` reads it, in the largest unit. */
function stepText(stepMs: number): string {
  const [unit, length] = Object.entries(UNITS).findLast(([, ms]) => stepMs % ms === 0) ?? ['ms', 1]
  return `${stepMs / length}${unit}`
}
