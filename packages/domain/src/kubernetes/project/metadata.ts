import { ProjectionError } from '../../errors.ts'
import { IGNORE_ANNOTATION, ignoredRuleIds } from '../ignore-annotation.ts'
import type { ApiTime, FieldManager, ObjectMeta, OwnerReference } from '../metadata.ts'
import type { WatchedResource } from '../resources.ts'
import {
  eachSorted,
  kept,
  NO_MEMBERS,
  number,
  optionalRecord,
  positive,
  type Raw,
  record,
  sortedTexts,
  text,
  textMap,
} from './raw.ts'

/** What of an object's metadata is kept, where that depends on the kind. */
export interface MetadataPolicy {
  /**
   * The text to keep of an annotation; `undefined` drops it. Absent: none is kept. Rule ids in `portolan.dev/ignore` are
   * kept of every kind.
   */
  readonly annotation?: (name: string, value: string) => string | undefined
  /** Absent: labels are kept whole. */
  readonly labels?: readonly string[]
  /** False where the generation rises without meaning. */
  readonly hasGeneration?: boolean
}

/** A policy that keeps these annotations as they are. */
export function annotationsNamed(...names: readonly string[]): MetadataPolicy {
  const keptNames = new Set(names)
  return { annotation: (name, value) => (keptNames.has(name) ? value : undefined) }
}

/**
 * `metadata` as it is kept (rule C.2, common fields).
 *
 * @throws {ProjectionError} there is no name, uid, creation time, or no namespace where the kind has one
 */
export function projectMetadata(resource: WatchedResource, raw: Raw, policy: MetadataPolicy): ObjectMeta {
  const metadata = record(raw.metadata)
  const required = (field: string) => text(metadata[field]) ?? refuse(resource, metadata, field)
  const finalizers = sortedTexts(metadata.finalizers)
  return kept<ObjectMeta>({
    annotations: keptAnnotations(metadata.annotations, policy),
    creationTimestamp: required('creationTimestamp'),
    deletionGracePeriodSeconds: number(metadata.deletionGracePeriodSeconds),
    deletionTimestamp: text<ApiTime>(metadata.deletionTimestamp),
    finalizers: finalizers.length > 0 ? finalizers : undefined,
    generation: policy.hasGeneration === false ? undefined : positive(metadata.generation),
    labels: policy.labels ? chosenLabels(metadata.labels, policy.labels) : textMap(metadata.labels),
    name: required('name'),
    namespace: resource.isNamespaced ? required('namespace') : undefined,
    ownerReferences: eachSorted(metadata.ownerReferences, projectOwner, ({ uid }) => uid),
    uid: required('uid'),
  })
}

function refuse(resource: WatchedResource, metadata: Raw, field: string): never {
  const place = [metadata.namespace, metadata.name].filter(Boolean).join('/') || 'without a name'
  throw new ProjectionError(
    `${resource.kind} ${place} has no metadata.${field}, which every object has: ` +
      `what answers ${resource.resource} is not a Kubernetes API server, or changes its answers`,
  )
}

function projectOwner(owner: Raw): OwnerReference {
  return {
    controller: owner.controller === true,
    kind: text(owner.kind) ?? '',
    name: text(owner.name) ?? '',
    uid: text(owner.uid) ?? '',
  }
}

function chosenLabels(labels: unknown, names: readonly string[]): Readonly<Record<string, string>> {
  const all = optionalRecord(labels)
  if (all === undefined) return NO_MEMBERS
  const chosen: Record<string, unknown> = {}
  for (const name of names) if (Object.hasOwn(all, name)) chosen[name] = all[name]
  return textMap(chosen)
}

function keptAnnotations(annotations: unknown, { annotation }: MetadataPolicy): Readonly<Record<string, string>> {
  const all = optionalRecord(annotations)
  if (all === undefined) return NO_MEMBERS
  const ignored = all[IGNORE_ANNOTATION]
  if (annotation === undefined && ignored === undefined) return NO_MEMBERS
  const chosen: Record<string, unknown> = {}
  for (const name in annotation && all) {
    const value = all[name]
    if (typeof value === 'string') chosen[name] = annotation?.(name, value)
  }
  if (typeof ignored === 'string') chosen[IGNORE_ANNOTATION] = ignoredRuleIds(ignored)
  return textMap(chosen)
}

/** Who wrote the newest of the managed fields; the last of those written in the same second. */
export function writerOf(raw: Raw): FieldManager | undefined {
  return newestManager(record(raw.metadata).managedFields, () => true)
}

/** The newest entry of `managedFields` that owns what is asked for. */
export function newestManager(managedFields: unknown, owns: (fields: Raw) => boolean): FieldManager | undefined {
  let newest: Raw | undefined
  for (const element of Array.isArray(managedFields) ? managedFields : []) {
    const entry = record(element)
    if (newest && (text(entry.time) ?? '') < (text(newest.time) ?? '')) continue
    if (owns(record(entry.fieldsV1))) newest = entry
  }
  return newest && projectManager(newest)
}

function projectManager(entry: Raw): FieldManager {
  return kept<FieldManager>({
    manager: text(entry.manager) ?? '',
    operation: entry.operation === 'Apply' ? 'Apply' : 'Update',
    subresource: text(entry.subresource),
    time: text(entry.time),
  })
}
