import { describe, expect, test } from 'vitest'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import {
  aDaemonSet,
  aDeployment,
  aGateway,
  aGatewayClass,
  aNode,
  anEndpointSlice,
  anIngress,
  anIngressClass,
  aPod,
  aProjected,
  aRawObject,
  aSnapshot,
} from '../testing/index.ts'
import { edgesOf } from './edges-of.ts'
import { observedNode } from './observed-node.ts'

/** The node of an object that is alone in its cluster, or with these. */
function nodeOf(object: WatchedObject, ...others: readonly WatchedObject[]) {
  const snapshot = aSnapshot(object, ...others)
  return observedNode(object, edgesOf(object, snapshot), snapshot)
}

const healths = (...objects: readonly WatchedObject[]) => objects.map((object) => nodeOf(object).health)

describe('observedNode', () => {
  test('a Pod: ready or done is fine, starting is a warning, failed or crashing an error', () => {
    const crashing = {
      containerStatuses: [{ name: 'main', restartCount: 4, state: { waiting: { reason: 'CrashLoopBackOff' } } }],
    }
    expect(
      healths(
        aPod('a'),
        aPod('a', { isReady: false, phase: 'Succeeded' }),
        aPod('a', { isReady: false, phase: 'Pending' }),
        aPod('a', { isReady: false, phase: 'Failed' }),
        aPod('a', { isReady: false, status: crashing }),
        aPod('a', { isReady: false, phase: 'Unknown' }),
      ),
    ).toEqual(['ok', 'ok', 'warning', 'error', 'error', 'unknown'])
    expect(nodeOf(aPod('a', { isReady: false, status: crashing, node: 'node-01', ip: '10.0.0.1' })).facts).toEqual({
      phase: 'Running',
      ip: '10.0.0.1',
      node: 'node-01',
      isReady: false,
      isTerminating: false,
      restarts: 4,
    })
  })

  test('a Node: cordoned is a warning, not ready an error', () => {
    const cordoned = aNode('node-01', { zone: 'zone-a', spec: { unschedulable: true } })
    expect(healths(aNode('node-01'), cordoned, aNode('node-01', { isReady: false }))).toEqual([
      'ok',
      'warning',
      'error',
    ])
    expect(nodeOf(cordoned).facts).toEqual({ isReady: true, isSchedulable: false, zone: 'zone-a' })
  })

  test('a workload: fewer ready than wanted is a warning, none an error', () => {
    const deployment = (readyReplicas: number, replicas = 3) =>
      aDeployment('web', { replicas, status: { readyReplicas } })
    expect(healths(deployment(3), deployment(4), deployment(1), deployment(0), deployment(0, 0))).toEqual([
      'ok',
      'ok',
      'warning',
      'error',
      'ok',
    ])
    const daemonSet = aDaemonSet('proxy', { status: { desiredNumberScheduled: 5, numberReady: 4 } })
    expect(nodeOf(daemonSet)).toMatchObject({ health: 'warning', facts: { desired: 5, ready: 4, isPaused: false } })
    const paused = aDeployment('web', { spec: { paused: true }, status: { readyReplicas: 1 } })
    expect(nodeOf(paused).facts).toEqual({ desired: 1, ready: 1, isPaused: true })
  })

  test('[D.4.4] a slice: an empty one is a placeholder', () => {
    const slice = (...ready: boolean[]) =>
      anEndpointSlice('web-1', { endpoints: ready.map((one, index) => ({ address: `10.0.0.${index}`, ready: one })) })
    expect(healths(slice(), slice(true, true), slice(true, false), slice(false))).toEqual([
      'ok',
      'ok',
      'warning',
      'error',
    ])
    expect(nodeOf(slice(true)).facts).toEqual({
      addressType: 'IPv4',
      managedBy: 'endpointslice-controller.k8s.io',
      origin: 'selector',
      endpoints: 1,
    })
  })

  test('a Gateway: as its controller says; unknown until one says so; an error where its class is missing', () => {
    const gateway = (...statuses: string[]) => {
      const conditions = statuses.map((status, index) => ({ type: ['Accepted', 'Programmed'][index], status }))
      return aGateway('public', { status: { conditions, addresses: [{ value: '203.0.113.7' }] } })
    }
    const health = (object: WatchedObject) => nodeOf(object, aGatewayClass('gateway')).health
    expect(
      [gateway('True', 'True'), gateway('True', 'False'), gateway('True', 'Unknown'), gateway()].map(health),
    ).toEqual(['ok', 'error', 'unknown', 'unknown'])
    expect(nodeOf(gateway('True', 'True'))).toMatchObject({
      health: 'error',
      facts: {
        className: 'gateway',
        listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
        addresses: ['203.0.113.7'],
      },
    })
  })

  test('an Ingress: as what it names, with the addresses it is published under', () => {
    const status = { loadBalancer: { ingress: [{ ip: '203.0.113.7' }, { hostname: 'lb.example.net' }] } }
    const annotations = { 'kubernetes.io/ingress.class': 'nginx' }
    expect(nodeOf(anIngress('shop', { annotations, status }))).toMatchObject({
      health: 'ok',
      facts: { className: 'nginx', addresses: ['203.0.113.7', 'lb.example.net'] },
    })
    expect(nodeOf(anIngress('shop', { service: 'gone' })).health).toBe('error')
  })

  test('[D.1.4] a rule without paths only claims its host', () => {
    const rules = [{ host: 'claimed.example.com' }, { host: 'served.example.com', http: { paths: [] } }]
    expect(nodeOf(anIngress('shop', { spec: { rules } })).facts).toEqual({
      addresses: [],
      claims: ['claimed.example.com'],
    })
  })

  test('[D.2] a class whose data plane is outside of the cluster says so', () => {
    expect(nodeOf(anIngressClass('alb', { controller: 'ingress.k8s.aws/alb' })).facts).toEqual({
      controller: 'ingress.k8s.aws/alb',
      isDefault: false,
      isExternal: true,
    })
  })

  test('[A21] a DaemonSet says which nodes it is for, and whether it is in their network', () => {
    const template = { hostNetwork: true, nodeSelector: { ingress: 'true' } }
    const status = { desiredNumberScheduled: 1, numberReady: 1 }
    expect(nodeOf(aDaemonSet('nginx', { template, status })).facts).toEqual({
      ...{ desired: 1, ready: 1, isPaused: false },
      ...{ hostNetwork: true, nodeSelector: { ingress: 'true' } },
    })
  })

  test('[D.8] a ListenerSet has listeners, [D.7] a disruption budget what it still allows', () => {
    const listeners = [{ name: 'extra', port: 8443, protocol: 'HTTPS', hostname: 'a.example' }]
    const set = aRawObject('ListenerSet', 'more', { spec: { parentRef: { name: 'public' }, listeners } })
    expect(nodeOf(aProjected('ListenerSet', set)).facts).toEqual({ listeners })
    const budget = aRawObject('PodDisruptionBudget', 'web', { spec: {}, status: { disruptionsAllowed: 2 } })
    expect(nodeOf(aProjected('PodDisruptionBudget', budget)).facts).toEqual({ disruptionsAllowed: 2 })
  })

  test('classes, autoscalers and policies say what they are', () => {
    expect(nodeOf(anIngressClass('nginx', { isDefault: true })).facts).toEqual({
      controller: 'k8s.io/ingress-nginx',
      isDefault: true,
    })
    expect(nodeOf(aGatewayClass('envoy')).facts).toEqual({ controller: 'example.com/gateway' })
    const scaler = aRawObject('HorizontalPodAutoscaler', 'web', {
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, maxReplicas: 8 },
      status: { currentReplicas: 2, desiredReplicas: 3 },
    })
    expect(nodeOf(aProjected('HorizontalPodAutoscaler', scaler))).toMatchObject({
      health: 'error',
      facts: { minReplicas: 1, maxReplicas: 8, currentReplicas: 2, desiredReplicas: 3 },
    })
    const policy = aRawObject('NetworkPolicy', 'deny', { spec: { podSelector: {} } })
    expect(nodeOf(aProjected('NetworkPolicy', policy)).facts).toEqual({ policyTypes: ['Ingress'] })
  })
})
