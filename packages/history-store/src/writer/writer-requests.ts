import type { KeptRollout, RolloutFoldState } from '@portolan/pipeline/ports'
import type { RetentionLimits } from '../retention/retention-limits.ts'

/** What the writing thread does. Answers have no list and nothing at their end. */
export type WriterRequest =
  /** Resolves when it is written; the last frame of a batch when the batch is committed. After one that failed all fail. */
  | { readonly type: 'frame'; readonly frame: Uint8Array; readonly isFirst: boolean }
  /** The rest of a batch will not come. */
  | { readonly type: 'abandon' }
  /** Resolves when it is committed. Never between the frames of a batch. */
  | { readonly type: 'keep-rollouts'; readonly rollouts: readonly KeptRollout[]; readonly state: RolloutFoldState }
  | { readonly type: 'clear-rollouts' }
  /** Resolves when the write-ahead log is in the database; nothing is written after it. */
  | { readonly type: 'close' }

/** What the writing thread is started with. */
export interface WriterOptions {
  readonly file: string
  /** The database never gets more pages of 4 KiB than this; absent: as many as the disk has. */
  readonly maxPages?: number
  /** `seq` may begin anywhere and leave some out. */
  readonly isExcerpt?: boolean
  /** What is beyond is forgotten. */
  readonly retention?: RetentionLimits
}
