import type { Instant } from '../../time/instant.ts'
import { typedInstant } from '../../time/typed-instant.ts'

const A_YEAR_MS = 366 * 86_400_000

/** The instant that was typed, where one of the last year can be meant: a bare number is more likely a port. */
export function typedPast(typed: string, clock: { now: number; zone: 'local' | 'utc' }): Instant | undefined {
  const instant = typedInstant(typed, clock)
  if (instant === undefined || 'seq' in instant) return instant
  return instant.time <= clock.now && instant.time > clock.now - A_YEAR_MS ? instant : undefined
}
