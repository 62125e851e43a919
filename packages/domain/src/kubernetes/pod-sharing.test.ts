import { describe, expect, test } from 'vitest'
import { aPod, aReplicaSet } from '../testing/index.ts'
import type { Pod } from './pod.ts'
import { PodSharing } from './pod-sharing.ts'

const owner = aReplicaSet('web-1')
const make = (name: string, image = 'app:1'): Pod =>
  aPod(name, { owner, image, labels: { app: 'web' }, node: 'node-1' })

function sharedPods(...pods: readonly Pod[]): readonly Pod[] {
  const sharing = new PodSharing()
  for (const pod of pods) sharing.share(pod)
  return pods
}

describe('PodSharing', () => {
  test('changes nothing of what a Pod says', () => {
    expect(sharedPods(make('a'), make('b'), make('c', 'app:2'))).toEqual([make('a'), make('b'), make('c', 'app:2')])
  })

  test('Pods of one controller hold the same labels, owners and containers', () => {
    const [a, b] = sharedPods(make('a'), make('b'))
    expect(b?.metadata.labels).toBe(a?.metadata.labels)
    expect(b?.metadata.ownerReferences).toBe(a?.metadata.ownerReferences)
    expect(b?.spec.containers).toBe(a?.spec.containers)
  })

  test('containers of one Pod that started in the same second hold the same state', () => {
    const [first] = make('a').status.containerStatuses
    const pod = make('a')
    const twice = { ...pod, status: { ...pod.status, containerStatuses: [first, structuredClone(first)] } } as Pod
    const [shared] = sharedPods(twice)
    const [one, other] = shared?.status.containerStatuses ?? []
    expect([one?.state, other?.state]).toEqual([first?.state, first?.state])
    expect(other?.state).toBe(one?.state)
  })

  test('Pods hold the same condition where it says the same since the same second, and their own where it does not', () => {
    const withReady = (name: string, status: 'True' | 'False'): Pod => {
      const pod = make(name)
      const ready = { type: 'Ready', status, lastTransitionTime: '2026-11-21T01:00:00Z' } as const
      return { ...pod, status: { ...pod.status, conditions: [ready] } }
    }
    const pods = sharedPods(withReady('a', 'True'), withReady('b', 'True'), withReady('c', 'False'))
    const [a, b, c] = pods.map(({ status }) => status.conditions[0])
    expect(b).toBe(a)
    expect([a?.status, c?.status]).toEqual(['True', 'False'])
  })

  test('of types of conditions that only readiness gates know not all are remembered for ever', () => {
    const withGate = (name: string, type: string): Pod => {
      const pod = make(name)
      const gate = { type, status: 'True', lastTransitionTime: '2026-11-21T01:00:00Z' } as const
      return { ...pod, status: { ...pod.status, conditions: [gate] } }
    }
    const others = Array.from({ length: 100 }, (_, index) => withGate(`other-${index}`, `target-health/${index}`))
    const pods = sharedPods(withGate('a', 'target-health/mine'), ...others, withGate('b', 'target-health/mine'))
    const [first, last] = [pods[0], pods.at(-1)].map((pod) => pod?.status.conditions[0])
    expect(last).toEqual(first)
    expect(last).not.toBe(first)
  })

  test('a Pod of a newer template keeps its own containers, and hands them on', () => {
    const [a, b, c] = sharedPods(make('a'), make('b', 'app:2'), make('c', 'app:2'))
    expect(b?.spec.containers).not.toBe(a?.spec.containers)
    expect(c?.spec.containers).toBe(b?.spec.containers)
  })
})
