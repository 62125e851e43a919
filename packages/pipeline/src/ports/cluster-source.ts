import type { Difference, ObjectKey, ProjectedObject, WatchedKind, WatchedObject } from '@portolan/domain'

/** One independent list-and-watch: a kind, in one namespace or (absent) in the whole cluster. */
export interface StreamScope {
  readonly kind: WatchedKind
  readonly namespace?: string
}

/** Which cluster this is, as far as it tells. */
export interface ClusterIdentity {
  /** Name of the context, or of the service account's cluster. */
  readonly name: string
  /** URL of the API server. */
  readonly server: string
  /** `gitVersion` of `/version`; absent until the server answered once. */
  readonly version?: string
}

/** What the source is doing for one stream, for `/status`. */
export type StreamState =
  /** following changes */
  | 'live'
  /** reading a full list */
  | 'listing'
  /** the server cannot be reached or asked to wait; trying again */
  | 'waiting'
  /** RBAC forbids it; asked again from time to time */
  | 'denied'
  /** the server does not serve this kind; looked for again from time to time */
  | 'absent'

/** One line of a watch, projected. */
export interface WatchedChange {
  readonly type: 'added' | 'modified' | 'deleted'
  readonly projected: ProjectedObject
  /** What is new about the object, where the source has compared it already. */
  readonly compared?: ComparedObject
}

/** An object, compared with what was told of it before. */
export interface ComparedObject {
  /** The one that was told, itself: whoever holds another has to compare for himself. */
  readonly before: WatchedObject
  readonly differences: readonly Difference[]
}

/**
 * What a source tells, in order per stream.
 *
 * A list is told as `list-begin`, any number of `list-page`, then `list-end` (it is complete, compare and apply it as one)
 * or `list-abandoned` (forget its pages). Between two `watched` of one stream no change was missed unless a list came between.
 */
export type SourceMessage =
  | { readonly type: 'cluster'; readonly identity: ClusterIdentity }
  | {
      readonly type: 'state'
      readonly stream: StreamScope
      readonly state: StreamState
      /** Why it waits or is denied, as a sentence for people; absent when all is well. */
      readonly detail?: string
    }
  | {
      readonly type: 'list-begin'
      readonly stream: StreamScope
      /** Why everything is read again; `first` when there was nothing to resume from. */
      readonly cause: 'first' | 'expired' | 'epoch'
    }
  | {
      readonly type: 'list-page'
      readonly stream: StreamScope
      readonly objects: readonly ProjectedObject[]
      /** Objects that exist and could not be understood; absent where there are none. */
      readonly unreadable?: readonly ObjectKey[]
    }
  | {
      readonly type: 'list-end'
      readonly stream: StreamScope
      /** Version of the whole list: where the watch goes on. */
      readonly resourceVersion: string
      /** Epoch ms: when its last byte arrived. */
      readonly observedAt: number
    }
  | { readonly type: 'list-abandoned'; readonly stream: StreamScope }
  | {
      readonly type: 'watched'
      readonly stream: StreamScope
      readonly changes: readonly WatchedChange[]
      /** Epoch ms: when these lines arrived. */
      readonly observedAt: number
      /** Epoch ms: set shortly after a reconnect, when lines may be older than their arrival. They are not older than this. */
      readonly observedFrom?: number
    }
  /** Everything up to this version has been told. */
  | {
      readonly type: 'bookmark'
      readonly stream: StreamScope
      readonly resourceVersion: string
      readonly observedAt: number
    }
  /** From here on changes may be missed, until the list that follows. */
  | {
      readonly type: 'blind'
      readonly stream: StreamScope
      readonly reason: 'expired' | 'epoch' | 'denied' | 'absent'
      /** Epoch ms: the last instant at which the stream was surely complete. */
      readonly since: number
    }

/** Where a stream goes on after a restart. */
export interface StreamCursor {
  readonly stream: StreamScope
  readonly resourceVersion: string
  /** Epoch ms of the last message the cursor covers. */
  readonly observedAt: number
}

/** Counters of one stream since the start, for `/status` and `/metrics`. */
export interface StreamStatistics {
  readonly stream: StreamScope
  readonly state: StreamState
  readonly detail?: string
  /** Epoch ms; absent before the first line. */
  readonly lastObservedAt?: number
  readonly lastBookmarkAt?: number
  readonly resourceVersion?: string
  readonly reconnects: number
  readonly relists: number
  readonly bytes: number
  readonly parseErrors: number
}

export interface FollowOptions {
  /** Where the log ends, per stream; a stream without one begins with a list. */
  readonly cursors: readonly StreamCursor[]
  /**
   * `metadata.uid` of the Namespace `kube-system` as the log knows it. A server that shows another is another cluster: no cursor
   * means anything there, and every stream begins a new epoch. Absent: not known.
   */
  readonly clusterUid?: string
  readonly signal: AbortSignal
}

/** A Kubernetes cluster, as Portolan needs it: everything it may read, forever. */
export interface ClusterSource {
  /**
   * List every kind that is served and granted, then follow it until the signal aborts; reconnects by itself, never polls,
   * and never ends before the signal. Pull-driven: while nobody pulls, sockets are paused and memory stays bounded.
   */
  follow(options: FollowOptions): AsyncIterable<SourceMessage>
  /** The counters now; one entry per stream, in the order of the table of watched resources. */
  statistics(): readonly StreamStatistics[]
}
