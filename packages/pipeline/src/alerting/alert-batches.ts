import type { AlertTransition } from '@portolan/domain'
import type { AlertBatch, AlertStore, NewDelivery } from '../ports/index.ts'

/** While the store fails more transitions than that are not remembered one by one. */
const MAX_TRANSITIONS = 10_000

export interface AlertBatchesOptions {
  readonly store: Pick<AlertStore, 'commit'>
  /** Told after every commit, with what became of alerts. */
  readonly committed: (transitions: readonly AlertTransition[]) => void
  /** Told of a commit that failed; it is tried again. */
  readonly failed: (error: unknown) => void
}

/** What was decided and is not committed yet. At most two batches wait: the one that is being committed, and all that came since. */
export class AlertBatches {
  readonly #options: AlertBatchesOptions
  #waiting: AlertBatch[] = []
  #saving: Promise<void> | undefined
  #fault: unknown

  constructor(options: AlertBatchesOptions) {
    this.#options = options
  }

  /** Why the last commit failed; `undefined` where it did not. */
  get fault(): unknown {
    return this.#fault
  }

  add(batch: AlertBatch): void {
    const before = this.#waiting.length > 1 ? this.#waiting.pop() : undefined
    this.#waiting.push(before === undefined ? batch : joined(before, batch))
  }

  /** Commits one after the other; what fails stays first in line, and is tried at the next call. */
  save(): Promise<void> {
    this.#saving ??= this.#saveAll().finally(() => {
      this.#saving = undefined
    })
    return this.#saving
  }

  async #saveAll(): Promise<void> {
    const { committed, failed, store } = this.#options
    for (let batch = this.#waiting[0]; batch !== undefined; batch = this.#waiting[0]) {
      try {
        await store.commit(batch)
      } catch (error) {
        this.#fault = error
        failed(error)
        return
      }
      this.#fault = undefined
      this.#waiting.shift()
      committed(batch.transitions)
    }
  }
}

/** Both in one: of an incident that changed in both only the newest, and of what repeats itself or is very much what counts. */
function joined(before: AlertBatch, batch: AlertBatch): AlertBatch {
  const incidents = new Map([...before.incidents, ...batch.incidents].map((incident) => [incident.id, incident]))
  return {
    ...batch,
    transitions: bounded([...before.transitions, ...batch.transitions]),
    incidents: [...incidents.values()],
    deliveries: withoutOvertaken([...before.deliveries, ...batch.deliveries]),
  }
}

/** Of too many, the newest of each alert: what became of it stays true, how it came there is lost. */
function bounded(transitions: readonly AlertTransition[]): readonly AlertTransition[] {
  if (transitions.length <= MAX_TRANSITIONS) return transitions
  const newest = new Map(transitions.map((transition) => [transition.alert.id, transition]))
  return transitions.filter((transition) => newest.get(transition.alert.id) === transition)
}

/** A repetition says nothing that a later message to the same receiver about the same incident leaves out. */
function withoutOvertaken(deliveries: readonly NewDelivery[]): readonly NewDelivery[] {
  const about = ({ receiver, incident }: NewDelivery) => `${receiver}/${incident}`
  const newest = new Map(deliveries.map((delivery) => [about(delivery), delivery]))
  return deliveries.filter(
    (delivery) => delivery.notification.kind !== 'repeat' || newest.get(about(delivery)) === delivery,
  )
}
