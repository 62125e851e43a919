import type { Evidence } from '../history/change.ts'

/**
 * `targetRef.uid` of an endpoint, or `addressType|address` where it has no target (rule H.1).
 * A pod with several ports or address families is one identity.
 */
export type EndpointIdentity = string

/** State of one identity over the union of its Service's slices, with the API's defaults applied (rule D.5). */
export type EndpointState = 'ready' | 'unready' | 'terminating-serving' | 'terminating'

/**
 * A stretch during which one identity of one Service had one state.
 *
 * Intervals of one identity follow each other without overlap. `fromSeq` and `toSeq` are the exact order; several may share
 * a millisecond.
 */
export interface LedgerInterval {
  readonly identity: EndpointIdentity
  readonly address: string
  /** `namespace/name` of the Pod, where the target is one. */
  readonly pod?: string
  readonly node?: string
  /** `pod-template-hash` or `controller-revision-hash` of the Pod; absent until the Pod was seen, and where it has none. */
  readonly revision?: string
  readonly state: EndpointState
  /** Epoch ms. */
  readonly from: number
  readonly fromSeq: number
  /** How the identity came into this state: it joined the Service, it was already there, or its state changed. */
  readonly opened: 'joined' | 'changed'
  readonly evidence: Evidence
  /** Epoch ms; absent while it lasts. */
  readonly to?: number
  readonly toSeq?: number
  /** How it ended: the identity left the Service, or changed state. Absent while it lasts. */
  readonly closed?: 'left' | 'changed'
}

/**
 * A stretch in which a Service that had a ready endpoint before had none. It never begins because the Service itself went.
 * May begin and end in one millisecond. `to` is absent while it lasts.
 */
export interface ZeroReadyWindow {
  /** Epoch ms. */
  readonly from: number
  readonly fromSeq: number
  /**
   * What took the last ready endpoint away: a slice was written without it, or the slice that held it was deleted. Only the
   * latter can turn out to be the deletion of the Service itself, told by the other watch a moment later.
   */
  readonly opened: 'endpoints' | 'slice-deleted'
  /** Epoch ms; absent while it lasts. */
  readonly to?: number
  readonly toSeq?: number
}

/** Joins, leaves and flips over a range. Endpoints that were there when Portolan first looked did not join. */
export interface LedgerCounts {
  readonly added: number
  readonly removed: number
  readonly becameReady: number
  readonly becameUnready: number
}

/**
 * What the ledger knows of one Service (`namespace/name`) at the end of the log: with the objects of that moment, all that
 * the fold needs to go on.
 */
export interface OpenLedger {
  readonly service: string
  readonly open: readonly LedgerInterval[]
  readonly window?: ZeroReadyWindow
  /** It had a ready endpoint since it was created: the newest `readiness-noted` of the Service, else false. */
  readonly wasReady: boolean
}

/** What one recorded change writes into the ledger of one Service (`namespace/name`). Applied in order. */
export type LedgerEntry =
  | { readonly type: 'interval-opened'; readonly service: string; readonly interval: LedgerInterval }
  | {
      readonly type: 'interval-closed'
      readonly service: string
      readonly identity: EndpointIdentity
      readonly fromSeq: number
      readonly to: number
      readonly toSeq: number
      readonly closed: 'left' | 'changed'
    }
  | { readonly type: 'window-opened'; readonly service: string; readonly window: ZeroReadyWindow }
  | {
      readonly type: 'window-closed'
      readonly service: string
      readonly fromSeq: number
      readonly to: number
      readonly toSeq: number
    }
  /** The Pod was seen only after the interval had opened: its revision is filled in. */
  | {
      readonly type: 'revision-learned'
      readonly service: string
      readonly identity: EndpointIdentity
      readonly fromSeq: number
      readonly revision: string
    }
  /** It began with the deletion of slices that turned out to be the deletion of the Service. */
  | { readonly type: 'window-withdrawn'; readonly service: string; readonly fromSeq: number }
  /** Whether the Service had a ready endpoint since it was created, from here on. Replaces what was noted before. */
  | { readonly type: 'readiness-noted'; readonly service: string; readonly wasReady: boolean }
