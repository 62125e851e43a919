import { describe, expect, test } from 'vitest'
import {
  aDaemonSet,
  aNamespace,
  aPod,
  aProjected,
  aRawObject,
  aService,
  aSnapshot,
  findingsOfRule,
  type RawObject,
  sentencesOf,
} from '../../testing/index.ts'

const policy = (spec: RawObject) =>
  aProjected('NetworkPolicy', aRawObject('NetworkPolicy', 'allow', { spec: { podSelector: {}, ...spec } }))

describe('NP-003', () => {
  const ports = [{ name: 'http', containerPort: 8080 }]
  const pod = aPod('a', { labels: { app: 'web' }, ports })
  const web = aService('web', { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] })
  const allowing = (...numbers: number[]) => policy({ ingress: [{ ports: numbers.map((port) => ({ port })) }] })

  test('NP-003 the port of a Service in a policy is told with the port of its Pods', () => {
    expect(sentencesOf('NP-003', aSnapshot(pod, web, allowing(80)))).toEqual([
      'NetworkPolicy/default/allow lists port 80, which is that of Service/default/web; its Pods listen on 8080',
    ])
  })

  test('NP-003 a policy that lists the port of the Pods too, or selects other Pods, is right', () => {
    const others = policy({ podSelector: { matchLabels: { app: 'api' } }, ingress: [{ ports: [{ port: 80 }] }] })
    expect(sentencesOf('NP-003', aSnapshot(pod, web, allowing(80, 8080)))).toEqual([])
    expect(sentencesOf('NP-003', aSnapshot(pod, web, others))).toEqual([])
  })
})

describe('NP-004', () => {
  test('NP-004 a namespace with policies is told what is guessed of the network plugin', () => {
    const world = [aNamespace('default'), policy({})]
    expect(sentencesOf('NP-004', aSnapshot(...world))).toEqual([
      'Namespace/-/default has NetworkPolicies, and no network plugin is recognised',
    ])
    expect(findingsOfRule('NP-004', aSnapshot(...world, aDaemonSet('kube-flannel-ds')))).toMatchObject([
      {
        confidence: 'inferred',
        sentence:
          'Namespace/-/default has NetworkPolicies, and kube-flannel-ds seems to run, which does not enforce them by itself',
      },
    ])
  })

  test('NP-004 where there is no policy, nothing is to be enforced', () => {
    expect(sentencesOf('NP-004', aSnapshot(aNamespace('other'), policy({})))).toEqual([])
  })
})

describe('NP-006', () => {
  const namespaceSelector = { matchLabels: { role: 'ingress' } }
  const podSelector = { matchLabels: { app: 'nginx' } }
  const from = (...peers: RawObject[]) => policy({ ingress: [{ from: peers }] })

  test('NP-006 two selectors that were written as two items are told', () => {
    expect(sentencesOf('NP-006', aSnapshot(from({ namespaceSelector }, { podSelector })))).toEqual([
      'spec.ingress[0].from of NetworkPolicy/default/allow allows either of two peers; as one item both selectors would have to match',
    ])
  })

  test('NP-006 one item with both, and all Pods of the own namespace, are meant', () => {
    expect(sentencesOf('NP-006', aSnapshot(from({ namespaceSelector, podSelector })))).toEqual([])
    expect(sentencesOf('NP-006', aSnapshot(from({ namespaceSelector }, { podSelector: {} })))).toEqual([])
  })
})

describe('NP-007', () => {
  const selecting = (spec: RawObject) => policy({ podSelector: spec })

  test('NP-007 a policy that selects no Pod is told', () => {
    expect(sentencesOf('NP-007', aSnapshot(aPod('a'), selecting({ matchLabels: { app: 'gone' } })))).toEqual([
      'NetworkPolicy/default/allow selects no Pod',
    ])
    expect(sentencesOf('NP-007', aSnapshot(aPod('a', { namespace: 'other' }), selecting({})))).toHaveLength(1)
  })

  test('NP-007 one Pod is enough, by whichever kind of selector', () => {
    const expressions = [{ key: 'app', operator: 'DoesNotExist' }]
    expect(sentencesOf('NP-007', aSnapshot(aPod('a'), selecting({})))).toEqual([])
    expect(sentencesOf('NP-007', aSnapshot(aPod('a'), selecting({ matchExpressions: expressions })))).toEqual([])
  })
})

describe('NP-008', () => {
  test('NP-008 a policy with egress rules alone that also isolates ingress is told (P20)', () => {
    expect(findingsOfRule('NP-008', aSnapshot(policy({ egress: [{}] })))).toMatchObject([
      {
        confidence: 'inferred',
        sentence:
          'NetworkPolicy/default/allow has rules for outgoing traffic alone, and lets nothing in to the Pods it selects',
      },
    ])
  })

  test('NP-008 policyTypes that say Egress alone, and ingress rules, are meant', () => {
    expect(sentencesOf('NP-008', aSnapshot(policy({ egress: [{}], policyTypes: ['Egress'] })))).toEqual([])
    expect(sentencesOf('NP-008', aSnapshot(policy({ egress: [{}], ingress: [{}] })))).toEqual([])
  })
})
