import { randomUUID } from 'node:crypto'
import type { NewSilence } from '@portolan/contract'
import {
  type Alert,
  matchesAlert,
  type ScopedService,
  type Silence,
  type SilenceSpan,
  silenceState,
} from '@portolan/domain'
import { BadRequestError } from '../errors.ts'
import { durationMs } from './rule-texts.ts'
import { requireTimeZone } from './time-zone.ts'
import { withoutUndefined } from './without-undefined.ts'

const LONGEST_STRETCH_MS = 7 * 86_400_000

/** Where a silence is made. */
export interface SilenceMoment {
  /** Epoch ms. */
  readonly now: number
  /** Alerts that fire. */
  readonly firing: readonly Alert[]
  readonly scopeOf: (alert: Alert) => ScopedService
}

/**
 * A silence as it is kept.
 *
 * @throws {BadRequestError} it hides nothing, or ends before it begins; the message says what to change
 */
export function silenceOf({ matcher, span, reason, createdBy }: NewSilence, moment: SilenceMoment): Silence {
  const wanted = withoutUndefined(matcher)
  const muted = moment.firing.filter((alert) => matchesAlert(wanted, alert, moment.scopeOf(alert)))
  return {
    id: randomUUID(),
    matcher: wanted,
    span: spanOf(span, { now: moment.now, muted: muted.map(({ id }) => id) }),
    ...{ reason, createdBy, createdAt: moment.now },
  }
}

/** So many silences that are over are kept at most, however young. */
const KEPT_EXPIRED = 1_000
/** So many that are not over there may be. */
const MAX_CURRENT = 1_000

/** @throws {BadRequestError} there are too many silences for another one */
export function requireRoomForSilence(
  silences: readonly Silence[],
  { now, firing }: { readonly now: number; readonly firing: ReadonlySet<string> },
): void {
  const current = silences.filter((silence) => silenceState(silence, now, firing) !== 'expired')
  if (current.length >= MAX_CURRENT) {
    throw new BadRequestError(
      `There are ${MAX_CURRENT} silences, and that is the most: end some that you need no more.`,
    )
  }
  if (silences.length < MAX_CURRENT + KEPT_EXPIRED) return
  throw new BadRequestError(
    `${silences.length - current.length} silences are over and not forgotten yet: try again in a minute.`,
  )
}

/** Silences that were over long ago, and the oldest of too many that are over. Times in epoch ms. */
export function forgettableSilences(
  silences: readonly Silence[],
  { before, now, firing }: { readonly before: number; readonly now: number; readonly firing: ReadonlySet<string> },
): Silence[] {
  const expired = silences.filter((silence) => silenceState(silence, now, firing) === 'expired')
  const newestFirst = expired.sort((a, b) => endOf(b) - endOf(a))
  return newestFirst.filter((silence, index) => endOf(silence) < before || index >= KEPT_EXPIRED)
}

/** When one that is over was over; of one until resolved, which nobody noted, when it was made. */
function endOf({ span, endedAt, createdAt }: Silence): number {
  return endedAt ?? (span.type === 'until' ? span.to : createdAt)
}

function spanOf(span: NewSilence['span'], { now, muted }: { now: number; muted: readonly string[] }): SilenceSpan {
  switch (span.type) {
    case 'until': {
      const [from, to] = [span.from === undefined ? now : Date.parse(span.from), Date.parse(span.to)]
      if (to <= from) throw new BadRequestError('span.to lies before its begin: a silence ends after it begins.')
      if (to <= now) throw new BadRequestError(`span.to is ${span.to}, which is over: choose a later end.`)
      return { type: 'until', from, to }
    }
    case 'until-resolved':
      if (muted.length === 0) {
        throw new BadRequestError('Nothing fires that the matcher matches: a silence until resolved needs an alert.')
      }
      return { type: 'until-resolved', from: now, alerts: muted }
    case 'recurring': {
      const { weekdays, start, timeZone } = span
      requireTimeZone(timeZone, 'span.timeZone')
      const lasts = durationMs(span.duration)
      if (lasts === 0 || lasts > LONGEST_STRETCH_MS) {
        throw new BadRequestError(`span.duration is ${span.duration}: it must be more than 0 and at most 7d.`)
      }
      return { type: 'recurring', weekdays, start, durationMs: lasts, timeZone }
    }
  }
}
