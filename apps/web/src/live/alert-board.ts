import type { AlertsMessage } from '@portolan/contract'
import type { RowsDelta } from './keyed-store.ts'

/** The newest messages about alerts; subscribers hear once per hand-over. In the shell of every page: what is made of it is not. */
export class AlertBoard {
  readonly #listeners = new Set<() => void>()
  #told: readonly AlertsMessage[] = []

  /** What the newest hand-over brought, oldest first; empty until then. */
  told = (): readonly AlertsMessage[] => this.#told

  apply({ rows }: RowsDelta<AlertsMessage>): void {
    if (rows.length === 0) return
    this.#told = rows
    for (const listener of this.#listeners) listener()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
