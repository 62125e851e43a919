import type { Placement, Problem, TopologyMatches } from '@portolan/contract'
import { afterEach, describe, expect, test } from 'vitest'
import { aNode, anIngress, aPod, aService, aSlice } from '../testing/objects.ts'
import { TestApp } from '../testing/test-app.ts'
import { World } from '../testing/world.ts'

let app: TestApp | undefined
afterEach(() => app?.close())

/** At seq 6 everything is there; a minute later web loses an endpoint, and after another minute an Ingress comes. */
async function appOverShop(): Promise<TestApp> {
  const world = new World()
  world.putInitially(aNode('node-01'), aService('web'), aService('api'), aPod('web-1'), aPod('web-2'))
  world.putInitially(aSlice('web', { 'web-1': 'ready', 'web-2': 'ready' }))
  world.clock.time += 60_000
  world.put(aSlice('web', { 'web-1': 'ready', 'web-2': 'unready' }))
  world.clock.time += 60_000
  world.put(anIngress('edge', { service: 'web' }))
  app = await TestApp.over({ world })
  return app
}

const matches = async (query: string) =>
  (await appOverShop()).read<TopologyMatches>(`/api/v1/topology/matches?${query}`)

describe('GET /topology/matches', () => {
  test.each([
    ['pod=WEB-2', ['Service/shop/web']],
    ['pod=cart', []],
    ['node=node-01', ['Service/shop/web']],
    ['node=node-01&namespace=other', []],
    ['label=app=nothing', []],
    ['changed=90s', ['Ingress/shop/edge', 'Service/shop/web']],
    ['changed=30s', ['Ingress/shop/edge']],
    ['changed=1d&at=seq:6', []],
    ['changed=10s&at=seq:7', ['Service/shop/web']],
  ])('?%s finds %j', async (query, keys) => {
    expect((await matches(query)).keys).toEqual(keys)
  })

  test('tells how far back the log was read', async () => {
    const { at, since } = await matches('changed=90s')
    expect(Date.parse(at) - Date.parse(since ?? '')).toBe(90_000)
    await app?.close()
    expect((await matches('pod=web')).since).toBeNull()
  })

  test.each([
    ['', /^Ask for one of label, node, pod and changed/],
    ['pod=a&node=b', /^Ask for one of/],
    ['changed=soon', /changed=soon is no length of time/],
    ['changed=2d', /longer than a day/],
  ])('?%s is refused', async (query, detail) => {
    const answer = (await (await appOverShop()).get(`/api/v1/topology/matches?${query}`)).json<Problem>()
    expect(answer).toMatchObject({ status: 400, code: 'bad-request' })
    expect(answer.detail).toMatch(detail)
  })
})

describe('GET /topology/placement', () => {
  test('counts the endpoints of each Service by node, now and then', async () => {
    const { read } = await appOverShop().then((over) => ({ read: over.read.bind(over) }))
    const now = await read<Placement>('/api/v1/topology/placement?namespace=shop')
    expect(now).toMatchObject({
      seq: 8,
      services: [{ key: 'Service/shop/web', byNode: [{ node: 'node-01', ready: 1, unready: 1, terminating: 0 }] }],
      nodes: [{ name: 'node-01', isSchedulable: true }],
    })
    const then = await read<Placement>('/api/v1/topology/placement?at=seq:6')
    expect(then.services).toEqual([
      { key: 'Service/shop/web', byNode: [{ node: 'node-01', ready: 2, unready: 0, terminating: 0 }] },
    ])
  })
})
