import { describe, expect, test } from 'vitest'
import { kinds } from '../controllers/objects/kinds.ts'
import { isPodReady } from '../controllers/objects/pod.ts'
import { isSelectedByService } from '../controllers/objects/selection.ts'
import { VirtualTimers } from '../controllers/time/virtual-timers.ts'
import { buildLargeCluster, type LargeClusterOptions } from './build-large-cluster.ts'
import { churn } from './churn.ts'

const NOW = Date.parse('2026-11-21T01:00:00Z')
const SMALL: LargeClusterOptions = {
  services: 40,
  pods: 700,
  endpoints: 330,
  namespaces: 5,
  seed: 1,
  now: NOW,
  historyLimit: 100_000,
}

describe('buildLargeCluster', () => {
  const store = buildLargeCluster(SMALL)
  const slices = store.list(kinds.endpointSlices)
  const endpoints = slices.flatMap((slice) => slice.endpoints ?? [])

  test('it has as many of each as was asked for', () => {
    expect({
      services: store.list(kinds.services).length,
      pods: store.list(kinds.pods).length,
      endpoints: endpoints.length,
      namespaces: store.list(kinds.namespaces).length,
    }).toEqual({ services: 40, pods: 700, endpoints: 330, namespaces: 5 })
  })

  test('every endpoint is a Pod its Service selects, at an address nobody else has', () => {
    for (const { metadata, endpoints: listed } of slices) {
      const service = store.get(
        kinds.services,
        metadata.namespace,
        metadata.labels?.['kubernetes.io/service-name'] ?? '',
      )
      for (const { targetRef, addresses } of listed ?? []) {
        const pod = store.get(kinds.pods, targetRef?.namespace, targetRef?.name ?? '')
        expect(pod?.metadata.uid).toBe(targetRef?.uid)
        expect(pod?.status.podIP).toBe(addresses[0])
        expect(isSelectedByService(service?.spec.selector, pod?.metadata.labels)).toBe(true)
      }
    }
    expect(new Set(store.list(kinds.pods).map(({ status }) => status.podIP)).size).toBe(700)
  })

  test('Pods are as long as real ones, but share what is not their own', () => {
    const [one, other] = store.list(kinds.pods)
    const sizes = store.list(kinds.pods).map((pod) => JSON.stringify(pod).length)
    expect(Math.min(...sizes)).toBeGreaterThan(8_000)
    expect(Math.max(...sizes)).toBeLessThan(9_500)
    expect(one?.metadata.managedFields).toBe(other?.metadata.managedFields)
    expect(one?.spec.containers[0]?.env).toBe(other?.spec.containers[0]?.env)
  })

  test('a Service with more than 100 endpoints has several slices', () => {
    const wide = buildLargeCluster({ ...SMALL, services: 1, pods: 230, endpoints: 230, namespaces: 1 })
    expect(
      wide
        .list(kinds.endpointSlices)
        .map((slice) => slice.endpoints?.length)
        .sort(),
    ).toEqual([100, 100, 30])
  })

  test('one seed makes one cluster', () => {
    const build = (seed: number) => JSON.stringify(buildLargeCluster({ ...SMALL, seed }).list(kinds.pods))
    const first = build(1)
    expect(build(1) === first).toBe(true)
    expect(build(2) === first).toBe(false)
  })
})

describe('churn', () => {
  test('it writes at the rate asked for, and leaves the cluster as large as it was', () => {
    const store = buildLargeCluster(SMALL)
    const timers = new VirtualTimers(NOW)
    const before = Number(store.currentResourceVersion)
    const going = churn(store, { changesPerSecond: 500, timers })
    timers.advance(10_000)
    going.stop()
    timers.advance(1_000)
    const written = Number(store.currentResourceVersion) - before
    expect(going.changes).toBe(5_000)
    expect(written).toBe(5_000)
    expect(Math.abs(store.list(kinds.pods).length - 700)).toBeLessThanOrEqual(32)
  })

  test('when it is not in the middle of something, slices and Pods agree', () => {
    const store = buildLargeCluster(SMALL)
    const timers = new VirtualTimers(NOW)
    const going = churn(store, { changesPerSecond: 500, timers })
    timers.advance(10_000)
    going.stop()
    const differing = store
      .list(kinds.endpointSlices)
      .flatMap(({ endpoints }) => endpoints ?? [])
      .filter(({ targetRef, conditions }) => {
        const pod = store.get(kinds.pods, targetRef?.namespace, targetRef?.name ?? '')
        return pod === undefined || isPodReady(pod) !== conditions.serving
      })
    expect(differing.length).toBeLessThanOrEqual(32)
  })
})
