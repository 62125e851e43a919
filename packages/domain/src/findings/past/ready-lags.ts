import type { RecordedChange } from '../../history/change.ts'
import type { AppliedChange } from '../../history/snapshot.ts'
import { timeOf } from '../../kubernetes/api-time.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import type { WatchedObject } from '../../kubernetes/watched-object.ts'
import { Newest } from './newest.ts'

/** A clock that was put right is believed after so many Pods. */
const MOST_REMEMBERED = 20

/** When we were told that Pods are Ready, less when they became so by the clock of their node (rule F.7). */
export class ReadyLags {
  readonly #lags = new Newest<number>(MOST_REMEMBERED)

  /** In ms, newest first. */
  of(node: string): readonly number[] {
    return this.#lags.of(node)
  }

  /** @returns the node of which something new is known; only what was watched tells */
  note({ after, before }: AppliedChange, { evidence, observedAt }: RecordedChange): string | undefined {
    const becameReadyAt = evidence === 'watched' && !readyTime(before) ? readyTime(after) : undefined
    const node = after?.kind === 'Pod' ? after.spec.nodeName : undefined
    if (becameReadyAt === undefined || node === undefined) return undefined
    this.#lags.add(node, observedAt - timeOf(becameReadyAt).ms)
    return node
  }
}

function readyTime(object: WatchedObject | undefined): string | undefined {
  const ready = object?.kind === 'Pod' ? readyCondition(object) : undefined
  return ready?.status === 'True' ? ready.lastTransitionTime : undefined
}

function readyCondition({ status }: Pod) {
  return status.conditions.find(({ type }) => type === 'Ready')
}
