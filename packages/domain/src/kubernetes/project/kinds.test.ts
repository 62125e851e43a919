import { describe, expect, test } from 'vitest'
import { aProjected, aRawClusterObject, aRawObject, type RawObject } from '../../testing/index.ts'
import type { WatchedKind } from '../resources.ts'

/** Everything but the identity of a kept object, which is the same for all. */
function content(kind: WatchedKind, members: RawObject): unknown {
  const { apiVersion: _, kind: __, metadata: ___, ...rest } = aProjected(kind, aRawObject(kind, 'object', members))
  expect(namesAreAscending(rest)).toBe(true)
  return rest
}

function namesAreAscending(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  const names = Array.isArray(value) ? [] : Object.keys(value)
  return (
    names.every((name, index) => index === 0 || name > (names[index - 1] ?? '')) &&
    Object.values(value).every(namesAreAscending)
  )
}

const condition = { type: 'Accepted', status: 'True', reason: 'Accepted', message: 'fine', observedGeneration: 2 }

describe('what is kept of each kind', () => {
  test('an Ingress: rules, classes, addresses, and the annotations that route', () => {
    const annotations = {
      'kubernetes.io/ingress.class': 'nginx',
      'nginx.ingress.kubernetes.io/canary': 'true',
      'nginx.ingress.kubernetes.io/canary-weight': '20',
      'nginx.ingress.kubernetes.io/permanent-redirect-code': '308',
      'nginx.ingress.kubernetes.io/rewrite-target': '/$1',
      'nginx.ingress.kubernetes.io/proxy-body-size': '8m',
    }
    const spec = {
      defaultBackend: { resource: { apiGroup: 'k8s.example.com', kind: 'Bucket', name: 'static' } },
      rules: [
        { host: '' },
        { host: 'a.example.com', http: { paths: [{ pathType: 'Exact', path: '/', backend: {} }] } },
      ],
      tls: [{ hosts: ['a.example.com'], secretName: 'tls' }, {}],
    }
    const status = {
      loadBalancer: { ingress: [{ ip: '10.0.0.1', ports: [{ port: 80, protocol: 'TCP', error: 'Busy' }] }] },
    }
    const ingress = aProjected('Ingress', aRawObject('Ingress', 'shop', { annotations, spec, status }))
    expect(ingress.metadata.annotations).toEqual({
      'kubernetes.io/ingress.class': 'nginx',
      'nginx.ingress.kubernetes.io/canary': 'true',
      'nginx.ingress.kubernetes.io/canary-weight': '20',
      'nginx.ingress.kubernetes.io/permanent-redirect-code': '308',
      'nginx.ingress.kubernetes.io/rewrite-target': '/$1',
    })
    expect(content('Ingress', { annotations, spec, status })).toEqual({
      derived: { otherAnnotations: ['nginx.ingress.kubernetes.io/proxy-body-size'] },
      spec: {
        defaultBackend: { resource: { apiGroup: 'k8s.example.com', kind: 'Bucket', name: 'static' } },
        rules: [{}, { host: 'a.example.com', http: { paths: [{ backend: {}, path: '/', pathType: 'Exact' }] } }],
        tls: [{ hosts: ['a.example.com'], secretName: 'tls' }, { hosts: [] }],
      },
      status: {
        loadBalancer: { ingress: [{ ip: '10.0.0.1', ports: [{ error: 'Busy', port: 80, protocol: 'TCP' }] }] },
      },
    })
  })

  test('an IngressClass: its controller and parameters', () => {
    const parameters = { apiGroup: 'k8s.example.com', kind: 'Parameters', name: 'p' }
    expect(content('IngressClass', { spec: { controller: 'example.com/c', parameters } })).toEqual({
      spec: { controller: 'example.com/c', parameters: { ...parameters, scope: 'Cluster' } },
    })
  })

  test('a Service of type LoadBalancer: addresses, policies, affinity', () => {
    const spec = {
      type: 'LoadBalancer',
      clusterIP: '10.96.0.1',
      ports: [{ name: 'http', port: 80, targetPort: 'web', nodePort: 30080, appProtocol: 'http' }],
      externalTrafficPolicy: 'Local',
      healthCheckNodePort: 30100,
      sessionAffinity: 'ClientIP',
      allocateLoadBalancerNodePorts: false,
      trafficDistribution: 'PreferSameZone',
      publishNotReadyAddresses: true,
    }
    expect(
      content('Service', { spec, status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }, { hostname: 'lb' }] } } }),
    ).toEqual({
      spec: {
        allocateLoadBalancerNodePorts: false,
        clusterIP: '10.96.0.1',
        clusterIPs: [],
        externalIPs: [],
        externalTrafficPolicy: 'Local',
        healthCheckNodePort: 30100,
        internalTrafficPolicy: 'Cluster',
        ipFamilies: [],
        loadBalancerSourceRanges: [],
        ports: [{ appProtocol: 'http', name: 'http', nodePort: 30080, port: 80, protocol: 'TCP', targetPort: 'web' }],
        publishNotReadyAddresses: true,
        selector: {},
        sessionAffinity: 'ClientIP',
        sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } },
        trafficDistribution: 'PreferSameZone',
        type: 'LoadBalancer',
      },
      status: {
        conditions: [],
        loadBalancer: {
          ingress: [
            { ip: '192.0.2.1', ipMode: 'VIP', ports: [] },
            { hostname: 'lb', ports: [] },
          ],
        },
      },
    })
  })

  test('an EndpointSlice: endpoints with target and hints, ports; null and absent lists are empty', () => {
    const targetRef = { kind: 'Pod', namespace: 'shop', name: 'web-1', uid: 'u', resourceVersion: '5' }
    const hints = { forZones: [{ name: 'b' }, { name: 'a' }], forNodes: null }
    const endpoint = {
      addresses: ['10.0.0.1'],
      conditions: { ready: null, serving: true },
      targetRef,
      hints,
      zone: 'a',
    }
    expect(
      content('EndpointSlice', {
        addressType: 'IPv4',
        endpoints: [endpoint],
        ports: [{ port: null }, { name: 'a', port: 1 }],
      }),
    ).toEqual({
      addressType: 'IPv4',
      endpoints: [
        {
          addresses: ['10.0.0.1'],
          conditions: { serving: true },
          hints: { forNodes: [], forZones: [{ name: 'a' }, { name: 'b' }] },
          targetRef: { kind: 'Pod', name: 'web-1', namespace: 'shop', uid: 'u' },
          zone: 'a',
        },
      ],
      ports: [
        { name: '', protocol: 'TCP' },
        { name: 'a', port: 1, protocol: 'TCP' },
      ],
    })
    expect(content('EndpointSlice', { addressType: 'IPv6', endpoints: null })).toEqual({
      addressType: 'IPv6',
      endpoints: [],
      ports: [],
    })
  })

  test('a Node: taints, addresses, versions, and of its labels the known ones', () => {
    const node = aProjected(
      'Node',
      aRawClusterObject('Node', 'node-1', {
        labels: { 'topology.kubernetes.io/zone': 'a', 'example.com/cost-centre': '42' },
        spec: {
          unschedulable: true,
          taints: [
            { key: 'b', effect: 'NoExecute' },
            { key: 'a', effect: 'NoSchedule', value: '1' },
          ],
        },
        status: { nodeInfo: { kubeletVersion: 'v1.36.2', machineID: 'x' } },
      }),
    )
    expect(node.metadata.labels).toEqual({ 'topology.kubernetes.io/zone': 'a' })
    expect(node.spec).toEqual({
      podCIDRs: [],
      taints: [
        { effect: 'NoSchedule', key: 'a', value: '1' },
        { effect: 'NoExecute', key: 'b' },
      ],
      unschedulable: true,
    })
    expect(node.status).toEqual({ addresses: [], conditions: [], nodeInfo: { kubeletVersion: 'v1.36.2' } })
  })

  test('a HorizontalPodAutoscaler: target, limits, metrics by name, never measurements', () => {
    const target = { type: 'AverageValue', averageValue: '500m' }
    const spec = {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      maxReplicas: 5,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
        { type: 'ContainerResource', containerResource: { name: 'cpu', container: 'main', target } },
        { type: 'Pods', pods: { metric: { name: 'rps', selector: { matchLabels: { a: 'b' } } }, target } },
        { type: 'External', external: { metric: { name: 'queue' }, target } },
        {
          type: 'Object',
          object: { metric: { name: 'hits' }, describedObject: { kind: 'Ingress', name: 'shop' }, target },
        },
      ],
    }
    const status = { desiredReplicas: 2, currentMetrics: [{ type: 'Resource' }], conditions: [condition] }
    expect(content('HorizontalPodAutoscaler', { spec, status })).toEqual({
      spec: {
        maxReplicas: 5,
        metrics: [
          { resource: { name: 'cpu', target: { averageUtilization: 70, type: 'Utilization' } }, type: 'Resource' },
          { containerResource: { container: 'main', name: 'cpu', target }, type: 'ContainerResource' },
          { pods: { metric: { name: 'rps' }, target }, type: 'Pods' },
          { external: { metric: { name: 'queue' }, target }, type: 'External' },
          {
            object: { describedObject: { kind: 'Ingress', name: 'shop' }, metric: { name: 'hits' }, target },
            type: 'Object',
          },
        ],
        minReplicas: 1,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      },
      status: {
        conditions: [{ reason: 'Accepted', status: 'True', type: 'Accepted' }],
        currentReplicas: 0,
        desiredReplicas: 2,
      },
    })
  })

  test('a PodDisruptionBudget: an empty selector is not an absent one', () => {
    const counters = {
      currentHealthy: 0,
      desiredHealthy: 0,
      disruptionsAllowed: 0,
      expectedPods: 0,
      observedGeneration: 0,
    }
    const status = { conditions: [], ...counters }
    expect(content('PodDisruptionBudget', { spec: { minAvailable: '50%', selector: {} } })).toEqual({
      spec: { minAvailable: '50%', selector: { matchExpressions: [], matchLabels: {} } },
      status,
    })
    expect(content('PodDisruptionBudget', { spec: { maxUnavailable: 0, selector: null } })).toEqual({
      spec: { maxUnavailable: 0 },
      status,
    })
  })

  test('a NetworkPolicy: peers and ports of every rule', () => {
    const spec = {
      podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['b', 'a'] }] },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { from: [{ namespaceSelector: {}, podSelector: { matchLabels: { a: 'b' } } }], ports: [{ port: 'http' }] },
        {},
      ],
      egress: [
        {
          to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
          ports: [{ port: 1, endPort: 9, protocol: 'UDP' }],
        },
      ],
    }
    const everything = { matchExpressions: [], matchLabels: {} }
    expect(content('NetworkPolicy', { spec })).toEqual({
      spec: {
        egress: [
          {
            ports: [{ endPort: 9, port: 1, protocol: 'UDP' }],
            to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
          },
        ],
        ingress: [
          {
            from: [{ namespaceSelector: everything, podSelector: { matchExpressions: [], matchLabels: { a: 'b' } } }],
            ports: [{ port: 'http', protocol: 'TCP' }],
          },
          { from: [], ports: [] },
        ],
        podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }], matchLabels: {} },
        policyTypes: ['Egress', 'Ingress'],
      },
    })
  })

  test('an Event: what it is about, redacted', () => {
    const event = {
      involvedObject: {
        kind: 'Pod',
        namespace: 'shop',
        name: 'web-1',
        uid: 'u',
        resourceVersion: '5',
        fieldPath: 'spec',
      },
      reason: 'Unhealthy',
      type: 'Warning',
      message: 'Get "http://10.0.0.1/?token=x"',
      source: { component: 'kubelet', host: 'node-1' },
      firstTimestamp: '2026-01-01T00:00:00Z',
      eventTime: null,
      count: 3,
      series: { count: 3, lastObservedTime: '2026-01-01T00:00:00.000001Z' },
    }
    expect(content('Event', event)).toEqual({
      count: 3,
      firstTimestamp: '2026-01-01T00:00:00Z',
      involvedObject: { fieldPath: 'spec', kind: 'Pod', name: 'web-1', namespace: 'shop', uid: 'u' },
      message: 'Get "http://10.0.0.1/?…"',
      reason: 'Unhealthy',
      series: { count: 3, lastObservedTime: '2026-01-01T00:00:00.000001Z' },
      source: { component: 'kubelet', host: 'node-1' },
      type: 'Warning',
    })
  })
})
