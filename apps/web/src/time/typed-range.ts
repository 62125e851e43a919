import { typedInstant } from './typed-instant.ts'

interface Clock {
  readonly now: number
  readonly zone: 'local' | 'utc'
}

/**
 * A stretch of time as Grafana copies it: `{"from":"now-1h","to":"now"}`, each end relative to now or any instant that can be
 * typed.
 *
 * @returns epoch ms; `undefined` for anything else, and where the end is not after the begin
 */
export function typedRange(typed: string, clock: Clock): { from: number; to: number } | undefined {
  const { from, to } = parseEnds(typed)
  const begin = endAt(from, clock)
  const end = endAt(to, clock)
  return begin !== undefined && end !== undefined && begin < end ? { from: begin, to: end } : undefined
}

function endAt(text: string | undefined, clock: Clock): number | undefined {
  if (text === undefined) return undefined
  if (text === 'now') return clock.now
  const instant = typedInstant(text.replace(/^now(?=-)/, ''), clock)
  return instant !== undefined && 'time' in instant ? instant.time : undefined
}

function parseEnds(typed: string): { from?: string; to?: string } {
  try {
    const value: unknown = JSON.parse(typed)
    if (typeof value !== 'object' || value === null || !('from' in value) || !('to' in value)) return {}
    return { from: String(value.from), to: String(value.to) }
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}
