import { InvalidWriteError } from '../errors.ts'
import type { ApiResource } from './api-resource.ts'
import type { StoredObject } from './stored-object.ts'
import { copyForWriting, keepUnchanged } from './structural-sharing.ts'

/**
 * `current` as `change` leaves it, sharing every part it did not touch; `current` itself when it touched nothing.
 * Identity and versions are the server's: an edit of them is undone.
 */
export function editOf(current: StoredObject, change: (draft: StoredObject) => void): StoredObject {
  const draft = copyForWriting(current)
  change(draft)
  const { name, namespace, uid, resourceVersion, creationTimestamp, generation } = current.metadata
  const identity = { name, namespace, uid, resourceVersion, creationTimestamp, generation }
  return keepUnchanged(current, {
    ...draft,
    kind: current.kind,
    apiVersion: current.apiVersion,
    metadata: { ...draft.metadata, ...identity } as StoredObject['metadata'],
  })
}

/** Whether two versions of one object agree in everything but metadata and status. Shared parts only: see `editOf`. */
export function isContentEqual(before: StoredObject, after: StoredObject): boolean {
  const isContent = (field: string): boolean => field !== 'metadata' && field !== 'status'
  const fields = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...fields].filter(isContent).every((field) => before[field] === after[field])
}

/** Whether the kind counts what this edit changed as a new generation. */
export function isGenerationRaised(resource: ApiResource, before: StoredObject, after: StoredObject): boolean {
  if (resource.generationAlsoCounts === undefined) return false
  const isCounted = resource.generationAlsoCounts.some((part) => before.metadata[part] !== after.metadata[part])
  return isCounted || !isContentEqual(before, after)
}

/** Add to `metadata.generation` where the kind has one. */
export function withGeneration(object: StoredObject, added: number): StoredObject {
  const { generation } = object.metadata
  if (generation === undefined || added === 0) return object
  return { ...object, metadata: { ...object.metadata, generation: generation + added } }
}

/** Refuse a name or namespace the resource's scope does not allow. */
export function assertScope(resource: ApiResource, namespace: string | undefined, name: string): void {
  if (name === '') throw new InvalidWriteError(`${resource.kind} with an empty name: names have at least one character`)
  if (resource.isNamespaced === (namespace !== undefined)) return
  const expectation = resource.isNamespaced ? 'needs a metadata.namespace' : 'is cluster-scoped and takes no namespace'
  throw new InvalidWriteError(`${resource.kind} ${name} ${expectation}; got ${namespace ?? 'none'}`)
}
