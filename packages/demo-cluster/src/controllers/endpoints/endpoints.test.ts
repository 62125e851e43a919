import { describe, expect, test } from 'vitest'
import type { ObjectStore } from '../../api-server/object-store.ts'
import { kinds } from '../objects/kinds.ts'
import { aTemplate, aVirtualCluster, inShop, type VirtualCluster } from '../testing/virtual-cluster.ts'
import { TRIGGER_TIME } from './trigger-times.ts'

/** Two Pods of `app: web` behind a Service, settled. */
function aServedCluster(targetPort: number | string = 'http'): VirtualCluster {
  const cluster = aVirtualCluster()
  cluster.kubectl.applyService(inShop('web').metadata, {
    ports: [{ name: 'http', port: 80, targetPort }],
    selector: { app: 'web' },
  })
  cluster.kubectl.applyDeployment(inShop('web').metadata, {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: aTemplate('web', 'shop/web:v1'),
  })
  cluster.timers.advance(10_000)
  return cluster
}

/** Slices of the shop as `ports: state of each endpoint`. */
const shown = (store: ObjectStore): string[] =>
  store.list(kinds.endpointSlices, 'shop').map(({ ports, endpoints }) => {
    const states = (endpoints ?? []).map(({ conditions }) =>
      conditions.ready ? 'ready' : conditions.serving ? 'serving' : 'unready',
    )
    return `${(ports ?? []).map(({ port }) => port).join()}: ${states.join()}`
  })

const firstPod = ({ store }: VirtualCluster) => {
  const [pod] = store.list(kinds.pods, 'shop')
  if (pod === undefined) throw new TypeError('there are Pods in the shop')
  return pod
}

describe('EndpointSlices', () => {
  test('a named targetPort nobody declares leaves endpoints without ports', () => {
    expect(shown(aServedCluster('missing').store)).toEqual([': ready,ready'])
  })

  test('a numeric targetPort is taken as it is', () => {
    expect(shown(aServedCluster(9999).store)).toEqual(['9999: ready,ready'])
  })

  test('a Pod that no longer carries the label leaves at once', () => {
    const cluster = aServedCluster()
    cluster.kubectl.patch(kinds.pods, firstPod(cluster), (pod) => {
      pod.metadata.labels = { app: 'quarantined' }
    })
    cluster.timers.advance(50)
    expect(shown(cluster.store)).toEqual(['8080: ready'])
  })

  test('a Pod that has ended leaves, although it is still there', () => {
    const cluster = aServedCluster()
    cluster.store.updateStatus(kinds.pods, firstPod(cluster), (pod) => {
      pod.status.phase = 'Failed'
    })
    cluster.timers.advance(9)
    expect(shown(cluster.store)).toEqual(['8080: ready'])
  })

  test('a selector that is emptied leaves the slices to others', () => {
    const cluster = aServedCluster()
    cluster.kubectl.patch(kinds.services, inShop('web'), (service) => {
      service.spec.selector = { app: 'nobody' }
    })
    cluster.timers.advance(50)
    expect(shown(cluster.store)).toEqual([': '])
  })

  test('the trigger time tells of readiness, and goes with a change that has none', () => {
    const cluster = aServedCluster()
    const trigger = (): string | undefined =>
      cluster.store.list(kinds.endpointSlices, 'shop')[0]?.metadata.annotations?.[TRIGGER_TIME]
    const ready = firstPod(cluster).status.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime
    expect(trigger()).toBe(ready)
    cluster.kubectl.delete(kinds.pods, firstPod(cluster))
    cluster.timers.advance(15)
    expect(trigger()).toBeUndefined()
  })

  test('slices and Endpoints go with their Service', () => {
    const cluster = aServedCluster()
    cluster.kubectl.delete(kinds.services, inShop('web'))
    cluster.timers.advance(50)
    expect(shown(cluster.store)).toEqual([])
    expect(cluster.store.list(kinds.endpoints)).toEqual([])
  })
})

describe('Endpoints', () => {
  test('they list ready and unready addresses apart, and leave out what is being deleted', () => {
    const cluster = aServedCluster()
    const addresses = (): [number, number][] =>
      cluster.store
        .list(kinds.endpoints, 'shop')
        .flatMap(({ subsets = [] }) => subsets)
        .map((subset) => [subset.addresses?.length ?? 0, subset.notReadyAddresses?.length ?? 0])
    expect(addresses()).toEqual([[2, 0]])
    cluster.behaviours.failing.add('web')
    cluster.kubelets.reprobe(({ metadata }) => metadata.uid === firstPod(cluster).metadata.uid)
    cluster.timers.advance(35_000)
    expect(addresses()).toEqual([[1, 1]])
    cluster.kubectl.delete(kinds.pods, firstPod(cluster))
    cluster.timers.advance(15)
    expect(addresses()).toEqual([[1, 0]])
  })
})
