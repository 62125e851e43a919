import type { Delivery, DeliveryAttempt, NewDelivery, Receiver } from '../ports/index.ts'

/** The part of an `AlertStore` that sends, in memory; it fails on demand. */
export class MemoryOutbox {
  readonly #deliveries = new Map<string, Delivery>()
  readonly #receivers: Receiver[] = []
  /** Calls that fail from now on. */
  failures = 0
  /** Attempts that cannot be written down from now on. */
  failuresToRecord = 0

  add(receiver: Receiver, ...deliveries: readonly NewDelivery[]): void {
    if (!this.#receivers.some(({ id }) => id === receiver.id)) this.#receivers.push(receiver)
    for (const delivery of deliveries) {
      const id = String(this.#deliveries.size + 1)
      this.#deliveries.set(id, { ...delivery, id, state: 'waiting', createdAt: delivery.dueAt, attempts: [], tries: 0 })
    }
  }

  all(): Delivery[] {
    return [...this.#deliveries.values()]
  }

  removeReceiver(id: string): void {
    this.#receivers.splice(0, this.#receivers.length, ...this.#receivers.filter((receiver) => receiver.id !== id))
  }

  async receivers(): Promise<readonly Receiver[]> {
    if (this.failures > 0) {
      this.failures -= 1
      throw new Error('the disk is away')
    }
    return this.#receivers
  }

  async dueDeliveries(at: number, limit: number, except: readonly string[] = []): Promise<readonly Delivery[]> {
    const seen = new Set<string>()
    const firsts = this.all().filter(({ state, receiver, incident }) => {
      if (state !== 'waiting' || seen.has(`${receiver} ${incident}`)) return false
      seen.add(`${receiver} ${incident}`)
      return true
    })
    return firsts.filter(({ dueAt, receiver }) => dueAt <= at && !except.includes(receiver)).slice(0, limit)
  }

  async nextDueAt(after: number): Promise<number | undefined> {
    const waiting = this.all().filter(({ state, dueAt }) => state === 'waiting' && dueAt > after)
    return waiting.length === 0 ? undefined : Math.min(...waiting.map(({ dueAt }) => dueAt))
  }

  async recordAttempt(id: string, attempt: DeliveryAttempt): Promise<void> {
    if (this.failuresToRecord > 0) {
      this.failuresToRecord -= 1
      throw new Error('the disk is full')
    }
    const delivery = this.#deliveries.get(id)
    if (delivery === undefined) return
    const state = attempt.outcome === 'delivered' ? 'delivered' : attempt.nextAt === undefined ? 'dead' : 'waiting'
    const attempts = [...delivery.attempts, attempt]
    this.#deliveries.set(id, {
      ...delivery,
      state,
      attempts,
      tries: attempts.length,
      dueAt: attempt.nextAt ?? delivery.dueAt,
    })
  }
}
