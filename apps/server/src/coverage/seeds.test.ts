import type { ObjectsPage, ServiceDetail, Status, Topology } from '@portolan/contract'
import type { WatchedObject } from '@portolan/domain'
import {
  aDaemonSet,
  aDeployment,
  aNode,
  anEndpointSlice,
  anEventOf,
  anIngress,
  anIngressClass,
  aPod,
  aProjected,
  aRawObject,
  aService,
} from '@portolan/domain/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { TestApp } from '../testing/test-app.ts'
import { World } from '../testing/world.ts'

let app: TestApp | undefined
afterEach(() => app?.close())

async function over(...objects: readonly WatchedObject[]): Promise<TestApp> {
  const world = new World()
  world.putInitially(...objects)
  app = await TestApp.over({ world })
  return app
}

const NGINX = 'registry.k8s.io/ingress-nginx/controller:v1.15.1'
const running = (...args: string[]) => ({ template: { containers: [{ name: 'controller', image: NGINX, args }] } })
const published = (...ips: string[]) => ({ loadBalancer: { ingress: ips.map((ip) => ({ ip })) } })

const edgesOf = async ({ read }: Pick<TestApp, 'read'>, relation: string) =>
  (await read<Topology>('/api/v1/topology')).edges.filter((edge) => edge.relation === relation)

const asked = (one: TestApp) => ({ read: one.read.bind(one) })

describe('the data path', () => {
  test('A02 each kind says whether it is followed, when it was last heard of, and how often it was interrupted', async () => {
    const { resources } = await (await over(aService('web'))).read<Status>('/api/v1/status')
    expect(resources.find(({ resource }) => resource === 'services')).toMatchObject({
      ...{ state: 'live', objects: 1, reconnects: 0, gaps: 0 },
      lastObservedAt: '2026-11-21T01:00:00.001Z',
    })
  })

  test('A07 an address of an Ingress is told with the Service that has the same, and both times are in its history', async () => {
    const front = aService('front', { namespace: 'edge', status: published('203.0.113.7') })
    const one = await over(front, anIngress('shop', { className: 'nginx' }))
    one.world.clock.time += 60_000
    one.world.put(anIngress('shop', { className: 'nginx', status: published('203.0.113.7') }))
    const [edge] = (await edgesOf(asked(one), 'front')).filter(({ to }) => to === 'Ingress/default/shop')
    expect(edge).toMatchObject({
      from: 'Address/-/203.0.113.7',
      facts: { via: 'status', matches: [{ object: 'Service/edge/front', field: 'status.loadBalancer.ingress' }] },
    })
    const { items } = await one.read<{ items: { observedAt: string; differences: { path: string }[] }[] }>(
      '/api/v1/objects/Ingress/default/shop/changes',
    )
    expect(items.map(({ observedAt, differences }) => [observedAt, differences[0]?.path])).toEqual([
      ['2026-11-21T01:00:00.002Z', ''],
      ['2026-11-21T01:01:00.003Z', 'status.loadBalancer.ingress[0]'],
    ])
  })

  test('A11 an Event of kube-proxy proves how it works', async () => {
    const event = anEventOf(aNode('node-01'), { reason: 'IPVSDeprecation' })
    const { traffic } = await (await over(aService('web'), event)).read<ServiceDetail>('/api/v1/services/default/web')
    expect(traffic).toMatchObject({
      proxyMode: 'ipvs',
      proxyModeEvidence: `Event/default/${event.metadata.name}`,
    })
  })

  test('A12 how the controller balances is what an annotation says, else its own default', async () => {
    const annotations = { 'nginx.ingress.kubernetes.io/load-balance': 'ewma' }
    const options = { className: 'nginx', service: 'web' }
    const one = await over(
      ...[aService('web'), anIngressClass('nginx')],
      ...[anIngress('said', { ...options, annotations }), anIngress('silent', options)],
    )
    const routes = await edgesOf(asked(one), 'route')
    expect(routes.map(({ from, facts }) => [from, facts.balancing])).toEqual([
      ['Ingress/default/said', 'load-balance=ewma'],
      ['Ingress/default/silent', 'controller default'],
    ])
  })

  test('A14 what a manager calls a workload target is a Service, which is shown with its selector', async () => {
    const selector = { 'workloadID_ingress-0ab12': 'true' }
    const pod = aPod('web-a', { labels: selector, ip: '10.0.0.1' })
    const one = await over(
      ...[aService('ingress-0ab12', { selector }), pod, anIngress('shop', { service: 'ingress-0ab12' })],
      anEndpointSlice('ingress-0ab12-1', { service: 'ingress-0ab12', endpoints: [{ pod, ready: true }] }),
    )
    expect((await edgesOf(asked(one), 'route')).map(({ to }) => to)).toEqual(['Service/default/ingress-0ab12'])
    expect((await edgesOf(asked(one), 'selects')).map(({ to }) => to)).toEqual(['Pod/default/web-a'])
    expect(await one.read<ServiceDetail>('/api/v1/services/default/ingress-0ab12')).toMatchObject({ selector })
  })

  test('A17 an address in front of the cluster is told where a status has it, and matches nothing', async () => {
    const one = await over(anIngress('shop', { status: published('192.0.2.100') }))
    expect(await edgesOf(asked(one), 'front')).toMatchObject([
      { from: 'Address/-/192.0.2.100', to: 'Ingress/default/shop', facts: { matches: [] } },
    ])
  })
})

describe('ways in', () => {
  test('A20 the balancer in front of a controller: its address, its node ports, and which nodes answer', async () => {
    const selector = { app: 'nginx' }
    const pod = aPod('nginx-a', { labels: selector, ip: '10.0.0.1', node: 'node-01' })
    const one = await over(
      ...[aNode('node-01'), aNode('node-02'), anIngressClass('nginx'), pod],
      aDeployment('nginx', { podLabels: selector, ...running('--controller-class=k8s.io/ingress-nginx') }),
      aService('nginx', {
        ...{ type: 'LoadBalancer', selector, status: published('203.0.113.7') },
        ports: [{ name: 'http', port: 80, targetPort: 'http', nodePort: 31101 }],
        spec: { externalTrafficPolicy: 'Local', healthCheckNodePort: 31999 },
      }),
      anEndpointSlice('nginx-1', { service: 'nginx', endpoints: [{ pod, ready: true }] }),
    )
    const fronts = (await edgesOf(asked(one), 'front')).map(({ from, facts }) => [
      from,
      facts.trafficPolicy,
      facts.nodes,
    ])
    expect(fronts).toEqual([
      ['Address/-/203.0.113.7', 'Local', { answering: 1, of: 2 }],
      ['NodePort/-/31101', 'Local', { answering: 1, of: 2 }],
    ])
    const { exposure, entryNodes } = await one.read<ServiceDetail>('/api/v1/services/default/nginx')
    expect(exposure.find(({ via }) => via === 'LoadBalancer')).toMatchObject({ healthCheckNodePort: 31999 })
    expect(entryNodes?.map(({ name, answers }) => [name, answers])).toEqual([
      ['node-01', true],
      ['node-02', false],
    ])
  })

  test('A31 an address per node that runs a Ready controller, though the backend runs on another', async () => {
    const nodes = [1, 2, 3, 4].map((number) => aNode(`node-0${number}`, { ip: `192.168.60.${number}` }))
    const daemonSet = aDaemonSet('nginx', running())
    const pods = [2, 3, 4].map((number) =>
      aPod(`nginx-${number}`, { image: NGINX, node: `node-0${number}`, owner: daemonSet }),
    )
    const status = published('192.168.60.2', '192.168.60.3', '192.168.60.4')
    const ingress = anIngress('envoy-final-kc', { className: 'nginx', status })
    const one = await over(...nodes, daemonSet, ...pods, anIngressClass('nginx'), ingress)
    const fronts = (await edgesOf(asked(one), 'front')).filter(({ to }) => to === 'Ingress/default/envoy-final-kc')
    expect(fronts.map(({ from, facts }) => [from, facts.matches])).toEqual(
      [2, 3, 4].map((number) => [
        `Address/-/192.168.60.${number}`,
        [
          {
            ...{ object: `Node/-/node-0${number}`, field: 'status.addresses' },
            controllers: [`Pod/default/nginx-${number}`],
          },
        ],
      ]),
    )
    expect(await edgesOf(asked(one), 'controller')).toMatchObject([{ state: 'resolved', facts: { score: 130 } }])
  })

  test('A32 an Ingress without class is led to a controller only where one was told to take it', async () => {
    const classless = anIngress('old', { service: 'web' })
    expect(await edgesOf(asked(await over(classless, aDeployment('nginx', running()))), 'controller')).toEqual([])
    await app?.close()
    const taker = aDeployment('nginx', running('--watch-ingress-without-class=true'))
    expect(await edgesOf(asked(await over(classless, taker)), 'controller')).toMatchObject([
      { from: 'Ingress/default/old', to: 'Deployment/default/nginx', facts: { evidence: ['without-class'] } },
    ])
  })

  test('A33 a Service of a public type has no address before its status has one', async () => {
    const one = await over(aService('web', { type: 'LoadBalancer', ports: [{ port: 80, nodePort: 31101 }] }))
    expect((await edgesOf(asked(one), 'front')).map(({ from }) => from)).toEqual(['NodePort/-/31101'])
  })
})

describe('manifests', () => {
  test('A42 two Ingresses of one name are two objects, by namespace and by uid', async () => {
    const one = await over(anIngress('web', { namespace: 'a' }), anIngress('web', { namespace: 'b' }))
    const { items } = await one.read<ObjectsPage>('/api/v1/objects?kind=Ingress&name=web')
    expect(items.map(({ metadata }) => [metadata.namespace, metadata.uid])).toEqual([
      ['a', 'uid-ingress-a-web'],
      ['b', 'uid-ingress-b-web'],
    ])
  })
})

describe('life of a Pod', () => {
  const probed = {
    containers: [
      {
        name: 'main',
        readinessProbe: { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 2 },
        livenessProbe: { tcpSocket: { port: 8080 } },
        startupProbe: { grpc: { port: 9000 } },
        lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
      },
    ],
    initContainers: [{ name: 'migrate' }],
  }

  test('A54 A55 probes and hooks are told by their shape, what they said by Events, restarts by the Pod', async () => {
    const pod = aPod('web-a', { spec: probed, isReady: false })
    const one = await over(
      ...[pod, anEventOf(pod, { reason: 'Unhealthy', message: 'Readiness probe failed: statuscode: 500' })],
      anEventOf(pod, { reason: 'FailedPreStopHook' }),
    )
    const [found] = (await one.read<ObjectsPage>('/api/v1/objects?kind=Pod')).items
    expect(found).toMatchObject({
      spec: {
        containers: [
          {
            readinessProbe: { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 2, failureThreshold: 3 },
            livenessProbe: { tcpSocket: { port: 8080 } },
            startupProbe: { grpc: { port: 9000 } },
            lifecycle: { preStop: true, postStart: false },
          },
        ],
        initContainers: [{ name: 'migrate' }],
      },
    })
    const events = (await one.read<ObjectsPage>('/api/v1/objects?kind=Event')).items
    expect(events.map(({ reason }) => reason)).toEqual(['FailedPreStopHook', 'Unhealthy'])
    const { nodes } = await one.read<Topology>('/api/v1/topology?namespace=default')
    expect(nodes.find(({ key }) => key === 'Pod/default/web-a')?.facts).toMatchObject({ isReady: false, restarts: 0 })
  })

  test('A56 what an autoscaler did is in its Events', async () => {
    const scaler = aProjected(
      'HorizontalPodAutoscaler',
      aRawObject('HorizontalPodAutoscaler', 'web', {
        spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, minReplicas: 2, maxReplicas: 8 },
        status: { currentReplicas: 2, desiredReplicas: 4 },
      }),
    )
    const one = await over(scaler, anEventOf(scaler, { reason: 'SuccessfulRescale', message: 'New size: 4' }))
    const [event] = (await one.read<ObjectsPage>('/api/v1/objects?kind=Event')).items
    expect(event).toMatchObject({ reason: 'SuccessfulRescale', involvedObject: { kind: 'HorizontalPodAutoscaler' } })
  })

  test('A59 why no node takes a Pod is told in the words of the scheduler', async () => {
    const pod = aPod('web-a', { phase: 'Pending', isReady: false })
    const message = '0/3 nodes are available: 3 Insufficient cpu.'
    const one = await over(pod, anEventOf(pod, { reason: 'FailedScheduling', message }))
    expect((await one.read<ObjectsPage>('/api/v1/objects?kind=Event')).items).toMatchObject([{ message }])
  })
})
