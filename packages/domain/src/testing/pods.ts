import type { Node } from '../kubernetes/node.ts'
import type { Pod } from '../kubernetes/pod.ts'
import { aProjected } from './projected.ts'
import { aRawClusterObject, aRawObject, LONG_AGO, type RawMetadata, type RawObject } from './raw-objects.ts'

/** What a test states of a Pod. It runs and is ready unless told otherwise. */
export interface PodOptions extends RawMetadata {
  readonly node?: string
  /** Absent: none yet. */
  readonly ip?: string
  readonly phase?: Pod['status']['phase']
  readonly isReady?: boolean
  readonly image?: string
  /** As in the API: `[{ name: 'http', containerPort: 8080 }]`. */
  readonly ports?: readonly RawObject[]
  /** Further members of `spec` and `status`, as in the API; they replace what is made up. */
  readonly spec?: RawObject
  readonly status?: RawObject
}

/** A Pod as the API sends it: one container `main`. */
export function aRawPod(name: string, options: PodOptions = {}): RawObject {
  const { node, ip, phase, isReady = true, image = 'app:1', ports = [], spec, status, ...metadata } = options
  const ready = { status: isReady ? 'True' : 'False', lastTransitionTime: LONG_AGO }
  return aRawObject('Pod', name, {
    ...metadata,
    spec: { containers: [{ name: 'main', image, ports }], nodeName: node, ...spec },
    status: {
      phase: phase ?? 'Running',
      podIP: ip,
      podIPs: ip === undefined ? [] : [{ ip }],
      conditions: [
        { type: 'Ready', ...ready },
        { type: 'ContainersReady', ...ready },
      ],
      containerStatuses: [
        { name: 'main', ready: isReady, started: true, restartCount: 0, state: { running: { startedAt: LONG_AGO } } },
      ],
      ...status,
    },
  })
}

/** A running, ready Pod with one container `main`. */
export function aPod(name: string, options: PodOptions = {}): Pod {
  return aProjected('Pod', aRawPod(name, options))
}

/** What a test states of a Node. It is ready unless told otherwise. */
export interface NodeOptions extends RawMetadata {
  readonly zone?: string
  /** Its internal address. */
  readonly ip?: string
  readonly isReady?: boolean
  readonly spec?: RawObject
}

/** A ready Node. */
export function aNode(name: string, { zone, ip, isReady = true, spec, ...metadata }: NodeOptions = {}): Node {
  const zoneLabel = zone === undefined ? {} : { 'topology.kubernetes.io/zone': zone }
  const raw = aRawClusterObject('Node', name, {
    ...metadata,
    labels: { 'kubernetes.io/hostname': name, ...zoneLabel, ...metadata.labels },
    spec,
    status: {
      addresses: ip === undefined ? [] : [{ type: 'InternalIP', address: ip }],
      conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False', lastTransitionTime: LONG_AGO }],
    },
  })
  return aProjected('Node', raw)
}
