import type { Endpoint, EndpointSlice, Ingress, Node, ObjectMeta, Pod, Service } from '@portolan/domain'

const CREATED = '2026-11-20T12:00:00Z'

function metadata(name: string, more: Partial<ObjectMeta> = {}): ObjectMeta {
  return {
    annotations: {},
    creationTimestamp: CREATED,
    labels: {},
    name,
    namespace: 'shop',
    ownerReferences: [],
    uid: `uid-of-${more.namespace ?? 'shop'}-${name}`,
    ...more,
  }
}

export function aService(name: string, { namespace = 'shop' }: { namespace?: string } = {}): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(name, { namespace, uid: `service-${namespace}-${name}` }),
    spec: {
      allocateLoadBalancerNodePorts: true,
      clusterIP: '10.96.0.10',
      clusterIPs: ['10.96.0.10'],
      externalIPs: [],
      externalTrafficPolicy: 'Cluster',
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      loadBalancerSourceRanges: [],
      ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 }],
      publishNotReadyAddresses: false,
      selector: { app: name },
      sessionAffinity: 'None',
      type: 'ClusterIP',
    },
    status: { conditions: [], loadBalancer: { ingress: [] } },
  }
}

/** `ready`, `unready` or `terminating`, by the name of its Pod. */
export type EndpointStates = Readonly<Record<string, 'ready' | 'unready' | 'terminating'>>

export function aSlice(service: string, states: EndpointStates, { namespace = 'shop' } = {}): EndpointSlice {
  return {
    addressType: 'IPv4',
    apiVersion: 'discovery.k8s.io/v1',
    endpoints: Object.entries(states).map(([pod, state], index) => anEndpoint({ namespace, pod, state, index })),
    kind: 'EndpointSlice',
    metadata: metadata(`${service}-x1`, {
      labels: { 'kubernetes.io/service-name': service },
      namespace,
      uid: `slice-${namespace}-${service}`,
    }),
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
  }
}

interface EndpointParts {
  readonly namespace: string
  readonly pod: string
  readonly state: EndpointStates[string]
  readonly index: number
}

function anEndpoint({ namespace, pod, state, index }: EndpointParts): Endpoint {
  const isTerminating = state === 'terminating'
  return {
    addresses: [`10.244.0.${index + 1}`],
    conditions: { ready: state === 'ready', serving: state === 'ready', terminating: isTerminating },
    nodeName: 'node-01',
    targetRef: { kind: 'Pod', name: pod, namespace, uid: `pod-${namespace}-${pod}` },
  }
}

export function aPod(name: string, { namespace = 'shop', app = 'web' } = {}): Pod {
  return {
    apiVersion: 'v1',
    derived: { controllerFlags: {}, mirrorPod: false },
    kind: 'Pod',
    metadata: metadata(name, {
      labels: { app, 'pod-template-hash': '7f9c4d' },
      namespace,
      uid: `pod-${namespace}-${name}`,
    }),
    spec: {
      containers: [],
      hostNetwork: false,
      initContainers: [],
      nodeName: 'node-01',
      readinessGates: [],
      terminationGracePeriodSeconds: 30,
    },
    status: { conditions: [], containerStatuses: [], initContainerStatuses: [], phase: 'Running', podIPs: [] },
  }
}

export function anIngress(name: string, { service }: { service: string }): Ingress {
  const backend = { service: { name: service, port: { number: 80 } } }
  return {
    apiVersion: 'networking.k8s.io/v1',
    derived: { otherAnnotations: [] },
    kind: 'Ingress',
    metadata: metadata(name, { uid: `ingress-${name}` }),
    spec: {
      rules: [{ host: 'shop.example.com', http: { paths: [{ backend, path: '/', pathType: 'Prefix' }] } }],
      tls: [],
    },
    status: { loadBalancer: { ingress: [] } },
  }
}

export function aNode(name: string): Node {
  const { namespace: _, ...rest } = metadata(name, { uid: `node-${name}` })
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: rest,
    spec: { podCIDRs: [], taints: [], unschedulable: false },
    status: { addresses: [], conditions: [], nodeInfo: {} },
  }
}
