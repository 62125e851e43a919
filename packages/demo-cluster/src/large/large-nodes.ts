import type { ObjectStore } from '../api-server/object-store.ts'
import { deepFreeze } from '../api-server/structural-sharing.ts'
import { newNode } from '../controllers/nodes/new-node.ts'
import { kinds } from '../controllers/objects/kinds.ts'

export interface LargeNode {
  name: string
  zone: string
  address: string
  addresses: { ip: string }[]
}

const ZONES = ['zone-a', 'zone-b', 'zone-c'] as const
const PODS_PER_NODE = 100

/** As many Nodes as so many Pods need, spread over three zones. */
export function createNodes(store: ObjectStore, now: number, pods: number): LargeNode[] {
  return Array.from({ length: Math.max(3, Math.ceil(pods / PODS_PER_NODE)) }, (_, index) => {
    const name = `node-${String(index + 1).padStart(5, '0')}`
    const zone = ZONES[index % ZONES.length] ?? 'zone-a'
    const address = `10.${16 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`
    const podCIDR = `100.${64 + (index >> 8)}.${index & 255}.0/24`
    store.create(kinds.nodes, newNode({ name, zone, address, podCIDR }, now))
    return { name, zone, address, addresses: deepFreeze([{ ip: address }]) }
  })
}
