import type { RecordedChange } from '../history/change.ts'
import { type EndpointSlice, isReady } from '../kubernetes/endpoint-slice.ts'
import type {
  EndpointIdentity,
  EndpointState,
  LedgerEntry,
  LedgerInterval,
  OpenLedger,
  ZeroReadyWindow,
} from './ledger-types.ts'
import { serviceUidOfSlice } from './slice-service.ts'
import { type Occurrence, SliceUnion } from './slice-union.ts'

/**
 * The deletion of a Service and of its slices arrive on two watches. A window that a slice's deletion opened is withdrawn
 * when the Service's own deletion may have happened at most this long after; slices removed earlier were an outage.
 */
const SAME_DELETION_MS = 60_000

/** The interval of an identity that is open now: enough to close it and to open the next. */
interface Standing {
  readonly state: EndpointState
  readonly fromSeq: number
  /** Once known it stays, for the slice may outlive the Pod. */
  readonly revision: string | undefined
}

/** The revision of the Pod with this uid; `undefined` where the Pod is unknown or has none. */
export type RevisionOf = (podUid: string) => string | undefined

/**
 * The ledger of one Service, folded change by change: in which state each endpoint identity is since when, and whether the
 * Service is in a zero-ready window. Each method returns what its change writes.
 *
 * Slices and the Service object arrive on different watches, in any order. Memory is a record per endpoint that is there now.
 */
export class ServiceLedger {
  readonly #service: string
  readonly #revisionOf: RevisionOf
  readonly #union = new SliceUnion()
  readonly #standings = new Map<EndpointIdentity, Standing>()
  /** Of the Service object; `undefined` while none is known: not yet seen, denied, or deleted. */
  #serviceUid: string | undefined
  #ready = 0
  #wasReady = false
  #notedReadiness = false
  #window: ZeroReadyWindow | undefined
  /** What the change at hand has written so far. */
  #entries: LedgerEntry[] = []

  constructor(service: string, revisionOf: RevisionOf) {
    this.#service = service
    this.#revisionOf = revisionOf
  }

  /** Nothing is left to follow: neither a Service object nor a slice. */
  get isOver(): boolean {
    return this.#serviceUid === undefined && this.#union.sliceCount === 0
  }

  /** Take over what the log knew at its end; the objects of that moment follow through the other two. */
  restore({ open, window, wasReady }: OpenLedger): void {
    for (const { identity, state, fromSeq, revision } of open) this.#stand(identity, { state, fromSeq, revision })
    this.#window = window
    this.#wasReady = wasReady
    this.#notedReadiness = wasReady
  }

  restoreSlice(slice: EndpointSlice, seq: number): void {
    this.#union.receive(slice, undefined, seq)
  }

  restoreService(uid: string): void {
    this.#serviceUid = uid
  }

  /** A slice came or changed; `before` is its version before, if that was this Service's. */
  sliceReceived(slice: EndpointSlice, before: EndpointSlice | undefined, change: RecordedChange): LedgerEntry[] {
    const readyBefore = this.#ready
    const serviceUid = serviceUidOfSlice(slice)
    for (const identity of this.#union.receive(slice, before, change.seq)) this.#settle(identity, change)
    if (this.#isForeign(serviceUid) && this.#window?.opened === 'slice-deleted') this.#withdrawWindow()
    if (serviceUid !== undefined && serviceUid === this.#serviceUid) this.#wasReady ||= slice.endpoints.some(isReady)
    if (readyBefore > 0 && this.#ready === 0) this.#openWindow('endpoints', change)
    if (this.#ready > 0) this.#closeWindow(change)
    return this.#takeEntries()
  }

  /** A slice was deleted, or labelled for another Service. */
  sliceWent(slice: EndpointSlice, change: RecordedChange): LedgerEntry[] {
    const readyBefore = this.#ready
    for (const identity of this.#union.remove(slice)) this.#settle(identity, change)
    const isDeleted = change.change === 'deleted'
    const isWithService = isDeleted && this.#serviceUid === undefined
    const isLoss = readyBefore > 0 && this.#ready === 0
    if (isLoss && !isWithService) this.#openWindow(isDeleted ? 'slice-deleted' : 'endpoints', change)
    if (this.#ready > 0 || this.isOver) this.#closeWindow(change)
    if (this.isOver) this.#wasReady = false
    return this.#takeEntries()
  }

  /** The Service object was created, or is seen for the first time. */
  serviceAppeared(uid: string): LedgerEntry[] {
    this.#serviceUid = uid
    this.#wasReady ||= this.#hasReadyOccurrence()
    return this.#takeEntries()
  }

  /** The Service object was deleted. Its slices went before, or follow, or nobody deletes them. */
  serviceWent(change: RecordedChange): LedgerEntry[] {
    const window = this.#window
    const isSameDeletion = window?.opened === 'slice-deleted' && change.observedFrom - window.from <= SAME_DELETION_MS
    if (isSameDeletion) this.#withdrawWindow()
    this.#closeWindow(change)
    this.#serviceUid = undefined
    this.#wasReady = false
    return this.#takeEntries()
  }

  /** The Pod behind an open interval is seen only now. */
  revisionLearned(identity: EndpointIdentity, revision: string): LedgerEntry[] {
    const standing = this.#standings.get(identity)
    if (!standing) return []
    this.#stand(identity, { ...standing, revision })
    return [{ type: 'revision-learned', service: this.#service, identity, fromSeq: standing.fromSeq, revision }]
  }

  /** Bring the open interval of an identity in line with what the slices say of it now. */
  #settle(identity: EndpointIdentity, { evidence, observedAt, seq }: RecordedChange): void {
    const occurrence = this.#union.find(identity)
    const standing = this.#standings.get(identity)
    if (occurrence?.state === standing?.state) return
    const service = this.#service
    if (standing) {
      const { fromSeq } = standing
      const closed = occurrence ? 'changed' : 'left'
      this.#entries.push({ type: 'interval-closed', service, identity, fromSeq, to: observedAt, toSeq: seq, closed })
    }
    const revision = standing?.revision ?? (occurrence && this.#revisionAt(occurrence))
    this.#stand(identity, occurrence && { state: occurrence.state, fromSeq: seq, revision })
    if (!occurrence) return
    if (occurrence.state === 'ready' && !this.#isForeign(occurrence.slice.serviceUid)) this.#wasReady = true
    const interval: LedgerInterval = {
      ...this.#placeOf(identity, occurrence),
      ...(revision !== undefined && { revision }),
      state: occurrence.state,
      from: observedAt,
      fromSeq: seq,
      opened: standing ? 'changed' : 'joined',
      evidence,
    }
    this.#entries.push({ type: 'interval-opened', service, interval })
  }

  #stand(identity: EndpointIdentity, standing: Standing | undefined): void {
    if (this.#standings.get(identity)?.state === 'ready') this.#ready--
    if (standing?.state === 'ready') this.#ready++
    if (standing) this.#standings.set(identity, standing)
    else this.#standings.delete(identity)
  }

  #revisionAt({ endpoint: { targetRef } }: Occurrence): string | undefined {
    return targetRef?.kind === 'Pod' && targetRef.uid !== undefined ? this.#revisionOf(targetRef.uid) : undefined
  }

  #placeOf(
    identity: EndpointIdentity,
    { endpoint: { addresses, nodeName, targetRef } }: Occurrence,
  ): Pick<LedgerInterval, 'identity' | 'address' | 'pod' | 'node'> {
    const namespace = targetRef?.namespace ?? this.#service.split('/', 1)[0]
    return {
      identity,
      address: addresses[0] ?? '',
      ...(targetRef?.kind === 'Pod' && { pod: `${namespace}/${targetRef.name}` }),
      ...(nodeName !== undefined && { node: nodeName }),
    }
  }

  /** Made for an earlier or later Service object of this name: not this one's endpoints, though proxies use them. */
  #isForeign(serviceUid: string | undefined): boolean {
    return serviceUid !== undefined && this.#serviceUid !== undefined && serviceUid !== this.#serviceUid
  }

  #hasReadyOccurrence(): boolean {
    for (const [, { state, slice }] of this.#union.all()) {
      if (state === 'ready' && !this.#isForeign(slice.serviceUid)) return true
    }
    return false
  }

  #openWindow(opened: ZeroReadyWindow['opened'], { observedAt, seq }: RecordedChange): void {
    if (!this.#wasReady) return
    this.#window = { from: observedAt, fromSeq: seq, opened }
    this.#entries.push({ type: 'window-opened', service: this.#service, window: this.#window })
  }

  #closeWindow({ observedAt, seq }: RecordedChange): void {
    if (!this.#window) return
    const { fromSeq } = this.#window
    this.#entries.push({ type: 'window-closed', service: this.#service, fromSeq, to: observedAt, toSeq: seq })
    this.#window = undefined
  }

  #withdrawWindow(): void {
    if (!this.#window) return
    this.#entries.push({ type: 'window-withdrawn', service: this.#service, fromSeq: this.#window.fromSeq })
    this.#window = undefined
  }

  #takeEntries(): LedgerEntry[] {
    const entries = this.#entries
    const wasReady = this.#wasReady
    this.#entries = []
    if (wasReady !== this.#notedReadiness) entries.push({ type: 'readiness-noted', service: this.#service, wasReady })
    this.#notedReadiness = wasReady
    return entries
  }
}
