import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import type { ObjectKey } from '../kubernetes/object-key.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import type { Service } from '../kubernetes/service.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { isMatchedBy, isWorkload, type Workload } from '../services/matching-workloads.ts'

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'] as const

/** Which workloads a Service selects, at the cost of those that share a label with its selector. */
export class WorkloadIndex {
  #snapshot: Snapshot
  /** By namespace and one label of the template. */
  readonly #byLabel = new Map<string, Set<ObjectKey>>()

  /** @param snapshot moved on by the caller, who tells each change */
  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot
    for (const kind of KINDS) for (const workload of snapshot.ofKind(kind)) this.#put(workload)
  }

  /** From here on another snapshot is followed, which holds the same objects now. */
  settleOn(snapshot: Snapshot): void {
    this.#snapshot = snapshot
  }

  apply({ before, after }: AppliedChange): void {
    if (before && isWorkload(before)) {
      for (const label of labelsOf(before)) this.#remove(label, keyOf(before))
    }
    if (after) this.#put(after)
  }

  /** In the order in which they came. */
  behind({ metadata, spec }: Service): Workload[] {
    const [first] = Object.entries(spec.selector)
    if (first === undefined) return []
    const keys = this.#byLabel.get(labelIn(metadata.namespace, first)) ?? []
    return [...keys].flatMap((key) => {
      const workload = this.#snapshot.get(key)
      return isWorkload(workload) && isMatchedBy(workload.derived.templateLabels, spec.selector) ? [workload] : []
    })
  }

  #remove(label: string, key: ObjectKey): void {
    const keys = this.#byLabel.get(label)
    keys?.delete(key)
    if (keys?.size === 0) this.#byLabel.delete(label)
  }

  #put(object: WatchedObject): void {
    if (!isWorkload(object)) return
    for (const label of labelsOf(object)) {
      const keys = this.#byLabel.get(label)
      if (keys) keys.add(keyOf(object))
      else this.#byLabel.set(label, new Set([keyOf(object)]))
    }
  }
}

function labelsOf({ derived, metadata }: Workload): string[] {
  return Object.entries(derived.templateLabels).map((label) => labelIn(metadata.namespace, label))
}

function labelIn(namespace: string | undefined, [key, value]: readonly [string, string]): string {
  return `${namespace}/${key}=${value}`
}
