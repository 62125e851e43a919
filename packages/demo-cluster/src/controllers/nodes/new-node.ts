import { toTimestamp } from '../../api-server/assigned-identity.ts'
import type { NewObject } from '../../api-server/stored-object.ts'
import type { Node } from '../objects/infrastructure.ts'
import { healthyConditions } from './node-heartbeats.ts'

export interface NewNode {
  name: string
  zone: string
  /** The Node's own address. */
  address: string
  /** Of its Pods, a /24: `10.244.3.0/24`. */
  podCIDR: string
  labels?: Record<string, string>
}

const GIBIBYTE_KI = 1_048_576

/** A Node as its kubelet registers it: 16 CPUs, 64 GiB, room for 110 Pods. */
export function newNode({ name, zone, address, podCIDR, labels }: NewNode, now: number): NewObject<Node> {
  const capacity = { cpu: '16', 'ephemeral-storage': '203056560Ki', memory: `${64 * GIBIBYTE_KI}Ki`, pods: '110' }
  return {
    metadata: {
      name,
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'topology.kubernetes.io/region': 'north',
        'topology.kubernetes.io/zone': zone,
        ...labels,
      },
      annotations: {
        'node.alpha.kubernetes.io/ttl': '0',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
    },
    spec: { podCIDR, podCIDRs: [podCIDR] },
    status: {
      capacity,
      allocatable: { ...capacity, cpu: '15800m', memory: `${62 * GIBIBYTE_KI}Ki` },
      conditions: healthyConditions(toTimestamp(now)),
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        machineID: name.padEnd(32, '0').replaceAll(/[^0-9a-f]/g, '7'),
        systemUUID: '',
        bootID: '',
        kernelVersion: '6.12.48-generic',
        osImage: 'Linux',
        containerRuntimeVersion: 'containerd://2.2.1',
        kubeletVersion: 'v1.36.2',
        kubeProxyVersion: '',
        operatingSystem: 'linux',
        architecture: 'amd64',
      },
    },
  }
}
