import type { CauseWindow } from '../causes/cause-window.ts'
import type { Snapshot } from '../history/snapshot.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { RuleBook } from './rules/rule-book.ts'
import type { WorkloadIndex } from './workload-index.ts'

/** What a subject is judged with. */
export interface Judgement {
  readonly snapshot: Snapshot
  readonly rules: RuleBook
  readonly causes: CauseWindow
  readonly workloads: WorkloadIndex
  /** Epoch ms. */
  readonly at: number
  /** The newest change. */
  readonly seq: number
  /** Whether one of these kinds is not followed now: nothing is raised or cleared then (rule B.7). */
  readonly isBlind: (kinds: ReadonlySet<WatchedKind>, namespace?: string) => boolean
}
