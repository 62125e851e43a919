import { describe, expect, test } from 'vitest'
import { kinds } from '../objects/kinds.ts'
import { isPodActive, isPodReady } from '../objects/pod.ts'
import { aTemplate, aVirtualCluster, inShop, type VirtualCluster } from '../testing/virtual-cluster.ts'
import { conditionOfDeployment } from './deployment/deployment-status.ts'

const SELECTOR = { matchLabels: { app: 'web' } }

function aDeployedCluster(
  extra: Parameters<VirtualCluster['kubectl']['applyDeployment']>[1] | object = {},
): VirtualCluster {
  const cluster = aVirtualCluster()
  const template = aTemplate('web', 'shop/web:v1')
  cluster.kubectl.applyDeployment(inShop('web').metadata, { replicas: 4, selector: SELECTOR, template, ...extra })
  cluster.timers.advance(15_000)
  return cluster
}

const imagesOf = ({ store }: VirtualCluster): string[] =>
  [...new Set(store.list(kinds.pods, 'shop').map(({ spec }) => spec.containers[0]?.image ?? ''))].sort()

const deploymentIn = ({ store }: VirtualCluster) => {
  const deployment = store.get(kinds.deployments, 'shop', 'web')
  if (deployment === undefined) throw new TypeError('there is a Deployment in the shop')
  return deployment
}

describe('Deployment', () => {
  test('[FP1] a rolling update keeps three of four Pods available and never has more than five wanted', () => {
    const cluster = aDeployedCluster()
    const available: number[] = []
    const wanted: number[] = []
    cluster.store.subscribe(kinds.pods, () => {
      available.push(cluster.store.list(kinds.pods, 'shop').filter((pod) => isPodActive(pod) && isPodReady(pod)).length)
      wanted.push(cluster.store.list(kinds.replicaSets, 'shop').reduce((sum, { spec }) => sum + spec.replicas, 0))
    })
    cluster.kubectl.setImage(kinds.deployments, inShop('web'), 'shop/web:v2')
    cluster.timers.advance(30_000)
    expect(Math.min(...available)).toBe(3)
    expect(Math.max(...wanted)).toBe(5)
    expect(imagesOf(cluster)).toEqual(['shop/web:v2'])
  })

  test('[SC7] Recreate starts nothing new before everything old is gone', () => {
    const cluster = aDeployedCluster({ strategy: { type: 'Recreate' } })
    const images: string[][] = []
    cluster.store.subscribe(kinds.pods, () => images.push(imagesOf(cluster)))
    cluster.kubectl.setImage(kinds.deployments, inShop('web'), 'shop/web:v2')
    cluster.timers.advance(30_000)
    expect(images.filter((present) => present.length > 1)).toEqual([])
    expect(images).toContainEqual([])
    expect(imagesOf(cluster)).toEqual(['shop/web:v2'])
  })

  test('[SC8] paused, edited twice and resumed, it rolls out once, to the last template', () => {
    const cluster = aDeployedCluster()
    cluster.kubectl.pause(inShop('web'))
    cluster.kubectl.setImage(kinds.deployments, inShop('web'), 'shop/web:v2')
    cluster.timers.advance(5_000)
    cluster.kubectl.setImage(kinds.deployments, inShop('web'), 'shop/web:v3')
    cluster.timers.advance(5_000)
    expect(conditionOfDeployment(deploymentIn(cluster).status, 'Progressing')).toMatchObject({
      status: 'Unknown',
      reason: 'DeploymentPaused',
    })
    expect(imagesOf(cluster)).toEqual(['shop/web:v1'])
    cluster.kubectl.resume(inShop('web'))
    cluster.timers.advance(30_000)
    expect(imagesOf(cluster)).toEqual(['shop/web:v3'])
    expect(cluster.store.list(kinds.replicaSets, 'shop')).toHaveLength(2)
  })

  test('old ReplicaSets are kept up to revisionHistoryLimit', () => {
    const cluster = aDeployedCluster({ revisionHistoryLimit: 2 })
    for (const version of ['v2', 'v3', 'v4', 'v5']) {
      cluster.kubectl.setImage(kinds.deployments, inShop('web'), `shop/web:${version}`)
      cluster.timers.advance(30_000)
    }
    const revisions = cluster.store
      .list(kinds.replicaSets, 'shop')
      .map(({ metadata }) => metadata.annotations?.['deployment.kubernetes.io/revision'])
    expect(revisions.sort()).toEqual(['3', '4', '5'])
    cluster.kubectl.patch(kinds.deployments, inShop('web'), (draft) => {
      draft.spec.revisionHistoryLimit = 0
    })
    cluster.timers.advance(5_000)
    expect(cluster.store.list(kinds.replicaSets, 'shop')).toHaveLength(1)
    expect(deploymentIn(cluster).metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('5')
  })

  test('a scaling in the middle of a rollout is shared among its ReplicaSets', () => {
    const cluster = aDeployedCluster()
    cluster.behaviours.images.set('shop/web:v2', { readyMs: 'never' })
    cluster.kubectl.setImage(kinds.deployments, inShop('web'), 'shop/web:v2')
    cluster.timers.advance(10_000)
    cluster.kubectl.scale(kinds.deployments, inShop('web'), 8)
    cluster.timers.advance(10_000)
    const replicas = cluster.store.list(kinds.replicaSets, 'shop').map(({ spec }) => spec.replicas)
    expect(replicas.reduce((sum, count) => sum + count, 0)).toBe(10)
    expect(Math.min(...replicas)).toBeGreaterThanOrEqual(3)
  })

  test('a Deployment that is deleted takes its ReplicaSets and Pods along', () => {
    const cluster = aDeployedCluster()
    cluster.kubectl.delete(kinds.deployments, inShop('web'))
    cluster.timers.advance(10_000)
    expect(cluster.store.list(kinds.replicaSets)).toEqual([])
    expect(cluster.store.list(kinds.pods)).toEqual([])
  })

  test('who scaled and who changed the template can be read from managedFields', () => {
    const cluster = aDeployedCluster()
    cluster.kubectl.scale(kinds.deployments, inShop('web'), 5)
    cluster.kubectl.setImage(kinds.deployments, inShop('web'), 'shop/web:v2')
    const entries = (deploymentIn(cluster).metadata.managedFields ?? []) as {
      manager: string
      subresource?: string
      fieldsV1: { 'f:spec'?: Record<string, unknown> }
    }[]
    const owners = (field: string): string[] =>
      entries
        .filter(({ fieldsV1 }) => fieldsV1['f:spec']?.[field] !== undefined)
        .map(({ manager, subresource }) => `${manager} ${subresource ?? ''}`)
    expect(owners('f:replicas')).toEqual(['kubectl scale'])
    expect(owners('f:template')).toEqual(['kubectl-client-side-apply ', 'kubectl-set '])
  })
})

describe('StatefulSet', () => {
  test('[SC9] a partition holds the update back from lower ordinals', () => {
    const cluster = aVirtualCluster()
    cluster.kubectl.applyStatefulSet(inShop('db').metadata, {
      replicas: 3,
      serviceName: 'db',
      selector: { matchLabels: { app: 'db' } },
      template: aTemplate('db', 'postgres:16'),
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } },
    })
    cluster.timers.advance(20_000)
    const deleted: string[] = []
    cluster.store.subscribe(kinds.pods, ({ type, object }) => {
      if (type === 'DELETED') deleted.push(object.metadata.name)
    })
    cluster.kubectl.setImage(kinds.statefulSets, inShop('db'), 'postgres:17')
    cluster.timers.advance(20_000)
    expect(deleted).toEqual(['db-2'])
    expect(
      cluster.store.list(kinds.pods, 'shop').map(({ metadata, spec }) => [metadata.name, spec.containers[0]?.image]),
    ).toEqual([
      ['db-0', 'postgres:16'],
      ['db-1', 'postgres:16'],
      ['db-2', 'postgres:17'],
    ])
    const status = cluster.store.get(kinds.statefulSets, 'shop', 'db')?.status
    expect(status?.currentRevision).not.toBe(status?.updateRevision)
  })

  test('it grows from the lowest ordinal up and shrinks from the highest down, one at a time', () => {
    const cluster = aVirtualCluster()
    const steps: string[] = []
    cluster.store.subscribe(kinds.pods, ({ type, object }) => {
      if (type !== 'MODIFIED') steps.push(`${type} ${object.metadata.name}`)
    })
    cluster.kubectl.applyStatefulSet(inShop('db').metadata, {
      replicas: 3,
      serviceName: 'db',
      selector: { matchLabels: { app: 'db' } },
      template: aTemplate('db', 'postgres:16'),
    })
    cluster.timers.advance(20_000)
    cluster.kubectl.scale(kinds.statefulSets, inShop('db'), 1)
    cluster.timers.advance(20_000)
    expect(steps).toEqual(['ADDED db-0', 'ADDED db-1', 'ADDED db-2', 'DELETED db-2', 'DELETED db-1'])
  })
})

describe('HorizontalPodAutoscaler', () => {
  test('[SC21] it follows its load up and down, through the scale subresource, and says so', () => {
    const cluster = aDeployedCluster()
    const metrics = [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
    ]
    const scaleTargetRef = { kind: 'Deployment', name: 'web', apiVersion: 'apps/v1' }
    const behavior = { scaleDown: { stabilizationWindowSeconds: 60 } }
    const spec = { scaleTargetRef, minReplicas: 4, maxReplicas: 10, metrics, behavior }
    cluster.kubectl.apply(
      kinds.podAutoscalers,
      { ...inShop('web'), spec },
      { status: { desiredReplicas: 0, currentMetrics: null } },
    )
    cluster.load.set('shop/web', 10 * 70)
    cluster.timers.advance(20_000)
    expect(deploymentIn(cluster).spec.replicas).toBe(10)
    cluster.load.set('shop/web', 4 * 70)
    cluster.timers.advance(30_000)
    expect(deploymentIn(cluster).spec.replicas).toBe(10)
    cluster.timers.advance(60_000)
    expect(deploymentIn(cluster).spec.replicas).toBe(4)
    const [autoscaler] = cluster.store.list(kinds.podAutoscalers)
    expect(autoscaler?.status).toMatchObject({ currentReplicas: 4, desiredReplicas: 4 })
    const messages = cluster.store.list(kinds.events).filter(({ reason }) => reason === 'SuccessfulRescale')
    expect(messages.map(({ message }) => message)).toEqual([
      'New size: 10; reason: cpu resource utilization (percentage of request) above target',
      'New size: 4; reason: All metrics below target',
    ])
    const entries = (deploymentIn(cluster).metadata.managedFields ?? []) as { manager: string; subresource?: string }[]
    expect(entries).toContainEqual(
      expect.objectContaining({ manager: 'kube-controller-manager', subresource: 'scale' }),
    )
  })
})
