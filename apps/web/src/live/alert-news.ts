import type { AlertsMessage } from '@portolan/contract'

/** What was told last of alerts: how many fire now, and which of them changed. */
export type AlertNews = AlertsMessage

/** Messages that came together as one: the last totals, each alert as it is now; `undefined` where there is none. */
export function alertNews(told: readonly AlertsMessage[]): AlertNews | undefined {
  const newest = told.at(-1)
  if (newest === undefined) return undefined
  const changed = new Map(told.flatMap((each) => each.changed.map((alert) => [alert.id, alert] as const)))
  return { ...newest, changed: [...changed.values()], more: told.reduce((sum, { more }) => sum + more, 0) }
}
