import { describe, expect, test } from 'vitest'
import { aDeployment, aGateway, aPod, aReplicaSet, aService, aSnapshot } from '../../testing/index.ts'
import { gatewayControllerEdges } from './gateway-data-plane.ts'

const labels = { 'gateway.networking.k8s.io/gateway-name': 'public' }
const gateway = aGateway('public', { status: { addresses: [{ value: '203.0.113.7' }] } })

const found = (...objects: Parameters<typeof aSnapshot>) =>
  gatewayControllerEdges(gateway, aSnapshot(...objects)).map(({ to, state, facts }) => ({ to, state, ...facts }))

describe('gatewayControllerEdges', () => {
  test('[D.8] what is labelled with the name of a Gateway, in its namespace, carries its traffic', () => {
    const deployment = aDeployment('proxy', { podLabels: labels })
    const replicaSet = aReplicaSet('proxy-1', { owner: deployment })
    const named = { confidence: 'confirmed', evidence: ['gateway-name'] }
    expect(
      found(
        ...[deployment, replicaSet, aPod('proxy-1-a', { owner: replicaSet })],
        ...[aService('public', { labels }), aService('public', { labels, namespace: 'other' })],
      ),
    ).toEqual([
      { to: 'Deployment/default/proxy', state: 'resolved', role: 'data-plane', ...named, pods: { ready: 1, total: 1 } },
      { to: 'Service/default/public', state: 'resolved', role: 'service', ...named },
    ])
  })

  test('[D.8] without the label a Service at its address may be meant; without that nobody is known', () => {
    const status = { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } }
    expect(found(aService('shared', { namespace: 'envoy', status }))).toEqual([
      {
        to: 'Service/envoy/shared',
        state: 'ambiguous',
        role: 'service',
        confidence: 'inferred',
        evidence: ['addresses'],
      },
    ])
    expect(found()).toEqual([])
  })
})
