import { isRecord } from '../json-value.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'

/** How the elements of one list are told apart. */
export interface ListRule {
  /** Sorted by key: elements come and go one by one. Otherwise the order means something, and a new order is a new list. */
  readonly isSorted: boolean
  /** `undefined` for an element that has no key; then the list is compared as a whole. */
  readonly keyOf: (element: unknown, root: unknown) => string | undefined
}

/** The lists inside a value, found by walking down member by member. A list without a rule goes by index. */
export interface Shape {
  readonly list?: ListRule
  readonly members: ReadonlyMap<string, Shape>
  /** Of every element, where the value is a list. */
  readonly element?: Shape
}

const sortedBy = (field: string): ListRule => ({ isSorted: true, keyOf: memberText(field) })
const keptBy = (field: string): ListRule => ({ isSorted: false, keyOf: memberText(field) })
const SORTED_TEXTS: ListRule = {
  isSorted: true,
  keyOf: (element) => (typeof element === 'string' ? element : undefined),
}

const COMMON: Readonly<Record<string, ListRule>> = {
  'metadata.finalizers': SORTED_TEXTS,
  'metadata.ownerReferences': sortedBy('uid'),
  'status.conditions': sortedBy('type'),
}

const LISTENERS: Readonly<Record<string, ListRule>> = {
  'spec.listeners': keptBy('name'),
  'status.listeners': sortedBy('name'),
  'status.listeners[].conditions': sortedBy('type'),
}

const ROUTE: Readonly<Record<string, ListRule>> = { 'status.parents[].conditions': sortedBy('type') }

/** Which lists of which kind have keys. The projections sort exactly those that are sorted here. */
const LISTS: Partial<Record<WatchedKind, Readonly<Record<string, ListRule>>>> = {
  BackendTLSPolicy: { 'status.ancestors[].conditions': sortedBy('type') },
  EndpointSlice: {
    ports: sortedBy('name'),
    endpoints: { isSorted: true, keyOf: endpointKey },
    'endpoints[].hints.forNodes': sortedBy('name'),
    'endpoints[].hints.forZones': sortedBy('name'),
  },
  Endpoints: {
    'subsets[].addresses': { isSorted: true, keyOf: endpointsAddressKey },
    'subsets[].notReadyAddresses': { isSorted: true, keyOf: endpointsAddressKey },
    'subsets[].ports': sortedBy('name'),
  },
  Gateway: LISTENERS,
  GRPCRoute: ROUTE,
  HTTPRoute: ROUTE,
  Ingress: { 'derived.otherAnnotations': SORTED_TEXTS },
  ListenerSet: LISTENERS,
  NetworkPolicy: { 'spec.policyTypes': SORTED_TEXTS },
  Node: { 'spec.taints': { isSorted: true, keyOf: taintKey } },
  Pod: {
    'spec.containers': keptBy('name'),
    'spec.initContainers': keptBy('name'),
    'status.containerStatuses': sortedBy('name'),
    'status.initContainerStatuses': sortedBy('name'),
  },
  Service: { 'spec.ports': keptBy('name') },
  TCPRoute: ROUTE,
  TLSRoute: ROUTE,
  UDPRoute: ROUTE,
}

/** Two endpoints of one slice with one address and no target have no key of their own: such a slice is compared whole. */
function endpointKey(element: unknown, slice: unknown): string | undefined {
  if (!isRecord(element) || !isRecord(slice)) return undefined
  const target = element.targetRef
  if (isRecord(target) && typeof target.uid === 'string') return target.uid
  const addresses = element.addresses
  return `${slice.addressType}|${Array.isArray(addresses) ? (addresses[0] ?? '') : ''}`
}

function endpointsAddressKey(element: unknown): string | undefined {
  if (!isRecord(element)) return undefined
  const target = element.targetRef
  return memberText('uid')(target) ?? memberText('ip')(element)
}

/** A Node may carry one taint per key and effect (v1 NodeSpec.taints). */
function taintKey(element: unknown): string | undefined {
  return isRecord(element) ? `${element.key}:${element.effect}` : undefined
}

function memberText(field: string): (element: unknown) => string | undefined {
  return (element) => {
    const value = isRecord(element) ? element[field] : undefined
    return typeof value === 'string' ? value : undefined
  }
}

interface GrowingShape extends Shape {
  list?: ListRule
  readonly members: Map<string, GrowingShape>
  element?: GrowingShape
}

function shapeFrom(rules: Readonly<Record<string, ListRule>>): Shape {
  const root: GrowingShape = { members: new Map() }
  for (const [pattern, rule] of Object.entries(rules)) {
    shapeAt(root, pattern.split('.')).list = rule
  }
  return root
}

/** `[]` behind a name goes on with the elements of that list. */
function shapeAt(root: GrowingShape, steps: readonly string[]): GrowingShape {
  let shape = root
  for (const step of steps) {
    const name = step.replace('[]', '')
    const member: GrowingShape = shape.members.get(name) ?? { members: new Map() }
    shape.members.set(name, member)
    shape = member
    if (name !== step) {
      member.element ??= { members: new Map() }
      shape = member.element
    }
  }
  return shape
}

const COMMON_SHAPE = shapeFrom(COMMON)
const SHAPES = new Map(Object.entries(LISTS).map(([kind, rules]) => [kind, shapeFrom({ ...COMMON, ...rules })]))

/** The lists of one kind. */
export function shapeOf(kind: string): Shape {
  return SHAPES.get(kind) ?? COMMON_SHAPE
}
