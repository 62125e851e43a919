import type { ApiResource } from './api-resource.ts'
import type { ServedStore } from './collection-set.ts'
import type { Status } from './status.ts'

/** Which requests a fault meets; what is left out matches all. */
export interface RequestMatch {
  verb?: 'get' | 'list' | 'watch' | 'discovery'
  /** The plural: `endpointslices`. */
  resource?: string
  /** Only requests scoped to this namespace. */
  namespace?: string
}

/** A request as faults see it. */
export interface FaultySubject {
  verb: NonNullable<RequestMatch['verb']>
  resource?: ApiResource
  namespace?: string
}

/**
 * How a request fails: with an HTTP status; for a watch with 200 and an ERROR line; accepted and never answered; or
 * with its connection reset. `Retry-After` follows from `details.retryAfterSeconds`.
 */
export type Failure = { status: Status } | { errorLine: Status } | 'hang' | 'reset'

/** A fault that waits for its request. */
export interface ArmedFault {
  /** How often it has struck. */
  readonly strikes: number
  lift(): void
}

/** `served` as since 1.34; `refused` with 422 as before; `ignored` as a server that never heard of it: no end bookmark. */
export type WatchListMode = 'served' | 'refused' | 'ignored'

export const isMatch = (match: RequestMatch, subject: FaultySubject): boolean =>
  (match.verb === undefined || match.verb === subject.verb) &&
  (match.resource === undefined || match.resource === subject.resource?.plural) &&
  (match.namespace === undefined || match.namespace === subject.namespace)

/** Faults of one kind, each waiting for so many matching requests. The oldest strikes first. */
export class ArmedFaults<F> {
  readonly #armed = new Set<{ match: RequestMatch; fault: F; left: number; strikes: number }>()

  get isEmpty(): boolean {
    return this.#armed.size === 0
  }

  arm(match: RequestMatch, fault: F, times: number): ArmedFault {
    const armed = { match, fault, left: times, strikes: 0 }
    this.#armed.add(armed)
    return {
      get strikes() {
        return armed.strikes
      },
      lift: () => void this.#armed.delete(armed),
    }
  }

  /** The fault this subject meets, used up once. */
  strike(subject: FaultySubject): F | undefined {
    for (const armed of this.#armed) {
      if (!isMatch(armed.match, subject)) continue
      armed.strikes++
      if (--armed.left === 0) this.#armed.delete(armed)
      return armed.fault
    }
    return undefined
  }
}

/** Every fault in force; the server asks it at each point where something can go wrong. */
export class Faults {
  readonly requests = new ArmedFaults<Failure>()
  /** Where to cut the body or line: after so many bytes, or halfway when `undefined`. */
  readonly tears = new ArmedFaults<{ atByte: number | undefined }>()
  readonly holds = new Set<RequestMatch>()
  watchList: WatchListMode = 'served'
  bookmarkDelayMs = 0
  areBookmarksSent = true
  staleListsBehind = 0

  isHeld(subject: FaultySubject): boolean {
    for (const match of this.holds) if (isMatch(match, subject)) return true
    return false
  }

  /** The version a LIST with `resourceVersion=0` is answered from. */
  staleVersionOf(store: ServedStore, resource: ApiResource): number {
    const version = store.versionOf(resource)
    return Math.min(version, Math.max(version - this.staleListsBehind, store.collection(resource).floor))
  }
}
