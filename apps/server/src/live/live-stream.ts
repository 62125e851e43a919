import type { ChangesMessage, ServicesMessage } from '@portolan/contract'

/**
 * How far a follower is. `seq` is what the wire tells; `mark` orders positions within one stream and is finer where a stream
 * also tells of what is not in the log.
 */
export interface Position {
  readonly seq: number
  readonly mark: number
}

/** What is sent, and its name on the wire. */
export type LiveMessage =
  | { readonly name: 'changes'; readonly payload: ChangesMessage }
  | { readonly name: 'services'; readonly payload: ServicesMessage }

/** The way on from a position: a message of bounded size, or the news that there is none. */
export type Step = { readonly message: LiveMessage; readonly reached: Position } | 'reset'

/** One stream under one filter; knows nothing of sockets. */
export interface LiveStream {
  readonly head: Position
  /** The next step from memory, for a position before the head; `undefined` where memory does not reach back so far. */
  read(from: Position): Step | undefined
  /** The same from the log. */
  readOlder(from: Position): Promise<Step>
  /** Least time between two messages to the same followers, for so many of them. */
  intervalMs(followers: number): number
}
