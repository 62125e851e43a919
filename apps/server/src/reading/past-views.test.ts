import { describe, expect, test } from 'vitest'
import { aNode, aPod, aService } from '../testing/objects.ts'
import { World } from '../testing/world.ts'
import { PastViews } from './past-views.ts'

function viewsOver(world: World): PastViews {
  const visibilityNow = () => 'observed' as const
  return new PastViews({ reader: world.reader, clock: world.clock, visibilityNow })
}

describe('PastViews', () => {
  test('remembers the sixteen instants used last', async () => {
    const world = new World()
    for (let index = 0; index < 20; index++) world.put(aPod(`web-${index}`))
    world.clock.time += 60_000
    const views = viewsOver(world)
    for (let seq = 1; seq <= 17; seq++) expect((await views.at({ seq }))?.snapshot.size).toBe(seq)
    await views.at({ seq: 17 })
    await views.at({ seq: 2 })
    expect(world.pastRead).toHaveLength(17)
    await views.at({ seq: 1 })
    expect(world.pastRead).toHaveLength(18)
    await views.at({ seq: 2 })
    expect(world.pastRead).toHaveLength(18)
  })

  test('goes on remembering after more instants were asked for at once than it remembers', async () => {
    const world = new World()
    const objects = Array.from({ length: 12_000 }, (_, index) => aPod(`web-${index}`))
    let reads = 0
    const objectsAt = async () => {
      reads += 1
      return { seq: reads, time: world.clock.now() - 60_000, objects }
    }
    const reader = { ...world.reader, objectsAt }
    const views = new PastViews({ reader, clock: world.clock, visibilityNow: () => 'observed' })
    await Promise.all(Array.from({ length: 30 }, (_, index) => views.at({ seq: index + 1 })))
    expect(reads).toBe(30)
    await views.at({ seq: 30 })
    expect(reads).toBe(30)
  })

  test('does not remember the last seconds: changes of then may still be written', async () => {
    const world = new World()
    world.put(aPod('web-1'))
    const views = viewsOver(world)
    const time = world.clock.now()
    expect((await views.at({ time }))?.snapshot.size).toBe(1)
    world.clock.time -= 1
    world.put(aPod('web-2'))
    expect((await views.at({ time }))?.snapshot.size).toBe(2)
  })

  test('a read that failed is tried again', async () => {
    const world = new World()
    world.put(aService('web'))
    const { reader } = world
    let failures = 1
    const views = new PastViews({
      reader: {
        ...reader,
        objectsAt: (at, namespaces) =>
          failures-- > 0 ? Promise.reject(new Error('disk')) : reader.objectsAt(at, namespaces),
      },
      clock: world.clock,
      visibilityNow: () => 'observed',
    })
    await expect(views.at({ seq: 1 })).rejects.toThrow('disk')
    expect((await views.at({ seq: 1 }))?.snapshot.size).toBe(1)
    expect(await views.at({ seq: 0 })).toBeUndefined()
  })

  test('a view of cluster-scoped objects alone is not taken for a view of everything', async () => {
    const world = new World()
    world.put(aService('web'), aNode('node-01'))
    world.clock.time += 60_000
    const views = viewsOver(world)
    expect((await views.at({ seq: 2 }, { namespaces: [] }))?.snapshot.size).toBe(1)
    expect((await views.at({ seq: 2 }))?.snapshot.size).toBe(2)
  })

  test('a namespace that routes may leave is read with everything else', async () => {
    const world = new World()
    world.put(aService('web'), aService('cart', { namespace: 'other' }))
    world.put({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'ReferenceGrant',
      metadata: { ...aService('grant').metadata, uid: 'grant' },
      spec: { from: [], to: [] },
    })
    world.clock.time += 60_000
    const views = viewsOver(world)
    expect((await views.at({ seq: 2 }, { namespaces: ['shop'] }))?.snapshot.size).toBe(1)
    expect((await views.at({ seq: 3 }, { namespaces: ['shop'] }))?.snapshot.size).toBe(3)
    expect(world.pastRead).toEqual([['shop', '-'], ['shop', '-'], undefined])
  })
})
