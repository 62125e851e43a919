import type { Difference, FieldManager, ProjectedObject } from '@portolan/domain'
import type { SourceMessage, StreamCursor, StreamStatistics, WatchedChange } from '@portolan/pipeline/ports'
import type { LoadClusterOptions } from '../credentials/load-cluster.ts'
import type { LogFields, SourceLog } from '../source-log.ts'
import type { Tuning } from '../tuning.ts'

/** What a thread is begun with. */
export interface ThreadOrder {
  readonly cluster: LoadClusterOptions
  readonly namespaces: readonly string[]
  /** 64 hexadecimal digits; keys the fingerprints of what must not be stored. */
  readonly installationKey: string
  readonly cursors: readonly StreamCursor[]
  readonly clusterUid?: string
  readonly tuning: Partial<Omit<Tuning, 'random'>>
}

/** To the thread: that one parcel was taken, or that nobody wants anything any more. */
export type ToThread = { readonly taken: true } | { readonly end: true }

/** From the thread. */
export type FromThread =
  /** `text` is a JSON list of packed messages; `statistics` are as they were when it was posted. */
  | { readonly type: 'parcel'; readonly text: string; readonly statistics: readonly StreamStatistics[] }
  | { readonly type: 'statistics'; readonly statistics: readonly StreamStatistics[] }
  | { readonly type: 'log'; readonly level: keyof SourceLog; readonly fields: LogFields; readonly message: string }
  /** Nothing comes after it. `isOurs`: a fault of ours, which would happen again. */
  | { readonly type: 'failed'; readonly reason: string; readonly isOurs: boolean; readonly stack?: string }
  /** It followed until it was told to end. */
  | { readonly type: 'ended' }

type Watched = Extract<SourceMessage, { readonly type: 'watched' }>

/** A message as it travels: as text, which costs whoever receives it a fifth less than a clone of the objects. */
export type PackedMessage = Exclude<SourceMessage, Watched> | PackedWatched
export type PackedWatched = Omit<Watched, 'changes'> & { readonly changes: readonly PackedChange[] }

/** A change as it travels: a whole object, to be remembered in a slot; or what is new about the one that is there. */
export type PackedChange = PackedWhole | PackedNews

interface PackedInSlot {
  readonly type: WatchedChange['type']
  readonly slot: number
  /** Slots whose objects are remembered no more once this change was read. */
  readonly freed?: readonly number[] | undefined
}

export interface PackedWhole extends PackedInSlot {
  readonly projected: ProjectedObject
}

export interface PackedNews extends PackedInSlot {
  readonly resourceVersion: string
  readonly writer?: FieldManager | undefined
  readonly differences: readonly Difference[]
}
