import type { Change, RecordedChange } from '../history/change.ts'
import { differences } from '../history/find-differences.ts'
import { Snapshot } from '../history/snapshot.ts'
import type { KubernetesObject } from '../kubernetes/metadata.ts'
import { WATCHED_RESOURCES } from '../kubernetes/resources.ts'

/** What a test states of a change beside its object: seen live at 0 unless told otherwise. */
export type ChangeOptions = Partial<Pick<Change, 'evidence' | 'observedAt' | 'observedFrom' | 'writer'>>

/** The record of an object that came. */
export function anAddition(seq: number, object: KubernetesObject, options: ChangeOptions = {}): RecordedChange {
  return { ...told(seq, object, options), change: 'added', differences: [{ path: '', after: object }] }
}

/** The record of one version of an object becoming the next. */
export function aModification(
  seq: number,
  [before, after]: readonly [KubernetesObject, KubernetesObject],
  options: ChangeOptions = {},
): RecordedChange {
  const found = differences(after.kind, before, after)
  return { ...told(seq, after, options), change: 'modified', differences: found }
}

/** The record of an object that went. */
export function aDeletion(seq: number, object: KubernetesObject, options: ChangeOptions = {}): RecordedChange {
  return { ...told(seq, object, options), change: 'deleted', differences: [] }
}

function told(seq: number, { kind, metadata }: KubernetesObject, options: ChangeOptions) {
  const { name, namespace, uid } = metadata
  const { evidence = 'watched', observedAt = 0, observedFrom = observedAt, ...rest } = options
  const where = namespace === undefined ? {} : { namespace }
  return { seq, evidence, observedAt, observedFrom, kind, ...where, name, uid, resourceVersion: String(seq), ...rest }
}

/** A snapshot of these objects in which everything is observed: what is not there does not exist. */
export function aSnapshot(...objects: KubernetesObject[]): Snapshot {
  const snapshot = Snapshot.of(0, objects)
  for (const { kind } of WATCHED_RESOURCES) snapshot.setVisibility(kind, undefined, 'observed')
  return snapshot
}
