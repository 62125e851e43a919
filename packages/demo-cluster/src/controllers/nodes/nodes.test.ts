import { describe, expect, test } from 'vitest'
import { drain } from '../kubectl/drain.ts'
import { kinds } from '../objects/kinds.ts'
import { conditionOf, isPodReady } from '../objects/pod.ts'
import { aTemplate, aVirtualCluster, inShop, type VirtualCluster } from '../testing/virtual-cluster.ts'

function aClusterOfSix(): VirtualCluster {
  const cluster = aVirtualCluster()
  cluster.kubectl.applyDeployment(inShop('web').metadata, {
    replicas: 6,
    selector: { matchLabels: { app: 'web' } },
    template: aTemplate('web', 'shop/web:v1'),
  })
  cluster.timers.advance(15_000)
  return cluster
}

const podsOn = ({ store }: VirtualCluster, node: string) =>
  store.list(kinds.pods).filter(({ spec }) => spec.nodeName === node)

describe('nodes', () => {
  test('Pods are spread evenly over what is there, and carry its zone', () => {
    const cluster = aClusterOfSix()
    for (const [node, zone] of [
      ['node-01', 'zone-a'],
      ['node-02', 'zone-b'],
      ['node-03', 'zone-c'],
    ] as const) {
      expect(podsOn(cluster, node).map(({ metadata }) => metadata.labels?.['topology.kubernetes.io/zone'])).toEqual([
        zone,
        zone,
      ])
    }
  })

  test('a Pod that fits nowhere says why, and is bound when it does', () => {
    const cluster = aVirtualCluster()
    const { metadata, spec } = aTemplate('gpu', 'gpu:v1')
    cluster.kubectl.applyDeployment(inShop('gpu').metadata, {
      replicas: 1,
      selector: { matchLabels: { app: 'gpu' } },
      template: { metadata, spec: { ...spec, nodeSelector: { gpu: 'true' } } },
    })
    cluster.timers.advance(1_000)
    const pod = () => {
      const [only] = cluster.store.list(kinds.pods)
      if (only === undefined) throw new TypeError('there is one Pod')
      return only
    }
    expect(conditionOf(pod(), 'PodScheduled')).toMatchObject({
      status: 'False',
      reason: 'Unschedulable',
      message: "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.",
    })
    cluster.store.update(kinds.nodes, { metadata: { name: 'node-03' } }, (node) => {
      node.metadata.labels = { ...node.metadata.labels, gpu: 'true' }
    })
    cluster.kubectl.cordon('node-01')
    cluster.timers.advance(5_000)
    expect(pod().spec.nodeName).toBe('node-03')
    expect(isPodReady(pod())).toBe(true)
  })

  test('a drain waits for what a PodDisruptionBudget refuses, and evicts everything in the end', () => {
    const cluster = aClusterOfSix()
    cluster.kubectl.apply(
      kinds.podDisruptionBudgets,
      { ...inShop('web'), spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'web' } } } },
      { status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 } },
    )
    cluster.timers.advance(100)
    const ready: number[] = []
    cluster.store.subscribe(kinds.pods, () => {
      ready.push(
        cluster.store.list(kinds.pods).filter((pod) => isPodReady(pod) && pod.metadata.deletionTimestamp === undefined)
          .length,
      )
    })
    drain(cluster.context, 'node-02')
    cluster.timers.advance(30_000)
    expect(podsOn(cluster, 'node-02')).toEqual([])
    expect(Math.min(...ready)).toBe(5)
    expect(cluster.store.get(kinds.nodes, undefined, 'node-02')?.spec.taints).toMatchObject([
      { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' },
    ])
  })

  test('[SC22] the Pods of a node nobody hears of are not ready, with their containers still said to be, until it is back', () => {
    const cluster = aClusterOfSix()
    cluster.outages.begin('node-02')
    cluster.timers.advance(60_000)
    const node = () => cluster.store.get(kinds.nodes, undefined, 'node-02')
    expect(new Set(node()?.status.conditions.map(({ status, reason }) => `${status} ${reason}`))).toEqual(
      new Set(['Unknown NodeStatusUnknown']),
    )
    expect(node()?.spec.taints?.map(({ key, effect }) => `${key}:${effect}`)).toEqual([
      'node.kubernetes.io/unreachable:NoSchedule',
      'node.kubernetes.io/unreachable:NoExecute',
    ])
    const conditions = podsOn(cluster, 'node-02').map((pod) => [
      conditionOf(pod, 'Ready')?.status,
      conditionOf(pod, 'ContainersReady')?.status,
    ])
    expect(conditions).toEqual([
      ['False', 'True'],
      ['False', 'True'],
    ])
    const told = cluster.store.list(kinds.events).filter(({ reason }) => reason === 'NodeNotReady')
    expect(told.map(({ involvedObject }) => involvedObject.kind).sort()).toEqual(['Node', 'Pod', 'Pod'])
    cluster.outages.end('node-02')
    cluster.timers.advance(5_000)
    expect(podsOn(cluster, 'node-02').every(isPodReady)).toBe(true)
    expect(node()?.spec.taints).toBeUndefined()
  })

  test('kubelets report every five minutes, changing heartbeats alone', () => {
    const cluster = aVirtualCluster()
    const heartbeats: string[] = []
    cluster.timers.advance(1_000)
    cluster.store.subscribe(kinds.nodes, ({ object, previous }) => {
      const withoutBeat = (node: typeof object | undefined): string =>
        JSON.stringify(node?.status.conditions.map(({ lastHeartbeatTime: _, ...condition }) => condition))
      expect(withoutBeat(object)).toBe(withoutBeat(previous))
      heartbeats.push(object.metadata.name)
    })
    cluster.timers.advance(620_000)
    expect(heartbeats.length).toBeGreaterThanOrEqual(6)
    expect(heartbeats.length).toBeLessThanOrEqual(9)
  })
})
