import type { Arrival, WatchConnection } from '../transport/watch-connection.ts'

/** Where a reflector stands (rule B.5). Each has a file of its own that says what happens in it. */
export type State =
  /** Choose: resume where something is known and complete, load otherwise. */
  | { readonly name: 'start' }
  /** Make sure that the remembered version still means something. */
  | { readonly name: 'resume' }
  /** Read everything: by a WatchList, or by a LIST where there is none. */
  | { readonly name: 'load' }
  /** Open a watch from the remembered version. */
  | { readonly name: 'connect'; readonly loadBeganAt?: number }
  | ({ readonly name: 'stream' } & OpenedWatch)
  | { readonly name: 'wait'; readonly ms: number; readonly detail: string }
  | { readonly name: 'denied'; readonly detail: string }
  | { readonly name: 'absent' }
  /** A collection answered 404. */
  | { readonly name: 'rediscover'; readonly detail: string }

/** A watch that the server accepted. */
export interface OpenedWatch {
  readonly connection: WatchConnection
  readonly timeoutSeconds: number
  /**
   * Monotonic ms: a load that began then told everything on the way here, so the stream is live at once and its first lines are
   * no older than this. Absent: resumed, and nothing is proved yet.
   */
  readonly loadBeganAt?: number
  /** Lines that were read but not told. */
  readonly unread?: Arrival
}
