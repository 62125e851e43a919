import type { Instant } from '@portolan/pipeline/ports'
import ms from 'ms'
import { BadInstantError, StartRefusedError } from '../errors.ts'
import { parseInstant } from '../reading/instant.ts'
import type { GivenValue } from './setting-values.ts'

/** An instant, or how long before now. */
export type Moment = Instant | { readonly agoMs: number }

const AGO = /^-(\d+(?:\.\d+)?)(s|m|h|d)$/

/** As requests write instants, or as `-15m`. @throws {StartRefusedError} */
export function parseMoment({ text, from }: GivenValue): Moment {
  const [, amount, unit] = AGO.exec(text) ?? []
  if (amount !== undefined) return { agoMs: ms(`${Number(amount)}${unit as 's' | 'm' | 'h' | 'd'}`) }
  try {
    return parseInstant(text, from)
  } catch (error) {
    if (!(error instanceof BadInstantError)) throw error
    const expected = 'a time as 2026-11-21T01:00:08.974Z, epoch milliseconds, a place in the log as seq:1234, or -15m'
    throw new StartRefusedError(`${from} needs ${expected}, not "${text}".`, { cause: error })
  }
}

/** @param now epoch ms */
export function instantOf(moment: Moment, now: number): Instant {
  return 'agoMs' in moment ? { time: Math.max(0, Math.round(now - moment.agoMs)) } : moment
}
