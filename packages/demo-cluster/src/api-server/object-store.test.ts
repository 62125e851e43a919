import { describe, expect, test } from 'vitest'
import { InvalidWriteError, ObjectAlreadyExistsError, ObjectNotFoundError, VersionExpiredError } from '../errors.ts'
import { resources } from './api-resource.ts'
import { ObjectStore } from './object-store.ts'
import type { StoredChange, StoredObject } from './stored-object.ts'

const START = Date.parse('2026-11-21T01:00:00.400Z')

function aStore({ historyLimit = 100 } = {}) {
  let now = START
  let draw = 0
  const store = new ObjectStore({
    clock: () => now,
    random: () => (draw++ % 97) / 97,
    firstResourceVersion: 100,
    historyLimit,
  })
  return { store, advance: (ms: number) => (now += ms) }
}

const aPod = (name: string, more: Partial<StoredObject> = {}) => ({
  metadata: { name, namespace: 'shop' },
  spec: { nodeName: 'node-01', containers: [] },
  status: { phase: 'Running' },
  ...more,
})

const named = (name: string) => ({ metadata: { namespace: 'shop', name } })

const setting = (fields: Partial<StoredObject>) => (draft: StoredObject) => void Object.assign(draft, fields)

const settingMetadata = (fields: Partial<StoredObject['metadata']>) => (draft: StoredObject) =>
  void Object.assign(draft.metadata, fields)

const aService = (name: string) => ({ metadata: { name, namespace: 'shop' }, spec: { ports: [{ port: 80 }] } })

describe('creating', () => {
  test('an object gets its identity, its first generation and the next version of the one counter', () => {
    const { store } = aStore()
    const pod = store.create(resources.pods, aPod('web-1'))
    const service = store.create(resources.services, aService('web'))
    expect(pod).toEqual({
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: {
        name: 'web-1',
        namespace: 'shop',
        uid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
        resourceVersion: '101',
        generation: 1,
        creationTimestamp: '2026-11-21T01:00:00Z',
      },
      spec: { nodeName: 'node-01', containers: [] },
      status: { phase: 'Running' },
    })
    expect(service.metadata.generation).toBeUndefined()
    expect(service.metadata.resourceVersion).toBe('102')
    expect(store.currentResourceVersion).toBe('102')
  })

  test('generateName is followed by five characters of the API’s alphabet', () => {
    const { store } = aStore()
    const { metadata } = store.create(resources.pods, {
      metadata: { generateName: 'web-5f8bdc9669-', namespace: 'shop' },
    })
    expect(metadata.name).toMatch(/^web-5f8bdc9669-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
    expect(metadata.generateName).toBe('web-5f8bdc9669-')
  })

  test('what cannot exist is refused with the reason', () => {
    const { store } = aStore()
    store.create(resources.services, aService('web'))
    expect(() => store.create(resources.services, aService('web'))).toThrow(ObjectAlreadyExistsError)
    expect(() => store.create(resources.services, { metadata: { name: 'web' } })).toThrow(InvalidWriteError)
    expect(() => store.create(resources.nodes, { metadata: { name: 'n', namespace: 'shop' } })).toThrow(
      InvalidWriteError,
    )
    expect(() => store.create(resources.pods, { metadata: { namespace: 'shop' } })).toThrow(InvalidWriteError)
  })
})

describe('updating', () => {
  test('a spec edit raises the generation, a status edit and a label do not', () => {
    const { store } = aStore()
    store.create(resources.replicasets, { metadata: { name: 'web', namespace: 'shop' }, spec: { replicas: 1 } })
    const at = (edit: () => StoredObject) => {
      const { generation, resourceVersion } = edit().metadata
      return [generation, resourceVersion]
    }
    const spec = () => store.update(resources.replicasets, named('web'), setting({ spec: { replicas: 2 } }))
    const label = () => store.update(resources.replicasets, named('web'), settingMetadata({ labels: { a: 'b' } }))
    const status = () => store.updateStatus(resources.replicasets, named('web'), setting({ status: { replicas: 2 } }))
    expect([at(spec), at(label), at(status)]).toEqual([
      [2, '102'],
      [2, '103'],
      [2, '104'],
    ])
  })

  test('an EndpointSlice counts its labels, a Deployment its annotations', () => {
    const { store } = aStore()
    store.create(resources.endpointslices, { metadata: { name: 'web', namespace: 'shop' }, endpoints: [] })
    store.create(resources.deployments, { metadata: { name: 'web', namespace: 'shop' }, spec: {} })
    const slice = store.update(resources.endpointslices, named('web'), settingMetadata({ labels: { a: 'b' } }))
    const deployment = store.update(resources.deployments, named('web'), settingMetadata({ annotations: { a: 'b' } }))
    expect([slice.metadata.generation, deployment.metadata.generation]).toEqual([2, 2])
  })

  test('a write that changes nothing is no write', () => {
    const { store } = aStore()
    const pod = store.create(resources.pods, aPod('web-1'))
    const told: StoredChange[] = []
    store.subscribe(resources.pods, (change) => told.push(change))
    const same = store.updateStatus(resources.pods, named('web-1'), setting({ status: { phase: 'Running' } }))
    expect(same).toBe(pod)
    expect(store.currentResourceVersion).toBe('101')
    expect(told).toEqual([])
  })

  test('identity and versions are the server’s whatever the draft says', () => {
    const { store } = aStore()
    const pod = store.create(resources.pods, aPod('web-1'))
    const edited = store.update(resources.pods, named('web-1'), (draft) => {
      Object.assign(draft.metadata, { uid: 'mine', resourceVersion: '7', creationTimestamp: 'now', generation: 70 })
      draft.kind = 'Cake'
    })
    expect(edited).toBe(pod)
  })

  test('status and everything else are written by different verbs', () => {
    const { store } = aStore()
    store.create(resources.pods, aPod('web-1'))
    expect(() => store.update(resources.pods, named('web-1'), setting({ status: {} }))).toThrow(InvalidWriteError)
    expect(() => store.updateStatus(resources.pods, named('web-1'), setting({ spec: {} }))).toThrow(InvalidWriteError)
    expect(() => store.update(resources.pods, named('none'), () => undefined)).toThrow(ObjectNotFoundError)
  })

  test('nobody can change what the store handed out, and versions share what did not change', () => {
    const { store } = aStore()
    const before = store.create(resources.pods, aPod('web-1'))
    expect(() => Object.assign(before.spec ?? {}, { nodeName: 'other' })).toThrow(TypeError)
    const after = store.updateStatus(resources.pods, named('web-1'), setting({ status: { phase: 'Failed' } }))
    expect(after.spec).toBe(before.spec)
    expect(before.status).toEqual({ phase: 'Running' })
  })
})

describe('deleting', () => {
  const timeline = (edit: (store: ObjectStore, advance: (ms: number) => number) => void, pod = aPod('web-1')) => {
    const { store, advance } = aStore()
    store.create(resources.pods, pod)
    const told: unknown[] = []
    store.subscribe(resources.pods, ({ type, object }) => {
      const { resourceVersion, generation, deletionTimestamp, deletionGracePeriodSeconds } = object.metadata
      told.push([type, resourceVersion, generation, deletionTimestamp, deletionGracePeriodSeconds])
    })
    edit(store, advance)
    return told
  }

  test('a running Pod gets its deadline, then grace 0, then goes, each with its own version', () => {
    const told = timeline((store, advance) => {
      store.requestDeletion(resources.pods, named('web-1'))
      store.requestDeletion(resources.pods, named('web-1'))
      advance(1200)
      store.requestDeletion(resources.pods, named('web-1'), { gracePeriodSeconds: 0 })
      expect(store.get(resources.pods, 'shop', 'web-1')).toBeUndefined()
    })
    expect(told).toEqual([
      ['MODIFIED', '102', 2, '2026-11-21T01:00:30Z', 30],
      ['MODIFIED', '103', 2, '2026-11-21T01:00:01Z', 0],
      ['DELETED', '104', 2, '2026-11-21T01:00:01Z', 0],
    ])
  })

  test('a Pod that no kubelet has, or that has ended, goes at once', () => {
    const remove = (store: ObjectStore) => store.requestDeletion(resources.pods, named('web-1'))
    expect(timeline(remove, aPod('web-1', { spec: {} }))).toEqual([['DELETED', '102', 1, undefined, undefined]])
    expect(timeline(remove, aPod('web-1', { status: { phase: 'Failed' } }))).toHaveLength(1)
  })

  test('finalizers keep an object until the last one is gone', () => {
    const { store } = aStore()
    const metadata = { name: 'web', namespace: 'shop', finalizers: ['service.kubernetes.io/load-balancer-cleanup'] }
    store.create(resources.services, { ...aService('web'), metadata })
    store.requestDeletion(resources.services, named('web'))
    expect(store.get(resources.services, 'shop', 'web')?.metadata.deletionTimestamp).toBe('2026-11-21T01:00:00Z')
    const told: string[] = []
    store.subscribe(resources.services, (change) => told.push(change.type))
    store.update(resources.services, named('web'), settingMetadata({ finalizers: [] }))
    expect(told).toEqual(['DELETED'])
    expect(store.list(resources.services)).toEqual([])
  })
})

describe('listening', () => {
  test('a listener that writes is told of its own writes after everybody heard of the first', () => {
    const { store } = aStore()
    const told: string[] = []
    store.subscribe(resources.services, ({ object }) => {
      told.push(`first ${object.metadata.name}`)
      if (object.metadata.name === 'web') store.create(resources.services, aService('cart'))
    })
    const end = store.subscribe(resources.services, ({ object }) => void told.push(`second ${object.metadata.name}`))
    store.create(resources.services, aService('web'))
    expect(told).toEqual(['first web', 'second web', 'first cart', 'second cart'])
    end()
    store.create(resources.services, aService('db'))
    expect(told.slice(4)).toEqual(['first db'])
  })
})

describe('remembering', () => {
  test('the past is exact within the history and expired beyond it', () => {
    const { store } = aStore({ historyLimit: 8 })
    for (const name of ['a', 'b', 'c', 'd']) store.create(resources.services, aService(name))
    store.remove(resources.services, named('b'))
    store.update(resources.services, named('a'), settingMetadata({ labels: { late: 'yes' } }))
    const past = store.collection(resources.services).snapshotAt(103)
    expect(past.keys).toEqual(['shop/a', 'shop/b', 'shop/c'])
    expect(past.objects.map(({ metadata }) => metadata.labels)).toEqual([undefined, undefined, undefined])
    for (let i = 0; i < 20; i++) store.create(resources.services, aService(`more-${i}`))
    expect(() => store.collection(resources.services).snapshotAt(102)).toThrow(VersionExpiredError)
    expect(store.collection(resources.services).snapshotAt(103)).toBe(past)
  })
})
