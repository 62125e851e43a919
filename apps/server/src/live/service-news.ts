import type { ServiceRow } from '@portolan/contract'
import { affectedServices, objectKey, summariseService, type Visibility } from '@portolan/domain'
import type { CommittedChange, Recording } from '@portolan/pipeline'
import type { Clock } from '@portolan/pipeline/ports'
import { serviceRow } from '../answers/service-answers.ts'
import type { NotedChurn } from '../churn/churn-book.ts'
import { ChurnRecorder } from '../churn/churn-recorder.ts'
import type { Position } from './live-stream.ts'

/** Services that are remembered as having changed; who is further behind than that is reset. */
const CAPACITY = 50_000
/** Kinds whose visibility decides how rows look. */
const DECIDING_KINDS = ['Service', 'EndpointSlice', 'Pod'] as const

/** A row, or that there is none any more. */
export type ServiceNewsRow = ServiceRow | { readonly key: string; readonly gone: true }

/** When a Service last changed. `mark` also counts what is not in the log: churn that grows old, visibility. */
export interface Touch extends Position {
  /** `namespace/name`. */
  readonly service: string
  readonly namespace: string
}

/** Which Services changed when, and how they are now; shared by all who follow `services`. */
export class ServiceNews {
  readonly #recording: Recording
  readonly #clock: Pick<Clock, 'now'>
  readonly #churn: ChurnRecorder
  /** By Service, ascending by `mark`. */
  readonly #touches = new Map<string, Touch>()
  readonly #rows = new Map<string, { readonly mark: number; readonly row: ServiceNewsRow }>()
  readonly #listeners = new Set<(namespaces: ReadonlySet<string>) => void>()
  #mark = 0
  /** Memory reaches back to here. */
  #floor: Position
  #visibility: string

  constructor(recording: Recording, clock: Pick<Clock, 'now'>) {
    const { snapshot, feed } = recording
    this.#recording = recording
    this.#clock = clock
    this.#churn = new ChurnRecorder(snapshot)
    this.#floor = { seq: feed.seq, mark: 0 }
    this.#visibility = this.#visibilityNow()
    feed.subscribe((committed) => this.#take(committed))
  }

  get head(): Position {
    return { seq: this.#recording.feed.seq, mark: this.#mark }
  }

  /** Joins, leaves and flips of the last five minutes. @param service `namespace/name` */
  churnOf(service: string): number {
    this.#age()
    return this.#churn.book.of(service)
  }

  /** Changes with any churn; empty while there is none. */
  get churnSignature(): string {
    this.#age()
    return this.#churn.book.signature
  }

  /** Count what happened shortly before the start as well. */
  recallChurn(earlier: readonly NotedChurn[]): void {
    this.#churn.book.recall(earlier)
    this.#touch(new Set(earlier.map(({ service }) => service)))
  }

  /** Told, with the namespaces of the Services that changed, possibly none, whenever `head` moves. */
  subscribe(listener: (namespaces: ReadonlySet<string>) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Look for what changes without a change of the log: call it about once a second. */
  tick(): void {
    const visibility = this.#visibilityNow()
    if (visibility !== this.#visibility) {
      this.#visibility = visibility
      const all = [...this.#recording.snapshot.ofKind('Service')]
      this.#touch(new Set(all.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)))
    }
    this.#age()
  }

  /** Where somebody goes on who knows everything up to a `seq`; `undefined` where memory does not reach back so far. */
  positionAt(seq: number): Position | undefined {
    if (seq < this.#floor.seq) return undefined
    let { mark } = this.#floor
    // What happened at this very seq is told again: it may have been after the client looked.
    for (const touch of this.#touches.values()) if (touch.seq < seq) mark = touch.mark
    return { seq, mark }
  }

  /** Services that changed after a position, ascending by `mark`; `undefined` where memory does not reach back so far. */
  since({ mark }: Position): readonly Touch[] | undefined {
    if (mark < this.#floor.mark) return undefined
    return [...this.#touches.values()].filter((touch) => touch.mark > mark)
  }

  /** The row as it is now. Made once for each time the Service changed, however many are told. */
  row({ service, namespace, mark }: Touch): ServiceNewsRow {
    const known = this.#rows.get(service)
    if (known?.mark === mark) return known.row
    const name = service.slice(namespace.length + 1)
    const summary = summariseService(this.#recording.snapshot, namespace, name)
    const row: ServiceNewsRow =
      summary === undefined
        ? { key: objectKey('Service', namespace, name), gone: true }
        : serviceRow(summary, this.#churn.book.of(service))
    this.#rows.set(service, { mark, row })
    return row
  }

  #take(committed: readonly CommittedChange[]): void {
    const { snapshot } = this.#recording
    const services = new Set<string>()
    for (const each of committed) {
      for (const service of affectedServices(each, snapshot)) services.add(service)
      for (const service of this.#churn.apply(each)) services.add(service)
    }
    this.#touch(services)
  }

  #age(): void {
    const aged = this.#churn.book.expire(this.#clock.now())
    if (aged.size > 0) this.#touch(aged)
  }

  #touch(services: ReadonlySet<string>): void {
    const namespaces = new Set<string>()
    const { seq } = this.#recording.feed
    this.#mark += 1
    for (const service of services) {
      const [namespace = ''] = service.split('/', 1)
      namespaces.add(namespace)
      this.#touches.delete(service)
      this.#touches.set(service, { service, namespace, seq, mark: ++this.#mark })
    }
    this.#forgetOldest()
    for (const listener of this.#listeners) listener(namespaces)
  }

  #forgetOldest(): void {
    for (const [service, { seq, mark }] of this.#touches) {
      if (this.#touches.size <= CAPACITY) return
      this.#touches.delete(service)
      this.#rows.delete(service)
      this.#floor = { seq: seq + 1, mark }
    }
  }

  #visibilityNow(): string {
    const { snapshot } = this.#recording
    const namespaces = [undefined, ...snapshot.namespaces()]
    const seen = DECIDING_KINDS.flatMap((kind) =>
      namespaces.map((namespace): Visibility => snapshot.visibilityOf(kind, namespace)),
    )
    return seen.join()
  }
}
