import { controllerStrings, keyOf, type ObjectKey, type Snapshot, type WatchedObject } from '@portolan/domain'
import type { Recording } from '@portolan/pipeline'

/** Kinds whose templates make the Pods of a controller. */
const WORKLOAD_KINDS = ['Deployment', 'DaemonSet', 'StatefulSet'] as const

type ByController = ReadonlyMap<string, readonly ObjectKey[]>

/** Which workloads answer to which controller string, by snapshot: looked for once, and again when one of them changed. */
export class ControllerWorkloads {
  readonly #known = new WeakMap<Snapshot, ByController>()

  constructor({ feed, snapshot }: Pick<Recording, 'feed' | 'snapshot'>) {
    feed.subscribe((committed) => {
      if (committed.some(({ before, after }) => isController(before) || isController(after))) {
        this.#known.delete(snapshot)
      }
    })
  }

  /** @param snapshot the live one, or one of the past, which does not move any more */
  of(snapshot: Snapshot): ByController {
    const known = this.#known.get(snapshot) ?? byController(snapshot)
    this.#known.set(snapshot, known)
    return known
  }
}

function byController(snapshot: Snapshot): ByController {
  const found = new Map<string, ObjectKey[]>()
  for (const workload of WORKLOAD_KINDS.flatMap((kind) => [...snapshot.ofKind(kind)])) {
    for (const controller of controllerStrings(workload)) {
      found.set(controller, [...(found.get(controller) ?? []), keyOf(workload)])
    }
  }
  return found
}

function isController(object: WatchedObject | undefined): boolean {
  if (object?.kind !== 'Deployment' && object?.kind !== 'DaemonSet' && object?.kind !== 'StatefulSet') return false
  return controllerStrings(object).length > 0
}
