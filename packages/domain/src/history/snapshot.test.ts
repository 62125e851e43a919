import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BrokenInvariantError } from '../errors.ts'
import type { KubernetesObject } from '../kubernetes/metadata.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import {
  aDeletion,
  aDeployment,
  aModification,
  aNamespace,
  aNode,
  anAddition,
  anEndpointSlice,
  aPod,
  aReplicaSet,
  aService,
} from '../testing/index.ts'
import { Snapshot } from './snapshot.ts'

const names = (objects: Iterable<KubernetesObject>): readonly string[] =>
  [...objects].map(({ metadata }) => metadata.name)

const web = aDeployment('web', { namespace: 'shop' })
const webV1 = aReplicaSet('web-1', { namespace: 'shop', owner: web })
const podA = aPod('web-1-a', { namespace: 'shop', owner: webV1, node: 'node-1', labels: { app: 'web', tier: 'front' } })
const podB = aPod('web-1-b', { namespace: 'shop', owner: webV1, node: 'node-2', labels: { app: 'web', tier: 'back' } })
const elsewhere = aPod('web-1-a', { namespace: 'other', node: 'node-1', labels: { app: 'web' } })
const slice = anEndpointSlice('anything', { namespace: 'shop', service: 'web' })
const service = aService('web', { namespace: 'shop', selector: { app: 'web' } })
const everything = [podB, slice, web, elsewhere, service, podA, webV1, aNode('node-1'), aNamespace('empty')]

describe('Snapshot.ingressControllers', () => {
  test('holds what looks like a controller as it is now, and nothing else', () => {
    const nginx = aPod('nginx', { image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1' })
    const other = { ...nginx, spec: { ...nginx.spec, containers: [{ name: 'main', image: 'app:2', ports: [] }] } }
    const snapshot = Snapshot.of(0, [aPod('web'), nginx])
    expect([...snapshot.ingressControllers()]).toEqual([nginx])
    snapshot.apply(aModification(1, [nginx, other]))
    expect([...snapshot.ingressControllers()]).toEqual([])
    snapshot.apply(aModification(2, [other, nginx]))
    snapshot.apply(aDeletion(3, nginx))
    expect([...snapshot.ingressControllers()]).toEqual([])
  })
})

describe('Snapshot', () => {
  const snapshot = Snapshot.of(7, everything)

  test('finds objects by key, by parts and by uid', () => {
    expect(snapshot.get('Pod/shop/web-1-a')).toBe(podA)
    expect(snapshot.get('Node/-/node-1')).toEqual(aNode('node-1'))
    expect(snapshot.find('Service', 'shop', 'web')).toBe(service)
    expect(snapshot.byUid('Pod', podA.metadata.uid)).toBe(podA)
    expect(snapshot.get('Pod/shop/web-1-c')).toBeUndefined()
    expect(snapshot.get('no key')).toBeUndefined()
    expect(snapshot.byUid('Pod', 'nobody')).toBeUndefined()
    expect([snapshot.seq, snapshot.size]).toEqual([7, 9])
  })

  test('lists a kind, everywhere or in one namespace', () => {
    expect(names(snapshot.ofKind('Pod')).toSorted()).toEqual(['web-1-a', 'web-1-a', 'web-1-b'])
    expect(names(snapshot.ofKind('Pod', 'other'))).toEqual(['web-1-a'])
    expect(names(snapshot.ofKind('Pod', 'nowhere'))).toEqual([])
    expect(names(snapshot.ofKind('Ingress'))).toEqual([])
  })

  test('knows every namespace that exists or holds something', () => {
    expect(snapshot.namespaces()).toEqual(['empty', 'other', 'shop'])
  })

  test('[D.4.1] slices belong to the Service their label names, whatever they are called', () => {
    expect(names(snapshot.slicesOfService('shop', 'web'))).toEqual(['anything'])
    expect(names(snapshot.slicesOfService('other', 'web'))).toEqual([])
  })

  test('[D.3] a selector selects Pods of its namespace that have every label', () => {
    expect(names(snapshot.podsSelectedBy('shop', { app: 'web' }))).toEqual(['web-1-a', 'web-1-b'])
    expect(names(snapshot.podsSelectedBy('shop', { app: 'web', tier: 'back' }))).toEqual(['web-1-b'])
    expect(names(snapshot.podsSelectedBy('shop', { app: 'web', tier: 'none' }))).toEqual([])
  })

  test('[D.3] no selector and an empty one select nothing', () => {
    expect(snapshot.podsSelectedBy('shop', {})).toEqual([])
    expect(snapshot.podsSelectedBy('shop', undefined)).toEqual([])
  })

  test('knows the Pods of a Node, in every namespace', () => {
    expect(snapshot.podsOnNode('node-1')).toEqual([elsewhere, podA])
  })

  test('a uid that objects of two kinds share confuses nobody', () => {
    const shared = Snapshot.of(0, [aPod('web', { uid: 'same' }), aService('web', { uid: 'same' })])
    expect(shared.byUid('Pod', 'same')?.kind).toBe('Pod')
    expect(shared.byUid('Service', 'same')?.kind).toBe('Service')
    expect(shared.size).toBe(2)
    expect([shared.count('Pod'), shared.count('Pod', 'default'), shared.count('Pod', 'other')]).toEqual([1, 1, 0])
  })

  test('[D.7] children are found by the uid of their controller', () => {
    expect(names(snapshot.childrenOf(webV1.metadata.uid))).toEqual(['web-1-a', 'web-1-b'])
    expect(names(snapshot.childrenOf(web.metadata.uid))).toEqual(['web-1'])
  })

  test('what is not there means something only where everything was observed', () => {
    const seen = Snapshot.of(0, [])
    expect(seen.visibilityOf('Pod', 'shop')).toBe('listing')
    seen.setVisibility('Pod', undefined, 'denied')
    seen.setVisibility('Pod', 'shop', 'observed')
    expect([seen.visibilityOf('Pod', 'shop'), seen.visibilityOf('Pod', 'other'), seen.visibilityOf('Pod')]).toEqual([
      'observed',
      'denied',
      'denied',
    ])
  })
})

describe('Snapshot.apply', () => {
  test('tells what was and what is', () => {
    const snapshot = Snapshot.of(0, [])
    const unready = aPod('web-1', { isReady: false })
    const ready = aPod('web-1', { isReady: true })
    expect(snapshot.apply(anAddition(1, unready))).toEqual({
      key: 'Pod/default/web-1',
      before: undefined,
      after: unready,
    })
    expect(snapshot.apply(aModification(2, [unready, ready]))).toEqual({
      key: 'Pod/default/web-1',
      before: unready,
      after: ready,
    })
    expect(snapshot.apply(aDeletion(3, ready))).toEqual({ key: 'Pod/default/web-1', before: ready, after: undefined })
    expect([snapshot.seq, snapshot.size]).toEqual([3, 0])
  })

  test('a Pod of the same name is another Pod', () => {
    const first = aPod('db-0', { uid: 'first', labels: { app: 'db' }, node: 'node-1' })
    const second = aPod('db-0', { uid: 'second', labels: { app: 'db' }, node: 'node-2' })
    const snapshot = Snapshot.of(0, [first])
    snapshot.apply(aDeletion(1, first))
    snapshot.apply(anAddition(2, second))
    expect(snapshot.byUid('Pod', 'first')).toBeUndefined()
    expect(snapshot.podsOnNode('node-1')).toEqual([])
    expect(snapshot.podsSelectedBy('default', { app: 'db' })).toEqual([second])
  })

  const pod = aPod('web-1')
  test.each([
    ['a change that is not the next', anAddition(3, aPod('web-2'))],
    ['a change that was applied before', anAddition(0, aPod('web-2'))],
    ['a second addition', anAddition(1, pod)],
    ['a change of an object that is not there', aModification(1, [aPod('web-2'), aPod('web-2', { node: 'n' })])],
    ['a deletion of an object that is not there', aDeletion(1, aPod('web-2'))],
    ['a change of another object of the same name', aDeletion(1, aPod('web-1', { uid: 'other' }))],
    ['another object with the uid of this one', anAddition(1, aPod('web-2', { uid: pod.metadata.uid }))],
    ['an addition that brings nothing', { ...anAddition(1, aPod('web-2')), differences: [] }],
  ])('refuses %s', (_, change) => {
    expect(() => Snapshot.of(0, [pod]).apply(change)).toThrow(BrokenInvariantError)
  })

  const someName = fc.constantFrom('a', 'b', 'c')
  const step = fc.record({
    name: someName,
    namespace: fc.constantFrom('x', 'y'),
    labels: fc.dictionary(fc.constantFrom('app', 'tier', 'constructor'), someName),
    node: fc.option(someName, { nil: undefined }),
    owner: fc.option(someName, { nil: undefined }),
    change: fc.constantFrom('put', 'put', 'put', 'delete', 'ask', 'recreate'),
  })

  test('gives the same answers as a snapshot made afresh, whenever its indexes were built', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const snapshot = Snapshot.of(0, [])
        for (const { change, name, namespace, node, owner, labels } of steps) {
          const before = snapshot.find('Pod', namespace, name)
          const controller = owner === undefined ? {} : { owner: aReplicaSet(owner) }
          const uid = change === 'recreate' || !before ? `uid-${snapshot.seq}` : before.metadata.uid
          const after = aPod(name, { namespace, labels, uid, ...(node === undefined ? {} : { node }), ...controller })
          if (change === 'ask') snapshot.podsSelectedBy(namespace, labels)
          else if (before && change !== 'put') snapshot.apply(aDeletion(snapshot.seq + 1, before))
          else if (before) snapshot.apply(aModification(snapshot.seq + 1, [before, after]))
          else snapshot.apply(anAddition(snapshot.seq + 1, after))
        }
        expectEqualAnswers(snapshot, Snapshot.of(snapshot.seq, [...snapshot.ofKind('Pod')].toReversed()))
      }),
    )
  })
})

function expectEqualAnswers(one: Snapshot, other: Snapshot): void {
  for (const some of ['a', 'b', 'c']) {
    for (const namespace of ['x', 'y']) {
      for (const key of ['app', 'tier', 'constructor']) {
        expect(one.podsSelectedBy(namespace, { [key]: some })).toEqual(other.podsSelectedBy(namespace, { [key]: some }))
      }
      expect(one.podsSelectedBy(namespace, { app: some, tier: 'a' })).toEqual(
        other.podsSelectedBy(namespace, { app: some, tier: 'a' }),
      )
    }
    expect(one.podsOnNode(some)).toEqual(other.podsOnNode(some))
    expect(one.childrenOf(`uid-replicaset-default-${some}`)).toEqual(other.childrenOf(`uid-replicaset-default-${some}`))
  }
  expect(one.namespaces()).toEqual(other.namespaces())
  expect([...one.ofKind('Pod')].map(keyOf).toSorted()).toEqual([...other.ofKind('Pod')].map(keyOf).toSorted())
}
