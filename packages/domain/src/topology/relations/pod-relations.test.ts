import { describe, expect, test } from 'vitest'
import {
  aDeployment,
  aNode,
  aPod,
  aProjected,
  aRawObject,
  aReplicaSet,
  aService,
  aSnapshot,
} from '../../testing/index.ts'
import { ownerEdges } from './owners.ts'
import { podNodeEdges } from './pod-node.ts'
import { disruptionBudgetEdges, policyPodEdges } from './policy-pods.ts'
import { scaleTargetEdges } from './scale-target.ts'
import { selectedPodEdges } from './selected-pods.ts'

const deployment = aDeployment('web')
const replicaSet = aReplicaSet('web-7f9', { owner: deployment })
const pod = aPod('web-7f9-a', { owner: replicaSet, node: 'node-01', labels: { app: 'web', tier: 'front' } })
const other = aPod('api-1', { labels: { app: 'api' } })

const reached = (edges: readonly { to: string; state: string }[]) => edges.map(({ to, state }) => [to, state])

describe('ownerEdges', () => {
  test('[D.7] the chain goes from controller to controller, by uid', () => {
    const snapshot = aSnapshot(deployment, replicaSet, pod)
    expect(reached(ownerEdges(pod, snapshot))).toEqual([['ReplicaSet/default/web-7f9', 'resolved']])
    expect(reached(ownerEdges(replicaSet, snapshot))).toEqual([['Deployment/default/web', 'resolved']])
    expect(reached(ownerEdges(deployment, snapshot))).toEqual([])
  })

  test('[D.7] an owner of another uid is gone; a kind that is not watched ends the chain', () => {
    const again = aReplicaSet('web-7f9', { uid: 'made-anew' })
    expect(reached(ownerEdges(pod, aSnapshot(again)))).toEqual([['ReplicaSet/default/web-7f9', 'missing']])
    const job = aPod('once', { owner: { kind: 'Job', metadata: { name: 'once', uid: 'uid-job' } } })
    expect(reached(ownerEdges(job, aSnapshot()))).toEqual([['Job/default/once', 'unknown']])
  })

  test('[D.7] the owner of a static Pod is its Node, in no namespace', () => {
    const node = aNode('node-01')
    expect(reached(ownerEdges(aPod('proxy', { owner: node }), aSnapshot(node)))).toEqual([
      ['Node/-/node-01', 'resolved'],
    ])
  })
})

describe('podNodeEdges', () => {
  test('a Pod leads to its Node once it is scheduled', () => {
    expect(reached(podNodeEdges(pod, aSnapshot(aNode('node-01'))))).toEqual([['Node/-/node-01', 'resolved']])
    expect(reached(podNodeEdges(pod, aSnapshot()))).toEqual([['Node/-/node-01', 'missing']])
    expect(reached(podNodeEdges(aPod('pending'), aSnapshot()))).toEqual([])
  })
})

describe('selectedPodEdges', () => {
  const selected = (service: ReturnType<typeof aService>) => reached(selectedPodEdges(service, aSnapshot(pod, other)))

  test('[D.3] every label must match; an empty selector and an ExternalName Service match nothing', () => {
    expect(selected(aService('web', { selector: { app: 'web', tier: 'front' } }))).toEqual([
      ['Pod/default/web-7f9-a', 'resolved'],
    ])
    expect(selected(aService('web', { selector: { app: 'web', tier: 'back' } }))).toEqual([])
    expect(selected(aService('web', { selector: {} }))).toEqual([])
    expect(selected(aService('web', { type: 'ExternalName', selector: { app: 'web' } }))).toEqual([])
    expect(selected(aService('web', { namespace: 'shop', selector: { app: 'web' } }))).toEqual([])
  })
})

describe('the facts of selectedPodEdges', () => {
  const facts = (service: ReturnType<typeof aService>, ...pods: readonly ReturnType<typeof aPod>[]) =>
    selectedPodEdges(service, aSnapshot(...pods, aNode('node-01'))).map((edge) => edge.facts)
  const app = { labels: { app: 'web' }, ip: '10.0.0.1' }

  test('[D.4.10] [A10] a named port is resolved for each Pod by name and protocol, a number is taken as it is', () => {
    const ports = [
      { name: 'http', port: 6789, targetPort: 'http' },
      { name: 'raw', port: 81, targetPort: 9000 },
    ]
    const raw = { port: 81, targetPort: 9000, containerPort: 9000 }
    const found = facts(
      aService('web', { selector: { app: 'web' }, ports }),
      aPod('a', { ...app, ports: [{ name: 'http', containerPort: 8080 }] }),
      aPod('b', { ...app, ports: [{ name: 'http', containerPort: 3000 }] }),
      aPod('c', { ...app, ports: [{ name: 'http', containerPort: 3000, protocol: 'UDP' }] }),
    )
    expect(found).toEqual([
      { ports: [{ port: 6789, targetPort: 'http', containerPort: 8080 }, raw] },
      { ports: [{ port: 6789, targetPort: 'http', containerPort: 3000 }, raw] },
      { ports: [{ port: 6789, targetPort: 'http' }, raw] },
    ])
  })

  test('[D.3] a Pod that is selected and in no slice is told with what keeps it out', () => {
    const keptOut = (pod: ReturnType<typeof aPod>, spec: object = {}) =>
      facts(aService('web', { selector: { app: 'web' }, spec: { ...spec } }), pod).map((one) => one.keptOut)
    expect(keptOut(aPod('a', app))).toEqual([undefined])
    expect(keptOut(aPod('a', { ...app, phase: 'Succeeded' }))).toEqual(['terminal'])
    expect(keptOut(aPod('a', { labels: { app: 'web' } }))).toEqual(['no-address'])
    expect(keptOut(aPod('a', app), { ipFamilies: ['IPv6'] })).toEqual(['no-address'])
    expect(keptOut(aPod('a', { ...app, node: 'node-09' }))).toEqual(['no-node'])
    expect(keptOut(aPod('a', { ...app, node: 'node-09' }), { publishNotReadyAddresses: true })).toEqual([undefined])
  })
})

describe('scaleTargetEdges', () => {
  const autoscaler = (kind: string, name: string) =>
    aProjected(
      'HorizontalPodAutoscaler',
      aRawObject('HorizontalPodAutoscaler', 'web', {
        spec: { scaleTargetRef: { kind, name }, minReplicas: 2, maxReplicas: 8 },
      }),
    )

  test('[D.7] an autoscaler leads to its target, of whatever kind', () => {
    const edges = scaleTargetEdges(autoscaler('Deployment', 'web'), aSnapshot(deployment))
    expect(edges.map(({ to, state, facts }) => ({ to, state, ...facts }))).toEqual([
      { to: 'Deployment/default/web', state: 'resolved', minReplicas: 2, maxReplicas: 8 },
    ])
    expect(reached(scaleTargetEdges(autoscaler('Deployment', 'api'), aSnapshot()))).toEqual([
      ['Deployment/default/api', 'missing'],
    ])
    expect(reached(scaleTargetEdges(autoscaler('Rollout', 'web'), aSnapshot()))).toEqual([
      ['Rollout/default/web', 'unknown'],
    ])
  })
})

describe('policyPodEdges', () => {
  const chosen = (podSelector: object) => {
    const raw = aRawObject('NetworkPolicy', 'deny', { spec: { podSelector, policyTypes: ['Ingress'] } })
    const snapshot = aSnapshot(pod, other, aPod('web-9', { namespace: 'shop', labels: { app: 'web' } }))
    return policyPodEdges(aProjected('NetworkPolicy', raw), snapshot).map(({ to }) => to)
  }

  test('[I.1.1] it applies to the Pods of its namespace that it selects; an empty selector means all', () => {
    expect(chosen({ matchLabels: { app: 'web' } })).toEqual(['Pod/default/web-7f9-a'])
    expect(chosen({})).toEqual(['Pod/default/web-7f9-a', 'Pod/default/api-1'])
  })
})

describe('disruptionBudgetEdges', () => {
  test('[D.7] an empty selector selects every Pod of the namespace, an absent one none', () => {
    const budget = (spec: object) =>
      aProjected(
        'PodDisruptionBudget',
        aRawObject('PodDisruptionBudget', 'web', { spec, status: { disruptionsAllowed: 1 } }),
      )
    const chosen = (spec: object) =>
      disruptionBudgetEdges(budget(spec), aSnapshot(pod, other)).map(({ to, facts }) => [to, facts])
    expect(chosen({ selector: { matchLabels: { app: 'web' } } })).toEqual([
      ['Pod/default/web-7f9-a', { disruptionsAllowed: 1 }],
    ])
    expect(chosen({ selector: {} })).toHaveLength(2)
    expect(chosen({})).toEqual([])
  })
})
