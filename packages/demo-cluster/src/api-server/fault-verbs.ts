import { collectionPath, resources } from './api-resource.ts'
import { generateUid } from './assigned-identity.ts'
import type { StoreBackup } from './collection-set.ts'
import { type ArmedFault, type Failure, isMatch, type RequestMatch, type WatchListMode } from './faults.ts'
import type { Listener } from './listener.ts'
import type { Served } from './request-handler.ts'
import type { Status } from './status.ts'
import { deepFreeze } from './structural-sharing.ts'
import type { WatchStream } from './watch-stream.ts'

/** Everything that can be made to go wrong on a running server. All of it in force until undone, unless it says otherwise. */
export interface FaultVerbs {
  /** Cut every connection and answer none, for `forMs` or until `stopRefusing`. Resolves once connections are refused. */
  refuseConnections(forMs?: number): Promise<void>
  /** Resolves once connections are accepted again, at the same address. */
  stopRefusing(): Promise<void>
  /** Cut every connection now; new ones are welcome. */
  dropConnections(): void

  /** Let the next `times` (default 1, `Infinity` for all) matching requests fail. */
  failNext(match: RequestMatch, failure: Failure, times?: number): ArmedFault
  /**
   * Cut the connection inside the next line of a matching watch, or with `verb: 'list'` inside the body of a LIST;
   * after `atByte` bytes of it, by default halfway through a line or after 100 bytes of a body.
   */
  tearNext(match?: RequestMatch, options?: { atByte?: number; times?: number }): ArmedFault

  /** End matching watches cleanly, as at their timeout. @returns how many */
  endWatches(match?: RequestMatch): number
  /** Send an ERROR line into matching watches and end them. @returns how many */
  failWatches(match: RequestMatch, status: Status): number
  /** The watches open now stay open and never say anything again; new ones are answered. @returns how many */
  silenceWatches(match?: RequestMatch): number
  /** Matching watches, open or to come, say nothing until released; then everything in order. */
  holdWatches(match?: RequestMatch): { release(): void }

  /** Bookmarks come this much late (`delayMs`), or not at all (`areSent: false`; the end of a WatchList still does). */
  setBookmarks(options: { delayMs?: number; areSent?: boolean }): void
  setWatchList(mode: WatchListMode): void
  /** Answer a LIST with `resourceVersion=0` from this many versions ago, as another API server might. 0 undoes it. */
  serveStaleLists(versionsBehind: number): void
  /** Forget all history: versions before now answer 410, and so do page tokens. */
  compact(): void

  backup(): StoreBackup
  /**
   * Go back to a backup: versions fall, connections are cut, changes since are lost.
   * @param options.isOtherCluster also give the `kube-system` Namespace another uid
   */
  restoreCluster(backup: StoreBackup, options?: { isOtherCluster?: boolean }): void
}

/** @param random for the uid of another cluster */
export function faultVerbs(served: Served, listener: Listener, random: () => number): FaultVerbs {
  const { faults, store } = served
  const openWatches = (match: RequestMatch = {}): WatchStream[] =>
    [...served.watches].filter((stream) => isMatch(match, stream.subject))
  const forEach = (match: RequestMatch | undefined, act: (stream: WatchStream) => void): number => {
    const matching = openWatches(match)
    matching.forEach(act)
    return matching.length
  }
  return {
    refuseConnections: (forMs) => listener.refuse(forMs),
    stopRefusing: () => listener.stopRefusing(),
    dropConnections: () => listener.drop(),

    failNext: (match, failure, times = 1) => faults.requests.arm(match, failure, times),
    tearNext: (match = {}, { atByte, times = 1 } = {}) =>
      faults.tears.arm({ verb: 'watch', ...match }, { atByte }, times),

    endWatches: (match) => forEach(match, (stream) => stream.end()),
    failWatches: (match, status) => forEach(match, (stream) => stream.fail(status)),
    silenceWatches: (match) => forEach(match, (stream) => stream.silence()),
    holdWatches: (match = {}) => {
      faults.holds.add(match)
      const release = (): void => {
        faults.holds.delete(match)
        forEach(match, (stream) => stream.wake())
      }
      return { release }
    },

    setBookmarks: ({ delayMs, areSent }) => {
      if (delayMs !== undefined) faults.bookmarkDelayMs = delayMs
      if (areSent !== undefined) faults.areBookmarksSent = areSent
    },
    setWatchList: (mode) => {
      faults.watchList = mode
    },
    serveStaleLists: (versionsBehind) => {
      faults.staleListsBehind = versionsBehind
    },
    compact: () => store.compact(),

    backup: () => store.backup(),
    restoreCluster: (backup, { isOtherCluster = false } = {}) => {
      store.restore(isOtherCluster ? ofAnotherCluster(backup, random) : backup)
      listener.drop()
    },
  }
}

/** The same backup with another `kube-system`: what names a cluster. */
function ofAnotherCluster(backup: StoreBackup, random: () => number): StoreBackup {
  const path = collectionPath(resources.namespaces)
  const collections = backup.collections.map((saved) => {
    if (collectionPath(saved.resource) !== path) return saved
    const objects = saved.objects.map((object) =>
      object.metadata.name === 'kube-system'
        ? deepFreeze({ ...object, metadata: { ...object.metadata, uid: generateUid(random) } })
        : object,
    )
    return { ...saved, objects }
  })
  return { ...backup, collections }
}
