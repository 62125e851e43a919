import type { Problem, Topology, TopologyStretch } from '@portolan/contract'
import { FoldedStretch } from '@portolan/contract/folding'
import { anHttpRoute } from '@portolan/domain/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { anIngress, aService, aSlice } from '../testing/objects.ts'
import { TestApp } from '../testing/test-app.ts'
import { World } from '../testing/world.ts'

const BEGINS = Date.parse('2026-11-21T01:00:00.000Z')

let app: TestApp | undefined
afterEach(() => app?.close())

async function appOver(happens: (world: World) => void): Promise<TestApp> {
  const world = new World()
  world.putInitially(aService('web'), aSlice('web', { 'web-1': 'ready' }), anIngress('edge', { service: 'web' }))
  world.clock.time = BEGINS + 10_000
  happens(world)
  world.clock.time = BEGINS + 60_000
  app = await TestApp.over({ world })
  return app
}

const path = (from: number, to: number) => `/topology/stretch?namespace=shop&from=${BEGINS + from}&to=${BEGINS + to}`

/** Where what is folded and what is answered are not the same. */
async function wrongInstants(over: TestApp, to: number): Promise<number[]> {
  const folded = new FoldedStretch(await over.read<TopologyStretch>(`/api/v1${path(1_000, to)}`), ['shop'])
  const wrong: number[] = []
  for (const ms of [1_000, 10_000, 10_001, 10_002, 10_500, 20_000, 20_001, 20_500, 30_000, 30_001, to]) {
    const { seq: _, ...map } = folded.topologyAt(BEGINS + ms)
    const at = `at=${BEGINS + ms}&namespace=shop&detail=services`
    const { seq: __, ...told } = await over.read<Topology>(`/api/v1/topology?${at}`)
    if (JSON.stringify(map) !== JSON.stringify(told)) wrong.push(ms)
  }
  return wrong
}

describe('GET /topology/stretch', () => {
  test('begins with what there was, and tells what happened then to what the map is built from', async () => {
    const over = await appOver((world) => {
      world.put(aService('api'), aService('api', { namespace: 'other' }))
      world.remove(aService('api'))
    })
    const { from, to, objects, changes } = await over.read<TopologyStretch>(`/api/v1${path(5_000, 30_000)}`)
    expect([from, to]).toEqual([
      { at: '2026-11-21T01:00:05.000Z', seq: 3 },
      { at: '2026-11-21T01:00:30.000Z', seq: 6 },
    ])
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
      'EndpointSlice web-x1',
      'Ingress edge',
      'Service web',
    ])
    expect(changes.map(({ seq, change, name }) => [seq, change, name])).toEqual([
      [4, 'added', 'api'],
      [6, 'deleted', 'api'],
    ])
    expect(await wrongInstants(over, 30_000)).toEqual([])
  })

  test('knows what was not read, and since when', async () => {
    const over = await appOver((world) => {
      world.beginnings = world.beginnings.map((beginning) =>
        beginning.stream.kind === 'Service' ? { ...beginning, at: BEGINS + 10_500 } : beginning,
      )
      world.tellGap({ kind: 'Ingress', from: BEGINS + 20_000, to: BEGINS + 30_000, reason: 'denied' })
      world.put(anIngress('lost', { service: 'gone' }))
    })
    expect(await wrongInstants(over, 40_000)).toEqual([])
  })

  test('holds everything where a route may lead into the namespace from outside', async () => {
    const over = await appOver((world) => {
      world.put(aService('api', { namespace: 'other' }))
      world.clock.time += 100
      world.put(anHttpRoute('into', { namespace: 'shop', service: 'web' }))
    })
    const { changes } = await over.read<TopologyStretch>(`/api/v1${path(5_000, 30_000)}`)
    expect(changes.map(({ kind }) => kind)).toEqual(['Service', 'HTTPRoute'])
    expect(await wrongInstants(over, 30_000)).toEqual([])
  })

  test('ends where changes may still be on their way', async () => {
    const over = await appOver(() => undefined)
    const { to } = await over.read<TopologyStretch>(`/api/v1${path(5_000, 60_000)}`)
    expect(to.at).toBe('2026-11-21T01:00:50.000Z')
  })

  test('holds nothing, and says why, where it would be too much or times are no order', async () => {
    const many = await appOver((world) => {
      world.put(...Array.from({ length: 5_001 }, (_, index) => aService(`api-${index}`)))
    })
    const { obstacle, objects, changes } = await many.read<TopologyStretch>(`/api/v1${path(5_000, 50_000)}`)
    expect([obstacle, objects, changes]).toEqual(['too-much', [], []])
    await many.close()
    const over = await appOver((world) => {
      world.put(aService('api'))
      world.clock.time -= 5_000
      world.remove(aService('api'))
    })
    expect((await over.read<TopologyStretch>(`/api/v1${path(5_000, 50_000)}`)).obstacle).toBe('clock-set-back')
  })

  test.each([
    ['from=seq:1&to=2026-11-21T01:00:30Z', /between two times/],
    ['from=2026-11-21T01:00:30Z&to=2026-11-21T01:00:20Z', /swap them/],
  ])('?%s is refused', async (query, detail) => {
    const answer = (await (await appOver(() => undefined)).get(`/api/v1/topology/stretch?${query}`)).json<Problem>()
    expect(answer).toMatchObject({ status: 400, code: 'bad-request' })
    expect(answer.detail).toMatch(detail)
  })
})
