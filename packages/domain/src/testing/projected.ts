import { assert } from '../assert.ts'
import { projectObject } from '../kubernetes/project/project-object.ts'
import { type WatchedKind, watchedResource } from '../kubernetes/resources.ts'
import type { ObjectOfKind } from '../kubernetes/watched-object.ts'
import type { RawObject } from './raw-objects.ts'

/** A hash that hides nothing: equal texts give equal fingerprints, and that is all a test needs. */
export function testFingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** An object as the API sends it, as it is kept. */
export function aProjected<Kind extends WatchedKind>(kind: Kind, raw: RawObject): ObjectOfKind<Kind> {
  const resource = watchedResource(kind)
  assert(resource, `${kind} is not watched`)
  const projected = projectObject(resource, raw, { fingerprint: testFingerprint })
  assert(projected, `this ${kind} is not kept`)
  return projected.object as ObjectOfKind<Kind>
}
