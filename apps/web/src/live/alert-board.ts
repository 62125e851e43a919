import type { AlertsMessage } from '@portolan/contract'
import type { RowsDelta } from './keyed-store.ts'

/** What was told last of alerts: how many fire now, and which of them changed. Another object with every news. */
export type AlertNews = AlertsMessage

/** The newest news of alerts; subscribers hear once per hand-over. */
export class AlertBoard {
  readonly #listeners = new Set<() => void>()
  #news: AlertNews | undefined

  news = (): AlertNews | undefined => this.#news

  /** `rows` come oldest first; those that came together are told as one. */
  apply({ rows }: RowsDelta<AlertsMessage>): void {
    const newest = rows.at(-1)
    if (newest === undefined) return
    const changed = new Map(rows.flatMap((row) => row.changed.map((alert) => [alert.id, alert] as const)))
    this.#news = { ...newest, changed: [...changed.values()], more: rows.reduce((sum, { more }) => sum + more, 0) }
    for (const listener of this.#listeners) listener()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
