import { endpointState } from '../../endpoints/endpoint-state.ts'
import { serviceOfSlice } from '../../endpoints/slice-service.ts'
import type { RecordedChange } from '../../history/change.ts'
import type { AppliedChange } from '../../history/snapshot.ts'
import type { Endpoint, EndpointSlice } from '../../kubernetes/endpoint-slice.ts'
import type { WatchedObject } from '../../kubernetes/watched-object.ts'
import { Newest } from './newest.ts'

/** More than any rule looks at. */
const MOST_REMEMBERED = 10

/** An endpoint that is leaving. */
interface Leaving {
  /** Epoch ms. */
  readonly since: number
  readonly hasOthers: boolean
}

/**
 * How long endpoints went on serving after they began to terminate, while their Service had others (rule F.6). Only what was
 * watched counts: a list tells neither when it began nor when it ended.
 */
export class DrainOverlaps {
  readonly #overlaps = new Newest<number>(MOST_REMEMBERED)
  /** By Service, then uid of the Pod. */
  readonly #leaving = new Map<string, Map<string, Leaving>>()

  /** In ms, newest first. @param service `namespace/name` */
  of(service: string): readonly number[] {
    return this.#overlaps.of(service)
  }

  note({ after, before }: AppliedChange, { evidence, observedAt }: RecordedChange): void {
    const slice = asSlice(after) ?? asSlice(before)
    const service = slice && serviceOfSlice(slice)
    if (service === undefined) return
    if (evidence !== 'watched') {
      this.#leaving.delete(service)
      return
    }
    const [old, next] = [endpointsOf(before), endpointsOf(after)]
    const leaving = this.#leaving.get(service) ?? new Map<string, Leaving>()
    for (const [uid, endpoint] of next) {
      const wasReady = old.has(uid) && endpointState(old.get(uid) as Endpoint) === 'ready'
      const state = endpointState(endpoint)
      const hasOthers = next.size > 1
      if (wasReady && state === 'terminating-serving') leaving.set(uid, { since: observedAt, hasOthers })
      if (wasReady && state === 'terminating' && hasOthers) this.#overlaps.add(service, 0)
    }
    for (const [uid, { hasOthers, since }] of leaving) {
      const endpoint = next.get(uid)
      if (endpoint ? endpointState(endpoint) === 'terminating-serving' : !old.has(uid)) continue
      leaving.delete(uid)
      if (hasOthers) this.#overlaps.add(service, observedAt - since)
    }
    if (leaving.size === 0) this.#leaving.delete(service)
    else this.#leaving.set(service, leaving)
  }
}

function asSlice(object: WatchedObject | undefined): EndpointSlice | undefined {
  return object?.kind === 'EndpointSlice' ? object : undefined
}

/** By uid of the Pod. */
function endpointsOf(object: WatchedObject | undefined): ReadonlyMap<string, Endpoint> {
  const endpoints = asSlice(object)?.endpoints ?? []
  return new Map(endpoints.flatMap((endpoint) => (endpoint.targetRef?.uid ? [[endpoint.targetRef.uid, endpoint]] : [])))
}
