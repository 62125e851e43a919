import type { Snapshot } from '../history/snapshot.ts'
import { isReady, isServing, isTerminating } from '../kubernetes/endpoint-slice.ts'
import type { Node } from '../kubernetes/node.ts'
import type { Service } from '../kubernetes/service.ts'
import { compareText } from '../text-order.ts'
import { unionOfService } from './endpoint-counts.ts'

/** How many of the nodes answer what is sent to a Service from outside. */
export interface NodeCounts {
  readonly answering: number
  readonly of: number
}

/** One node of the way in to a Service. */
export interface EntryNode {
  readonly name: string
  /** Of every type, in the API's order. */
  readonly addresses: readonly string[]
  /** False: the node drops what is sent to it, because no endpoint of the Service is on it. */
  readonly answers: boolean
}

/** A cluster of thousands of nodes is told by its counts. */
const MAX_ENTRY_NODES = 100

/**
 * Which nodes answer on a Service's node ports: with `externalTrafficPolicy: Local` those with a ready endpoint, or one that
 * still serves while it terminates; else all. Whether kube-proxy listens on all addresses (`nodePortAddresses`) the API does
 * not tell. At most 100 nodes, those that answer first, then by name; `undefined` where Nodes are not observed.
 * Source: v1 ServiceSpec.externalTrafficPolicy, rule D.6.
 */
export function entryNodes(service: Service, snapshot: Snapshot): readonly EntryNode[] | undefined {
  if (snapshot.visibilityOf('Node') !== 'observed') return undefined
  const local = localNodes(service, snapshot)
  const nodes = [...snapshot.ofKind('Node')].map((node) => entryNode(node, local))
  nodes.sort((a, b) => Number(b.answers) - Number(a.answers) || compareText(a.name, b.name))
  return nodes.slice(0, MAX_ENTRY_NODES)
}

/** As `entryNodes`, counted. */
export function entryNodeCounts(service: Service, snapshot: Snapshot): NodeCounts | undefined {
  if (snapshot.visibilityOf('Node') !== 'observed') return undefined
  const of = snapshot.count('Node')
  return { answering: localNodes(service, snapshot)?.size ?? of, of }
}

function entryNode({ metadata, status }: Node, local: ReadonlySet<string> | undefined): EntryNode {
  const { name } = metadata
  return { name, addresses: status.addresses.map(({ address }) => address), answers: local?.has(name) ?? true }
}

/** `undefined`: the policy does not ask where endpoints are. */
function localNodes({ metadata, spec }: Service, snapshot: Snapshot): ReadonlySet<string> | undefined {
  if (spec.externalTrafficPolicy !== 'Local') return undefined
  const nodes = new Set<string>()
  for (const [, { endpoint }] of unionOfService(snapshot, metadata.namespace ?? '', metadata.name).all()) {
    const isUsed = isReady(endpoint) || (isServing(endpoint) && isTerminating(endpoint))
    if (isUsed && endpoint.nodeName !== undefined) nodes.add(endpoint.nodeName)
  }
  return nodes
}
