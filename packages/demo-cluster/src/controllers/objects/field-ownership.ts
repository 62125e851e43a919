import type { StoredObject } from '../../api-server/stored-object.ts'

/** Who wrote which fields. Source: meta/v1 ManagedFieldsEntry, FieldsV1. */
export type ManagedFieldsEntry = {
  manager: string
  operation: 'Update'
  apiVersion: string
  time: string
  fieldsType: 'FieldsV1'
  fieldsV1: FieldSet
  subresource?: string
}

/** `f:name` for fields, `k:{…}` for items of keyed lists, `.` for the item itself; a leaf is empty. */
export type FieldSet = { [path: string]: FieldSet }

/** Lists whose items have an identity; every other list is owned as a whole. Source: `+listMapKey` of the API types. */
const LIST_KEYS: Readonly<Record<string, readonly string[]>> = {
  conditions: ['type'],
  containers: ['name'],
  initContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  ownerReferences: ['uid'],
  podIPs: ['ip'],
  listeners: ['name'],
  ports: ['containerPort', 'port', 'protocol'],
}

/** Lists whose items are owned whole, under their key. */
const ATOMIC_ITEMS: ReadonlySet<string> = new Set(['ownerReferences'])

const OWNED_METADATA = ['annotations', 'finalizers', 'generateName', 'labels', 'ownerReferences']

/** The part of an object that managers own: everything but its identity. */
const ownedPart = ({ metadata, kind, apiVersion, ...content }: StoredObject): Record<string, unknown> => ({
  ...content,
  metadata: Object.fromEntries(OWNED_METADATA.map((field) => [field, metadata[field as keyof typeof metadata]])),
})

/**
 * The fields of `after` that are new or other than in `before`; `undefined` when the two are equal,
 * empty when something was only taken away.
 */
export const changedFields = (before: StoredObject | undefined, after: StoredObject): FieldSet | undefined =>
  before === undefined ? fieldsOf(ownedPart(after), '') : difference(ownedPart(before), ownedPart(after), '')

/** Every field of a value, as its creator owns it. */
export function fieldsOf(value: unknown, fieldName: string): FieldSet {
  if (typeof value !== 'object' || value === null) return {}
  if (Array.isArray(value)) return fieldsOfItems(value, fieldName)
  const fields: FieldSet = {}
  for (const [name, child] of Object.entries(value)) {
    if (child !== undefined) fields[`f:${name}`] = fieldsOf(child, name)
  }
  return fields
}

function fieldsOfItems(items: readonly unknown[], fieldName: string): FieldSet {
  const fields: FieldSet = {}
  for (const item of items) {
    const key = itemKey(item, fieldName)
    if (key === undefined) return {}
    fields[key] = ATOMIC_ITEMS.has(fieldName) ? {} : { '.': {}, ...fieldsOf(item, '') }
  }
  return fields
}

function difference(before: unknown, after: unknown, fieldName: string): FieldSet | undefined {
  if (isEqual(before, after)) return undefined
  if (Array.isArray(before) && Array.isArray(after)) return differenceOfItems(before, after, fieldName)
  if (!isRecord(before) || !isRecord(after)) return fieldsOf(after, fieldName)
  const fields: FieldSet = {}
  for (const [name, child] of Object.entries(after)) {
    const changed = child === undefined ? undefined : difference(before[name], child, name)
    if (changed !== undefined) fields[`f:${name}`] = changed
  }
  return fields
}

function differenceOfItems(before: readonly unknown[], after: readonly unknown[], fieldName: string): FieldSet {
  const beforeByKey = new Map(before.map((item) => [itemKey(item, fieldName), item]))
  const fields: FieldSet = {}
  for (const item of after) {
    const key = itemKey(item, fieldName)
    if (key === undefined) return {}
    const changed = difference(beforeByKey.get(key), item, '')
    if (changed !== undefined) fields[key] = changed
  }
  return fields
}

/** Equality of JSON values: an absent field and an undefined one are the same. */
function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => isEqual(item, b[index]))
  }
  if (!isRecord(a) || !isRecord(b)) return false
  for (const name in a) if (!isEqual(a[name], b[name])) return false
  for (const name in b) if (b[name] !== undefined && a[name] === undefined) return false
  return true
}

function itemKey(item: unknown, fieldName: string): string | undefined {
  const keys = LIST_KEYS[fieldName]
  if (keys === undefined || !isRecord(item) || isEndpointPort(item, fieldName)) return undefined
  return `k:${JSON.stringify(Object.fromEntries(keys.filter((key) => item[key] !== undefined).map((key) => [key, item[key]])))}`
}

/** The ports of an EndpointSlice are one list, unlike those of containers and Services. */
const isEndpointPort = (item: Record<string, unknown>, fieldName: string): boolean =>
  fieldName === 'ports' && item.containerPort === undefined && item.targetPort === undefined

/** `a` and everything of `b`. */
export function unionOf(a: FieldSet, b: FieldSet): FieldSet {
  const union = { ...a }
  for (const [path, child] of Object.entries(b)) union[path] = unionOf(union[path] ?? {}, child)
  return union
}

/** `a` without the leaves of `b`: what a manager keeps when another writes. */
export function without(a: FieldSet, b: FieldSet): FieldSet {
  const kept: FieldSet = {}
  for (const [path, child] of Object.entries(a)) {
    const taken = b[path]
    if (taken === undefined) kept[path] = child
    else if (Object.keys(taken).length > 0) {
      const rest = without(child, taken)
      if (Object.keys(rest).length > 0) kept[path] = rest
    }
  }
  return kept
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
