import { scaleTime, scaleUtc } from 'd3-scale'
import { formatInstant, type Zone } from '../i18n/instant.ts'

export interface Tick {
  readonly at: number
  readonly label: string
}

/** Round instants for the axis, as many as have room, written as finely as their distance needs. */
export function timeTicks(window: { from: number; to: number }, count: number, zone: Zone): Tick[] {
  const scale = (zone === 'utc' ? scaleUtc() : scaleTime()).domain([window.from, window.to])
  const ticks = scale.ticks(count).map(Number)
  const step = (ticks[1] ?? window.to) - (ticks[0] ?? window.from)
  return ticks.map((at) => ({ at, label: tickLabel(at, step, zone) }))
}

function tickLabel(at: number, step: number, zone: Zone): string {
  const [date = '', time = ''] = formatInstant(at, 'date-ms', zone).split(' ')
  if (time === '00:00:00.000') return date.slice(5)
  if (step < 1_000) return time
  return step < 60_000 ? time.slice(0, 8) : time.slice(0, 5)
}
