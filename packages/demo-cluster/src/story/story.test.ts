import { describe, expect, test } from 'vitest'
import { type ApiResource, resources } from '../api-server/api-resource.ts'
import type { ObjectStore } from '../api-server/object-store.ts'
import { internalAddressOf } from '../controllers/objects/infrastructure.ts'
import { kinds } from '../controllers/objects/kinds.ts'
import type { IngressBackend } from '../controllers/objects/network.ts'
import { isPodReady } from '../controllers/objects/pod.ts'
import { isSelectedByService } from '../controllers/objects/selection.ts'
import { CHAPTERS } from './chapters/all-chapters.ts'
import { VISIBLE } from './quiet-times.ts'
import { PROLOGUE_MS } from './start-story.ts'
import { aStory, START } from './testing/told-story.ts'

const HOUR_MS = 3_600_000

const countAll = (store: ObjectStore): Record<string, number> =>
  Object.fromEntries(
    Object.values(resources).map((resource: ApiResource) => [resource.plural, store.list(resource).length]),
  )

/** Ready endpoints of each Service, by `namespace/name`. */
function readyEndpoints(store: ObjectStore): Map<string, number> {
  const ready = new Map(store.list(kinds.services).map(({ metadata }) => [`${metadata.namespace}/${metadata.name}`, 0]))
  for (const { metadata, endpoints } of store.list(kinds.endpointSlices)) {
    const key = `${metadata.namespace}/${metadata.labels?.['kubernetes.io/service-name']}`
    ready.set(key, (ready.get(key) ?? 0) + (endpoints ?? []).filter(({ conditions }) => conditions.ready).length)
  }
  return ready
}

/** Backends of Ingresses that lead nowhere, as `host → Service:port`. */
function brokenBackends(store: ObjectStore): string[] {
  const isBroken = (namespace: string | undefined, { service }: IngressBackend): boolean =>
    store
      .get(kinds.services, namespace, service.name)
      ?.spec.ports?.some(({ name, port }) => port === service.port.number || name === service.port.name) !== true
  return store
    .list(kinds.ingresses)
    .flatMap(({ metadata, spec }) =>
      (spec.rules ?? []).flatMap(({ host, http }) =>
        (http?.paths ?? [])
          .filter(({ backend }) => isBroken(metadata.namespace, backend))
          .map(({ backend: { service } }) => `${host} → ${service.name}:${service.port.number ?? service.port.name}`),
      ),
    )
}

describe('the demo story over two hours', () => {
  const { store, timers, story } = aStory()
  let lastVisibleAt = START
  let longestSilenceMs = 0
  const told: string[] = []
  const unhealthy: string[] = []
  const highest: Record<string, number> = {}
  timers.advance(PROLOGUE_MS)
  for (const resource of VISIBLE) {
    store.subscribe(resource, () => {
      longestSilenceMs = Math.max(longestSilenceMs, timers.now() - lastVisibleAt)
      lastVisibleAt = timers.now()
    })
  }
  lastVisibleAt = timers.now()
  const versionBefore = Number(store.currentResourceVersion)
  story.onChapter(({ name }) => {
    told.push(name)
    for (const [plural, count] of Object.entries(countAll(store)))
      highest[plural] = Math.max(highest[plural] ?? 0, count)
    if (name !== 'interlude') return
    for (const pod of store.list(kinds.pods)) {
      const ageMs = timers.now() - Date.parse(pod.metadata.creationTimestamp)
      if (!isPodReady(pod) && pod.metadata.deletionTimestamp === undefined && ageMs > 30_000) {
        unhealthy.push(`after ${told.at(-2)}: ${pod.metadata.name}`)
      }
    }
    for (const [service, ready] of readyEndpoints(store))
      if (ready === 0) unhealthy.push(`after ${told.at(-2)}: ${service}`)
  })
  timers.advance(2 * HOUR_MS)

  test('something visible happens at least every 20 s', () => {
    expect(longestSilenceMs).toBeLessThanOrEqual(20_000)
  })

  test('every chapter is told, and announced by name', () => {
    expect(new Set(told)).toEqual(new Set([...CHAPTERS.map(({ name }) => name), 'interlude']))
    expect(story.chapter.title).not.toBe('')
  })

  test('each chapter leaves the cluster healthy, but for the Service nobody repairs', () => {
    expect(new Set(unhealthy.map((line) => line.slice(line.indexOf(':') + 2)))).toEqual(new Set(['default/in-ng-svc']))
  })

  test('what accumulates is bounded', () => {
    expect(highest.pods).toBeLessThanOrEqual(130)
    expect(highest.replicasets).toBeLessThanOrEqual(100)
    expect(highest.controllerrevisions).toBeLessThanOrEqual(25)
    expect(highest.events).toBeLessThanOrEqual(4_000)
    expect(highest.endpointslices).toBeLessThanOrEqual(30)
  })

  test('no controller writes without need', () => {
    expect(Number(store.currentResourceVersion) - versionBefore).toBeLessThan(2 * 3600 * 6)
  })

  test('exactly two faults are there to be found: a selector that matches nothing, an Ingress that names what is not there', () => {
    const selecting = store.list(kinds.services).filter(({ spec }) => spec.selector !== undefined)
    const matchNothing = selecting.filter(
      ({ spec, metadata }) =>
        !store
          .list(kinds.pods, metadata.namespace)
          .some((pod) => isSelectedByService(spec.selector, pod.metadata.labels)),
    )
    expect(matchNothing.map(({ metadata }) => metadata.name)).toEqual(['in-ng-svc'])
    expect(brokenBackends(store)).toEqual(['old.shop.example.com → web:8081', 'old.shop.example.com → cart:80'])
  })
})

describe('the demo cluster once it stands', () => {
  const { store, timers } = aStory(2)
  timers.advance(PROLOGUE_MS)

  test('it is of a size to be watched', () => {
    const counts = countAll(store)
    expect(counts.namespaces).toBe(6)
    expect(counts.nodes).toBe(5)
    expect(counts.services).toBeGreaterThanOrEqual(15)
    expect(counts.services).toBeLessThanOrEqual(25)
    expect(counts.pods).toBeGreaterThanOrEqual(80)
    expect(counts.pods).toBeLessThanOrEqual(120)
    expect(
      new Set(store.list(kinds.nodes).map(({ metadata }) => metadata.labels?.['topology.kubernetes.io/zone'])).size,
    ).toBe(3)
  })

  test('every Ingress has the addresses of the nodes the controller runs on', () => {
    const addresses = store
      .list(kinds.nodes)
      .slice(0, 2)
      .map((node) => ({ ip: internalAddressOf(node) }))
    expect(store.list(kinds.ingresses).map(({ status }) => status.loadBalancer.ingress)).toEqual(
      store.list(kinds.ingresses).map(() => addresses),
    )
  })

  test('the Gateway has an address and every route is accepted with its backends resolved', () => {
    const [gateway] = store.list(kinds.gateways)
    expect(gateway?.status.addresses).toEqual([{ type: 'IPAddress', value: '203.0.113.10' }])
    expect(gateway?.status.listeners?.map(({ name, attachedRoutes }) => [name, attachedRoutes])).toEqual([
      ['http', 1],
      ['https', 2],
    ])
    const verdicts = store
      .list(kinds.httpRoutes)
      .flatMap((route) => (route.status?.parents ?? []).flatMap(({ conditions }) => conditions))
      .map(({ type, status }) => `${type}=${status}`)
    expect(new Set(verdicts)).toEqual(new Set(['Accepted=True', 'ResolvedRefs=True']))
    expect(verdicts).toHaveLength(6)
  })

  test('Pods of applications have the size of real ones, and secrets where people put them', () => {
    const pods = store.list(kinds.pods, 'shop').filter(({ metadata }) => metadata.labels?.tier === 'backend')
    for (const pod of pods) {
      const json = JSON.stringify(pod)
      expect(json.length).toBeGreaterThan(6_000)
      expect(json.length).toBeLessThan(9_500)
      expect(json).toContain('not-a-real-password')
    }
    const [deployment] = store.list(kinds.deployments, 'shop')
    expect(deployment?.metadata.annotations?.['kubectl.kubernetes.io/last-applied-configuration']).toContain(
      'API_TOKEN',
    )
  })
})

test('one seed tells one story, another seed another', () => {
  const tell = (seed: number): string => {
    const { store, timers } = aStory(seed)
    timers.advance(PROLOGUE_MS + 20_000)
    return JSON.stringify(store.list(kinds.pods))
  }
  const told = tell(7)
  expect(tell(7) === told).toBe(true)
  expect(tell(8) === told).toBe(false)
})
