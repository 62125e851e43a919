import { describe, expect, test } from 'vitest'
import { outsideExposure } from '../../services/exposure.ts'
import { aNode, anEndpointSlice, aService, aSnapshot, type ServiceOptions } from '../../testing/index.ts'
import { serviceAliasEdges, serviceFrontEdges } from './service-fronts.ts'

const nodes = ['node-01', 'node-02', 'node-03'].map((name) => aNode(name))

const published: ServiceOptions = {
  type: 'LoadBalancer',
  ports: [
    { name: 'http', port: 80, nodePort: 31101 },
    { name: 'https', port: 443, nodePort: 30796 },
  ],
  spec: { externalIPs: ['203.0.113.7'] },
  status: { loadBalancer: { ingress: [{ ip: '198.51.100.1' }, { hostname: 'lb.example.net' }] } },
}

describe('serviceFrontEdges', () => {
  test('[D.6] [A24] a node port is one way in, at every node; balancers and external IPs are ways of their own', () => {
    const edges = serviceFrontEdges(aService('web', published), aSnapshot(...nodes))
    expect(edges.map(({ from, facts }) => `${from} ${facts.via} ${'port' in facts && facts.port}`)).toEqual([
      'NodePort/-/31101 NodePort 31101',
      'NodePort/-/30796 NodePort 30796',
      'Address/-/198.51.100.1 LoadBalancer 80',
      'Address/-/198.51.100.1 LoadBalancer 443',
      'Address/-/lb.example.net LoadBalancer 80',
      'Address/-/lb.example.net LoadBalancer 443',
      'Address/-/203.0.113.7 externalIPs 80',
      'Address/-/203.0.113.7 externalIPs 443',
    ])
    expect(edges[0]).toEqual({
      from: 'NodePort/-/31101',
      to: 'Service/default/web',
      relation: 'front',
      state: 'resolved',
      facts: {
        ...{ via: 'NodePort', port: 31101, servicePort: 80, protocol: 'TCP', trafficPolicy: 'Cluster' },
        nodes: { answering: 3, of: 3 },
      },
    })
  })

  test('[D.6] externalTrafficPolicy Local: only nodes with a ready endpoint, or one that still serves, answer', () => {
    const service = aService('web', { ...published, spec: { externalTrafficPolicy: 'Local' } })
    const slice = anEndpointSlice('web-1', {
      service: 'web',
      endpoints: [
        { address: '10.0.0.1', node: 'node-01', ready: true },
        { address: '10.0.0.2', node: 'node-02', ready: false, serving: true, terminating: true },
        { address: '10.0.0.3', node: 'node-03', ready: false },
      ],
    })
    const [first] = serviceFrontEdges(service, aSnapshot(...nodes, service, slice))
    expect(first?.facts).toMatchObject({ trafficPolicy: 'Local', nodes: { answering: 2, of: 3 } })
  })

  test('where Nodes may not be read it is not said how many answer', () => {
    const blind = aSnapshot()
    blind.setVisibility('Node', undefined, 'denied')
    expect(serviceFrontEdges(aService('web', published), blind)[0]?.facts).not.toHaveProperty('nodes')
  })

  test('[D.6] allocateLoadBalancerNodePorts false: no node port is a way in', () => {
    const service = aService('web', {
      ...published,
      ports: [{ port: 80 }],
      spec: { allocateLoadBalancerNodePorts: false },
    })
    expect(serviceFrontEdges(service, aSnapshot(...nodes)).map(({ facts }) => facts.via)).toEqual([
      'LoadBalancer',
      'LoadBalancer',
    ])
  })

  test('the ways in are those that the page of the Service lists as exposure', () => {
    const service = aService('web', published)
    const told = serviceFrontEdges(service, aSnapshot(...nodes)).map(({ from, facts }) => {
      const { nodes: _, ...way } = facts as typeof facts & { nodes?: unknown }
      return { ...way, ...(from.startsWith('Address/') && { address: from.slice('Address/-/'.length) }) }
    })
    expect(told).toEqual(outsideExposure(service))
  })

  test('[D.6] a ClusterIP and a headless Service have no way in from outside', () => {
    for (const clusterIP of ['10.96.0.10', 'None']) {
      expect(serviceFrontEdges(aService('web', { clusterIP }), aSnapshot(...nodes))).toEqual([])
    }
  })
})

describe('serviceAliasEdges', () => {
  test('[D.6] an ExternalName Service leads to a DNS name outside, and is no way in', () => {
    const service = aService('pay', { type: 'ExternalName', spec: { externalName: 'pay.example.net' } })
    expect(serviceAliasEdges(service)).toEqual([
      {
        from: 'Service/default/pay',
        to: 'Address/-/pay.example.net',
        relation: 'alias',
        state: 'resolved',
        facts: {},
      },
    ])
    expect(serviceFrontEdges(service, aSnapshot())).toEqual([])
    expect(serviceAliasEdges(aService('web'))).toEqual([])
  })
})
