import { describe, expect, test } from 'vitest'
import { aGateway, aNode, anIngress, aPod, aService, aSnapshot } from '../../testing/index.ts'
import { publishedFrontEdges } from './published-fronts.ts'

const nginx = { image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1', namespace: 'edge' }
const at = (...ips: string[]) => ({ loadBalancer: { ingress: ips.map((ip) => ({ ip })) } })

const matches = (ingress: ReturnType<typeof anIngress>, snapshot: ReturnType<typeof aSnapshot>) =>
  publishedFrontEdges(ingress, snapshot).map(({ from, facts }) => [from, 'matches' in facts && facts.matches])

describe('publishedFrontEdges', () => {
  test('[D.1.6] [A07] an address of an Ingress is told with the Services and Nodes that have the same', () => {
    const balanced = aService('front', {
      namespace: 'edge',
      spec: { clusterIPs: ['10.96.0.9'] },
      status: at('203.0.113.7'),
    })
    const external = aService('old', { spec: { externalIPs: ['203.0.113.8'] } })
    const snapshot = aSnapshot(balanced, external, aNode('node-02', { ip: '192.168.60.2' }))
    const ingress = anIngress('shop', { status: at('203.0.113.7', '203.0.113.8', '10.96.0.9', '192.168.60.2') })
    expect(matches(ingress, snapshot)).toEqual([
      ['Address/-/203.0.113.7', [{ object: 'Service/edge/front', field: 'status.loadBalancer.ingress' }]],
      ['Address/-/203.0.113.8', [{ object: 'Service/default/old', field: 'spec.externalIPs' }]],
      ['Address/-/10.96.0.9', [{ object: 'Service/edge/front', field: 'spec.clusterIPs' }]],
      ['Address/-/192.168.60.2', [{ object: 'Node/-/node-02', field: 'status.addresses', controllers: [] }]],
    ])
  })

  test('[A31] three addresses of nodes are explained by the Ready controllers on them, whichever node the backend is on', () => {
    const nodes = [1, 2, 3, 4].map((number) => aNode(`node-0${number}`, { ip: `192.168.60.${number}` }))
    const controllers = [2, 3].map((number) => aPod(`nginx-${number}`, { ...nginx, node: `node-0${number}` }))
    const starting = aPod('nginx-4', { ...nginx, node: 'node-04', isReady: false })
    const snapshot = aSnapshot(...nodes, ...controllers, starting, aPod('web', { node: 'node-01' }))
    const ingress = anIngress('shop', { status: at('192.168.60.2', '192.168.60.3', '192.168.60.4') })
    const onNode = (number: number, ...pods: string[]) => [
      `Address/-/192.168.60.${number}`,
      [{ object: `Node/-/node-0${number}`, field: 'status.addresses', controllers: pods }],
    ]
    expect(matches(ingress, snapshot)).toEqual([
      onNode(2, 'Pod/edge/nginx-2'),
      onNode(3, 'Pod/edge/nginx-3'),
      onNode(4),
    ])
  })

  test('[A17] an address that no object has is told without a match: what is outside is not known', () => {
    expect(matches(anIngress('shop', { status: at('192.0.2.100') }), aSnapshot())).toEqual([
      ['Address/-/192.0.2.100', []],
    ])
    expect(publishedFrontEdges(anIngress('shop'), aSnapshot())).toEqual([])
  })

  test('[D.8] the addresses of a Gateway are ways in to it', () => {
    const gateway = aGateway('public', { status: { addresses: [{ value: '203.0.113.7' }] } })
    expect(publishedFrontEdges(gateway, aSnapshot()).map(({ from, to, facts }) => [from, to, facts.via])).toEqual([
      ['Address/-/203.0.113.7', 'Gateway/default/public', 'status'],
    ])
  })
})
