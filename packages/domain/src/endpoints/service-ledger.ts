import type { RecordedChange } from '../history/change.ts'
import type { EndpointSlice } from '../kubernetes/endpoint-slice.ts'
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
export const SAME_DELETION_MS = 60_000

/** The interval of an identity that is open now: enough to close it. */
interface Standing {
  readonly state: EndpointState
  readonly fromSeq: number
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
  private readonly union = new SliceUnion()
  private readonly standings = new Map<EndpointIdentity, Standing>()
  /** Of the Service object; `undefined` while none is known: not yet seen, denied, or deleted. */
  private serviceUid: string | undefined
  private ready = 0
  private wasReady = false
  private window: ZeroReadyWindow | undefined
  private entries: LedgerEntry[] = []
  private notedReadiness = false

  constructor(
    private readonly service: string,
    private readonly revisionOf: RevisionOf,
  ) {}

  /** Nothing is left to follow: neither a Service object nor a slice. */
  get isOver(): boolean {
    return this.serviceUid === undefined && this.union.sliceCount === 0
  }

  /** Take over what the log knew at its end; the objects of that moment follow through the other two. */
  restore({ open, window, wasReady }: OpenLedger): void {
    for (const { identity, state, fromSeq } of open) this.stand(identity, { state, fromSeq })
    this.window = window
    this.wasReady = wasReady
    this.notedReadiness = wasReady
  }

  restoreSlice(slice: EndpointSlice, seq: number): void {
    this.union.receive(slice, undefined, seq)
  }

  restoreService(uid: string): void {
    this.serviceUid = uid
  }

  /** A slice came or changed; `before` is its version before, if that was this Service's. */
  sliceReceived(slice: EndpointSlice, before: EndpointSlice | undefined, change: RecordedChange): LedgerEntry[] {
    const { ready } = this
    for (const identity of this.union.receive(slice, before, change.seq)) this.settle(identity, change)
    const isForeign = this.isForeign(serviceUidOfSlice(slice))
    if (isForeign && this.window?.opened === 'slice-deleted') this.withdrawWindow()
    if (ready > 0 && this.ready === 0 && !isForeign) this.openWindow('endpoints', change)
    if (this.ready > 0) this.closeWindow(change)
    return this.takeEntries()
  }

  /** A slice was deleted, or labelled for another Service. */
  sliceWent(slice: EndpointSlice, change: RecordedChange): LedgerEntry[] {
    const { ready } = this
    for (const identity of this.union.remove(slice)) this.settle(identity, change)
    const isDeleted = change.change === 'deleted'
    const isOwnLoss = !this.isForeign(serviceUidOfSlice(slice)) && !(isDeleted && this.serviceUid === undefined)
    if (ready > 0 && this.ready === 0 && isOwnLoss) this.openWindow(isDeleted ? 'slice-deleted' : 'endpoints', change)
    if (this.ready > 0 || this.isOver) this.closeWindow(change)
    if (this.isOver) this.wasReady = false
    return this.takeEntries()
  }

  /** The Service object was created, or is seen for the first time. */
  serviceAppeared(uid: string): LedgerEntry[] {
    this.serviceUid = uid
    this.wasReady ||= this.hasReadyOccurrence()
    return this.takeEntries()
  }

  /** The Service object was deleted. Its slices went before, or follow, or nobody deletes them. */
  serviceWent(change: RecordedChange): LedgerEntry[] {
    this.serviceUid = undefined
    this.wasReady = false
    const { window } = this
    if (window?.opened === 'slice-deleted' && change.observedFrom - window.from <= SAME_DELETION_MS)
      this.withdrawWindow()
    this.closeWindow(change)
    return this.takeEntries()
  }

  /** The Pod behind an open interval is seen only now. */
  revisionLearned(identity: EndpointIdentity, revision: string): LedgerEntry[] {
    const standing = this.standings.get(identity)
    if (standing) {
      const { service } = this
      this.entries.push({ type: 'revision-learned', service, identity, fromSeq: standing.fromSeq, revision })
    }
    return this.takeEntries()
  }

  /** Bring the open interval of an identity in line with what the slices say of it now. */
  private settle(identity: EndpointIdentity, change: RecordedChange): void {
    const occurrence = this.union.find(identity)
    const standing = this.standings.get(identity)
    if (occurrence?.state === standing?.state) return
    const { observedAt, seq } = change
    if (standing) {
      const closed = occurrence ? 'changed' : 'left'
      const { service } = this
      const { fromSeq } = standing
      this.entries.push({ type: 'interval-closed', service, identity, fromSeq, to: observedAt, toSeq: seq, closed })
    }
    this.stand(identity, occurrence && { state: occurrence.state, fromSeq: seq })
    if (!occurrence) return
    if (occurrence.state === 'ready' && !this.isForeign(occurrence.slice.serviceUid)) this.wasReady = true
    const interval = this.intervalOf(identity, occurrence)
    const opened = standing ? 'changed' : 'joined'
    this.entries.push({
      type: 'interval-opened',
      service: this.service,
      interval: { ...interval, from: observedAt, fromSeq: seq, opened, evidence: change.evidence },
    })
  }

  private stand(identity: EndpointIdentity, standing: Standing | undefined): void {
    if (this.standings.get(identity)?.state === 'ready') this.ready--
    if (standing?.state === 'ready') this.ready++
    if (standing) this.standings.set(identity, standing)
    else this.standings.delete(identity)
  }

  private intervalOf(identity: EndpointIdentity, { endpoint, state }: Occurrence) {
    const { addresses, nodeName, targetRef } = endpoint
    const isPod = targetRef?.kind === 'Pod'
    const revision = isPod && targetRef.uid !== undefined ? this.revisionOf(targetRef.uid) : undefined
    return {
      identity,
      state,
      address: addresses[0] ?? '',
      ...(isPod && { pod: `${targetRef.namespace}/${targetRef.name}` }),
      ...(nodeName !== undefined && { node: nodeName }),
      ...(revision !== undefined && { revision }),
    } satisfies Partial<LedgerInterval>
  }

  /** Made for an earlier or later Service object of this name: it says nothing of the one that is there. */
  private isForeign(serviceUid: string | undefined): boolean {
    return serviceUid !== undefined && this.serviceUid !== undefined && serviceUid !== this.serviceUid
  }

  private hasReadyOccurrence(): boolean {
    for (const [, { state, slice }] of this.union.all())
      if (state === 'ready' && !this.isForeign(slice.serviceUid)) return true
    return false
  }

  private openWindow(opened: ZeroReadyWindow['opened'], { observedAt, seq }: RecordedChange): void {
    if (!this.wasReady) return
    this.window = { from: observedAt, fromSeq: seq, opened }
    this.entries.push({ type: 'window-opened', service: this.service, window: this.window })
  }

  private closeWindow({ observedAt, seq }: RecordedChange): void {
    if (!this.window) return
    const { service } = this
    const { fromSeq } = this.window
    this.entries.push({ type: 'window-closed', service, fromSeq, to: observedAt, toSeq: seq })
    this.window = undefined
  }

  private withdrawWindow(): void {
    if (!this.window) return
    this.entries.push({ type: 'window-withdrawn', service: this.service, fromSeq: this.window.fromSeq })
    this.window = undefined
  }

  private takeEntries(): LedgerEntry[] {
    const { entries, service, wasReady } = this
    this.entries = []
    if (wasReady !== this.notedReadiness) entries.push({ type: 'readiness-noted', service, wasReady })
    this.notedReadiness = wasReady
    return entries
  }
}
