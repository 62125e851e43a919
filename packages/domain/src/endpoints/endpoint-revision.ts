import type { Snapshot } from '../history/snapshot.ts'
import type { Endpoint } from '../kubernetes/endpoint-slice.ts'
import { podRevision } from './pod-revision.ts'

/** The revision of the Pod behind an endpoint, matched by uid; `undefined` where it is no Pod, not there, or has none. */
export function endpointRevision({ targetRef }: Endpoint, snapshot: Snapshot): string | undefined {
  const pod = targetRef?.uid === undefined ? undefined : snapshot.byUid('Pod', targetRef.uid)
  return pod && podRevision(pod)
}
