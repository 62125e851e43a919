import type { AlertStore, Clock, Delivery, Notifier, Receiver, SendOutcome } from '../ports/index.ts'
import { attemptOf } from './delivery-attempt.ts'
import { retryAt } from './delivery-schedule.ts'
import { type Circuit, ReceiverGate } from './receiver-gate.ts'

/** Looked at in one go; the rest is looked at when these are done. */
const BATCH = 200
/** Nothing is due: look again after this long at the latest, in case a clock was set. */
const LONGEST_SLEEP_MS = 60_000
const STORE_RETRY_MS = 5_000

/** What the loop needs of the store. */
export type Outbox = Pick<AlertStore, 'receivers' | 'dueDeliveries' | 'nextDueAt' | 'recordAttempt'>

export interface DeliveryLoopOptions {
  readonly store: Outbox
  readonly notifier: Notifier
  readonly clock: Clock
  /** From 0 up to but not including 1. */
  readonly random: () => number
  /** Told of what the store could not read or write; the loop goes on. */
  readonly failed: (error: unknown) => void
}

/**
 * Sends what is in the outbox: to one receiver one after the other, to several side by side, so that one that hangs delays nobody
 * else. Every attempt is written down before the next; a process that dies in between sends again.
 */
export class DeliveryLoop {
  readonly #options: DeliveryLoopOptions
  readonly #gates = new Map<string, ReceiverGate>()
  /** Receivers that are being told something. */
  readonly #busy = new Map<string, Promise<void>>()
  #wake = new AbortController()
  #readFault: unknown
  #writeFault: unknown

  constructor(options: DeliveryLoopOptions) {
    this.#options = options
  }

  /** Something may be due: look now. */
  wake(): void {
    this.#wake.abort()
  }

  /** Why the outbox could not be read or written last; `undefined` where it could. */
  get fault(): unknown {
    return this.#readFault ?? this.#writeFault
  }

  circuitOf(receiver: string): Circuit {
    return this.#gates.get(receiver)?.circuit(this.#options.clock.monotonic()) ?? 'closed'
  }

  /** Sends until the signal aborts; what is on its way then is broken off, and sent again by the next process. */
  async run(signal: AbortSignal): Promise<void> {
    const stop = () => this.wake()
    signal.addEventListener('abort', stop, { once: true })
    while (!signal.aborted) {
      this.#wake = new AbortController()
      const sleepMs = await this.#tryRound(signal)
      if (signal.aborted) break
      if (sleepMs > 0) await this.#options.clock.sleep(sleepMs, this.#wake.signal)
    }
    signal.removeEventListener('abort', stop)
    await Promise.all(this.#busy.values())
  }

  async #tryRound(signal: AbortSignal): Promise<number> {
    try {
      const sleepMs = await this.#round(signal)
      this.#readFault = undefined
      return sleepMs
    } catch (error) {
      this.#readFault = error
      this.#options.failed(error)
      return STORE_RETRY_MS
    }
  }

  /** @returns how long nothing can be sent, ms; whoever is done being told something wakes the loop before */
  async #round(signal: AbortSignal): Promise<number> {
    const { clock, store } = this.#options
    const receivers = new Map((await store.receivers()).map((receiver) => [receiver.id, receiver]))
    const blocked = this.#blocked(receivers)
    const due = await store.dueDeliveries(clock.now(), BATCH, [...blocked.keys(), ...this.#busy.keys()])
    for (const id of new Set(due.map(({ receiver }) => receiver))) {
      const receiver = receivers.get(id)
      const own = due.filter((delivery) => delivery.receiver === id)
      this.#occupy(id, () => (receiver ? this.#tell(receiver, own, signal) : this.#giveUp(own)), signal)
    }
    if (due.length === BATCH) return 0
    const now = clock.now()
    const nextDueAt = (await store.nextDueAt(now)) ?? Number.POSITIVE_INFINITY
    return Math.min(nextDueAt - now, LONGEST_SLEEP_MS, ...blocked.values())
  }

  /** Nothing else is sent to the receiver until it is done; where the store fails not for a while after that. */
  #occupy(receiver: string, work: () => Promise<void>, signal: AbortSignal): void {
    const { clock, failed } = this.#options
    const done = async () => {
      try {
        await work()
        this.#writeFault = undefined
      } catch (error) {
        this.#writeFault = error
        failed(error)
        await clock.sleep(STORE_RETRY_MS, signal)
      }
      this.#busy.delete(receiver)
      this.wake()
    }
    this.#busy.set(receiver, done())
  }

  /** Receivers that may not be told anything now, and for how long, ms. */
  #blocked(receivers: ReadonlyMap<string, Receiver>): Map<string, number> {
    const now = this.#options.clock.monotonic()
    const waits = [...receivers].map(
      ([id, { perMinute }]) => [id, this.#gateOf(id).opensAt(now, perMinute) - now] as const,
    )
    for (const id of this.#gates.keys()) if (!receivers.has(id)) this.#gates.delete(id)
    return new Map(waits.filter(([, wait]) => wait > 0))
  }

  #gateOf(receiver: string): ReceiverGate {
    const gate = this.#gates.get(receiver) ?? new ReceiverGate()
    this.#gates.set(receiver, gate)
    return gate
  }

  async #tell(receiver: Receiver, deliveries: readonly Delivery[], signal: AbortSignal): Promise<void> {
    const { clock } = this.#options
    const gate = this.#gateOf(receiver.id)
    for (const delivery of deliveries) {
      const now = clock.monotonic()
      if (signal.aborted || gate.opensAt(now, receiver.perMinute) > now) return
      const outcome = await this.#attempt(receiver, delivery, signal)
      gate.noteSent(clock.monotonic(), outcome.type === 'delivered')
    }
  }

  async #attempt(receiver: Receiver, delivery: Delivery, signal: AbortSignal): Promise<SendOutcome> {
    const { clock, notifier, random, store } = this.#options
    const began = clock.monotonic()
    const outcome = await notifier.send(receiver, delivery, signal)
    if (signal.aborted && outcome.type !== 'delivered') return outcome
    const at = clock.now()
    const tries = delivery.tries + 1
    const nextAt = retryAt({ outcome, at, createdAt: delivery.createdAt, tries, random: random() })
    await store.recordAttempt(delivery.id, attemptOf(outcome, { at, durationMs: clock.monotonic() - began, nextAt }))
    return outcome
  }

  /** Its receiver is gone. */
  async #giveUp(deliveries: readonly Delivery[]): Promise<void> {
    const { clock, store } = this.#options
    for (const { id } of deliveries) {
      await store.recordAttempt(id, {
        at: clock.now(),
        durationMs: 0,
        outcome: 'failed',
        answer: 'Its receiver is gone.',
      })
    }
  }
}
