import type { RecordedChange } from '../history/change.ts'
import type { EndpointSlice } from '../kubernetes/endpoint-slice.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import type { EndpointIdentity, LedgerEntry, LedgerInterval, OpenLedger } from './ledger-types.ts'
import { podRevision } from './pod-revision.ts'
import { ServiceLedger } from './service-ledger.ts'
import { serviceOfSlice } from './slice-service.ts'

/** The Pod with this uid at this moment of the log, or `undefined`. */
export type PodByUid = (uid: string) => Pod | undefined

/** The objects of one moment; `seq` is the change that left each so. */
export type LedgerObjects = Iterable<{ readonly object: WatchedObject; readonly seq: number }>

/**
 * Turns the log, change by change, into the ledgers of all Services.
 *
 * Pure but for its own memory, which holds one record per endpoint and Service that is there now. The Service, slice and Pod
 * streams may be interleaved in any way; the counts and windows are those of the slices. Where a Pod is seen only after its
 * endpoint, the revision follows in an entry of its own: a first list need not read Pods before slices.
 */
export class LedgerFold {
  /** By `namespace/name`. */
  readonly #ledgers = new Map<string, ServiceLedger>()
  /** Identities with an open interval whose Pod was not seen yet → the Services. */
  readonly #awaitedPods = new Map<EndpointIdentity, Set<string>>()

  readonly #podByUid: PodByUid

  /** @param podByUid asked while a slice's change is applied; answers with what the log says up to that change */
  constructor(podByUid: PodByUid) {
    this.#podByUid = podByUid
  }

  /** The fold as it was when the log ended: every later change gives what it would have given without the interruption. */
  static restore(ledgers: Iterable<OpenLedger>, objects: LedgerObjects, podByUid: PodByUid): LedgerFold {
    const fold = new LedgerFold(podByUid)
    for (const ledger of ledgers) fold.#restoreLedger(ledger)
    for (const { object, seq } of objects) fold.#restoreObject(object, seq)
    return fold
  }

  /** How many Services have a Service object or a slice: what the memory of the fold grows with. */
  get size(): number {
    return this.#ledgers.size
  }

  /**
   * What one change writes. Changes come in `seq` order, each once.
   * @param before the object of this key just before the change; `undefined` for `added`
   * @param after the object the change leaves; `undefined` for `deleted`
   */
  apply(change: RecordedChange, before: WatchedObject | undefined, after: WatchedObject | undefined): LedgerEntry[] {
    const object = after ?? before
    switch (object?.kind) {
      case 'EndpointSlice':
        return this.#applySlice(change, before as EndpointSlice | undefined, after as EndpointSlice | undefined)
      case 'Service':
        return this.#applyService(change, after?.metadata.uid)
      case 'Pod':
        return after?.kind === 'Pod' ? this.#applyPod(after) : []
      default:
        return []
    }
  }

  #applySlice(change: RecordedChange, before?: EndpointSlice, after?: EndpointSlice): LedgerEntry[] {
    const left = before && serviceOfSlice(before)
    const joined = after && serviceOfSlice(after)
    const entries: LedgerEntry[] = []
    if (before && left !== undefined && left !== joined) entries.push(...this.#ledgerOf(left).sliceWent(before, change))
    if (after && joined !== undefined) {
      entries.push(...this.#ledgerOf(joined).sliceReceived(after, left === joined ? before : undefined, change))
    }
    if (left !== undefined) this.#forgetIfOver(left)
    this.#awaitPods(entries)
    return entries
  }

  #applyService(change: RecordedChange, uid: string | undefined): LedgerEntry[] {
    const service = `${change.namespace}/${change.name}`
    if (uid !== undefined) return change.change === 'added' ? this.#ledgerOf(service).serviceAppeared(uid) : []
    const entries = this.#ledgerOf(service).serviceWent(change)
    this.#forgetIfOver(service)
    return entries
  }

  #applyPod(pod: Pod): LedgerEntry[] {
    const { uid } = pod.metadata
    const services = this.#awaitedPods.get(uid)
    if (!services) return []
    this.#awaitedPods.delete(uid)
    const revision = podRevision(pod)
    if (revision === undefined) return []
    return [...services].flatMap((service) => this.#ledgerOf(service).revisionLearned(uid, revision))
  }

  /** Remember which open intervals still lack their Pod. */
  #awaitPods(entries: readonly LedgerEntry[]): void {
    for (const entry of entries) {
      if (entry.type === 'interval-closed') this.#stopAwaiting(entry.identity, entry.service)
      else if (entry.type === 'interval-opened') this.#awaitPod(entry.service, entry.interval)
    }
  }

  #awaitPod(service: string, { identity, pod, revision }: LedgerInterval): void {
    if (pod === undefined || revision !== undefined || this.#podByUid(identity)) return
    const services = this.#awaitedPods.get(identity) ?? new Set()
    this.#awaitedPods.set(identity, services.add(service))
  }

  #stopAwaiting(identity: EndpointIdentity, service: string): void {
    const services = this.#awaitedPods.get(identity)
    services?.delete(service)
    if (services?.size === 0) this.#awaitedPods.delete(identity)
  }

  #restoreLedger(ledger: OpenLedger): void {
    this.#ledgerOf(ledger.service).restore(ledger)
    for (const interval of ledger.open) this.#awaitPod(ledger.service, interval)
  }

  #restoreObject(object: WatchedObject, seq: number): void {
    if (object.kind === 'Service') {
      const { namespace, name, uid } = object.metadata
      this.#ledgerOf(`${namespace}/${name}`).restoreService(uid)
    } else if (object.kind === 'EndpointSlice') {
      const service = serviceOfSlice(object)
      if (service !== undefined) this.#ledgerOf(service).restoreSlice(object, seq)
    }
  }

  #ledgerOf(service: string): ServiceLedger {
    const known = this.#ledgers.get(service)
    if (known) return known
    const ledger = new ServiceLedger(service, (uid) => {
      const pod = this.#podByUid(uid)
      return pod && podRevision(pod)
    })
    this.#ledgers.set(service, ledger)
    return ledger
  }

  #forgetIfOver(service: string): void {
    if (this.#ledgers.get(service)?.isOver) this.#ledgers.delete(service)
  }
}
