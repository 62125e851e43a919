/**
 * A duration as text that reads the same in every language: `20 ms`, `4.2 s`, `2 min 3 s`, `1 h 2 min`. Rounded to its last
 * unit, in steps of 100 ms between a second and a minute.
 */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  const tenths = Math.round(ms / 100)
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  const minutes = Math.round(ms / 60_000)
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/**
 * A stretch of time on the clock of UTC, to the millisecond: `14:03:07.120–14:03:11.310 UTC`; with dates where it crosses
 * midnight.
 *
 * @param from epoch ms
 * @param to epoch ms; absent while it lasts
 */
export function spanText(from: number, to?: number): string {
  const [fromDay, fromTime] = dayAndTime(from)
  if (to === undefined) return `${fromTime}–… UTC`
  const [toDay, toTime] = dayAndTime(to)
  return fromDay === toDay ? `${fromTime}–${toTime} UTC` : `${fromDay} ${fromTime}–${toDay} ${toTime} UTC`
}

function dayAndTime(at: number): readonly [day: string, time: string] {
  const text = new Date(at).toISOString()
  return [text.slice(0, 10), text.slice(11, -1)]
}
