import { describe, expect, test } from 'vitest'
import { aDaemonSet, aPod, aSnapshot, type PodOptions } from '../../testing/index.ts'
import { controllerHostFrontEdges, podHostFrontEdges } from './host-fronts.ts'

const onNode = { node: 'node-02', status: { hostIP: '192.168.60.2', phase: 'Running' } }
const nginx = 'registry.k8s.io/ingress-nginx/controller:v1.15.1'

const container = (image: string, ports: readonly object[], args: readonly string[] = []) => ({
  containers: [{ name: 'main', image, ports, args }],
})

const ways = (options: PodOptions) =>
  podHostFrontEdges(aPod('proxy', { ...onNode, ...options })).map(({ from, facts }) => {
    const { node: _, ...way } = facts as typeof facts & { node?: string }
    return [from, way]
  })

describe('podHostFrontEdges', () => {
  test('[D.6] a hostPort is a way in past every Service; a port without one is none', () => {
    const spec = container('envoy', [
      { containerPort: 10000, hostPort: 80 },
      { containerPort: 9901 },
      { containerPort: 53, hostPort: 53, protocol: 'UDP', hostIP: '127.0.0.1' },
    ])
    expect(ways({ spec: { nodeName: 'node-02', ...spec } })).toEqual([
      ['Address/-/192.168.60.2', { via: 'hostPort', port: 80, protocol: 'TCP', source: 'declared' }],
      ['Address/-/127.0.0.1', { via: 'hostPort', port: 53, protocol: 'UDP', source: 'declared' }],
    ])
  })

  test("[A21] in its node's network a Pod is reached on every port it declares", () => {
    const spec = { nodeName: 'node-02', hostNetwork: true, ...container('envoy', [{ containerPort: 10000 }]) }
    expect(podHostFrontEdges(aPod('proxy', { ...onNode, spec }))).toEqual([
      {
        from: 'Address/-/192.168.60.2',
        to: 'Pod/default/proxy',
        relation: 'front',
        state: 'resolved',
        facts: { via: 'hostNetwork', port: 10000, protocol: 'TCP', source: 'declared', node: 'node-02' },
      },
    ])
  })

  test('[A23] ports of ingress-nginx are those of its flags, else the defaults of the flags, 8181 among them', () => {
    const spec = (...args: string[]) => ({ hostNetwork: true, ...container(nginx, [{ containerPort: 80 }], args) })
    const via = { via: 'hostNetwork', protocol: 'TCP' }
    const place = 'Address/-/192.168.60.2'
    expect(ways({ spec: spec() })).toEqual([
      [place, { ...via, port: 80, source: 'declared', purpose: 'http' }],
      [place, { ...via, port: 443, source: 'flag-default', purpose: 'https' }],
      [place, { ...via, port: 8181, source: 'flag-default', purpose: 'default-server' }],
    ])
    expect(ways({ spec: spec('--default-server-port=8282') })[2]).toEqual([
      place,
      { ...via, port: 8282, source: 'flag', purpose: 'default-server' },
    ])
  })

  test('a Pod that is on no node yet, or is finished, is no way in', () => {
    const spec = container('envoy', [{ containerPort: 80, hostPort: 80 }])
    expect(podHostFrontEdges(aPod('waits', { spec, status: { phase: 'Pending' } }))).toEqual([])
    expect(ways({ spec, status: { hostIP: '192.168.60.2', phase: 'Succeeded' } })).toEqual([])
  })
})

describe('controllerHostFrontEdges', () => {
  test('[D.2] [A21] a controller in the network of its nodes is reached at each of them', () => {
    const template = { hostNetwork: true, ...container(nginx, [{ containerPort: 80 }]) }
    const daemonSet = aDaemonSet('nginx', { template })
    const pod = (name: string, hostIP: string) =>
      aPod(name, {
        owner: daemonSet,
        node: name,
        spec: { nodeName: name, ...template },
        status: { hostIP, phase: 'Running' },
      })
    const snapshot = aSnapshot(daemonSet, pod('a', '192.168.60.2'), pod('b', '192.168.60.3'))
    const found = controllerHostFrontEdges(daemonSet, snapshot).map(
      ({ from, to, facts }) => `${from} ${to} ${'port' in facts && facts.port}`,
    )
    expect(found).toEqual([
      'Address/-/192.168.60.2 DaemonSet/default/nginx 80',
      'Address/-/192.168.60.2 DaemonSet/default/nginx 443',
      'Address/-/192.168.60.2 DaemonSet/default/nginx 8181',
      'Address/-/192.168.60.3 DaemonSet/default/nginx 80',
      'Address/-/192.168.60.3 DaemonSet/default/nginx 443',
      'Address/-/192.168.60.3 DaemonSet/default/nginx 8181',
    ])
    expect(controllerHostFrontEdges(aDaemonSet('agent'), snapshot)).toEqual([])
  })
})
