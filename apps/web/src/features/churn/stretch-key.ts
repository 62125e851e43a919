import type { AskedWindow, TimeWindow } from '../../time/time-window.ts'

/** Tells one stretch of time of some namespaces from another. One that follows the present stays itself while it moves. */
export function stretchKey({
  window,
  asked,
  namespaces,
}: {
  readonly window: TimeWindow
  readonly asked: AskedWindow
  readonly namespaces: readonly string[]
}): string {
  const { from, to, isLive } = window
  return JSON.stringify([...(isLive ? ['live', asked.from] : [from, to]), [...namespaces].sort()])
}
