import { type ApiResource, collectionPath, resources } from './api-resource.ts'
import { toTimestamp } from './assigned-identity.ts'
import type { StoredObject } from './stored-object.ts'

export interface DeletionPlan {
  /** What is written into the object's metadata first; absent when nothing is. */
  deadline?: { deletionTimestamp: string; deletionGracePeriodSeconds: number }
  /** Whether it is removed at once, after that write. */
  isRemoved: boolean
}

interface DeletionRequest {
  gracePeriodSeconds?: number
  /** Epoch ms. */
  now: number
}

/** Grace of a Pod whose spec names none. Source: core/v1 PodSpec.terminationGracePeriodSeconds. */
const DEFAULT_GRACE_SECONDS = 30

/**
 * What one delete request does. A Pod gets a deadline and waits for its kubelet; asking again can only shorten it,
 * and asking with 0 writes that, then removes. Finalizers keep anything until they are gone.
 * Source: apiserver registry/rest BeforeDelete, core/v1 Pod strategy CheckGracefulDelete.
 */
export function planDeletion(resource: ApiResource, object: StoredObject, request: DeletionRequest): DeletionPlan {
  const hasFinalizers = (object.metadata.finalizers ?? []).length > 0
  const grace = graceOf(resource, object, request)
  const { deletionTimestamp, deletionGracePeriodSeconds: pending } = object.metadata
  if (deletionTimestamp === undefined) {
    if (grace === 0 && !hasFinalizers) return { isRemoved: true }
    return { deadline: deadlineOf(request.now + grace * 1000, grace), isRemoved: false }
  }
  if (pending === undefined || grace >= pending) return { isRemoved: false }
  const requestedAt = Date.parse(deletionTimestamp) - pending * 1000
  const deadline = deadlineOf(Math.max(requestedAt + grace * 1000, request.now), grace)
  return { deadline, isRemoved: grace === 0 && !hasFinalizers }
}

/** Whether a deletion is under way and nothing keeps the object any more. */
export const isDueForRemoval = ({ metadata }: StoredObject): boolean =>
  metadata.deletionTimestamp !== undefined &&
  (metadata.deletionGracePeriodSeconds ?? 0) === 0 &&
  (metadata.finalizers ?? []).length === 0

function graceOf(resource: ApiResource, object: StoredObject, request: DeletionRequest): number {
  if (collectionPath(resource) !== collectionPath(resources.pods)) return 0
  const hasEnded = object.status?.phase === 'Succeeded' || object.status?.phase === 'Failed'
  if (object.spec?.nodeName === undefined || hasEnded) return 0
  if (request.gracePeriodSeconds !== undefined) return request.gracePeriodSeconds
  const declared = object.spec.terminationGracePeriodSeconds
  return typeof declared === 'number' ? declared : DEFAULT_GRACE_SECONDS
}

const deadlineOf = (atMs: number, grace: number): NonNullable<DeletionPlan['deadline']> => ({
  deletionTimestamp: toTimestamp(atMs),
  deletionGracePeriodSeconds: grace,
})
