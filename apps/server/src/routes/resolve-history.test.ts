import { type Problem, type Resolution, type ResolutionHistory, timestamp } from '@portolan/contract'
import { aDeployment, anIngress, aPod, aService } from '@portolan/domain/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { aPolicy, frontDoor, shopIngress, web, webPod, webSlice } from '../../test/front-door.ts'
import { TestApp } from '../testing/test-app.ts'
import { World } from '../testing/world.ts'

let app: TestApp
afterEach(() => app.close())

const BEGAN = Date.parse('2026-11-21T01:00:00.000Z')
const at = (ms: number) => timestamp(BEGAN + ms)

async function over(world: World) {
  app = await TestApp.over({ world })
  return (query = '') => app.read<ResolutionHistory>(`/api/v1/resolve/history?url=http://shop.example/cart${query}`)
}

/** Endpoints fail at 1.000 s, return at 2.000 s; the Ingress goes at 3.000 s. Others change all the time. */
function incident(): World {
  const world = frontDoor()
  const until = (ms: number, change: () => void) => {
    world.put(aPod(`noise-${ms}`, { namespace: 'shop' }), aService(`noise-${ms}`, { namespace: 'shop' }))
    world.clock.time = BEGAN + ms - 1
    change()
  }
  until(1_000, () => world.put(webSlice({ ready: false })))
  until(2_000, () => world.put(webSlice()))
  until(3_000, () => world.remove(shopIngress))
  world.clock.time = BEGAN + 4_000
  return world
}

describe('GET /resolve/history', () => {
  test('names whoever answers as /resolve does, also where its controller was seen after the rules', async () => {
    const world = new World()
    const annotations = { 'kubernetes.io/ingress.class': 'internal' }
    world.put(anIngress('edge', { namespace: 'shop', service: 'web', host: 'shop.example', path: '/x', annotations }))
    const flags = ['--ingress-class=internal', '--controller-class=example.com/internal']
    const container = { name: 'c', image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1', args: flags }
    world.put(aDeployment('controller', { namespace: 'ingress', template: { containers: [container] } }))
    world.clock.time += 60_000
    const history = await over(world)
    const now = await app.read<Resolution>('/api/v1/resolve?url=http://shop.example/cart')
    expect(now.outcome.message.text).toBe('404 from example.com/internal: no rule matches')
    expect((await history('&from=seq:1')).intervals.map(({ outcome }) => outcome)).toEqual([now.outcome])
  })

  test('tells when a URL last worked, newest first, and which change ended it', async () => {
    const history = await over(incident())
    const { intervals, ...range } = await history(`&from=seq:11`)
    expect(range).toEqual({ from: at(11), to: at(4_000), isComplete: true })
    expect(intervals.map(({ outcome, ...rest }) => ({ ...rest, outcome: [outcome.kind, outcome.status] }))).toEqual([
      { from: at(3_000), to: null, outcome: ['not-found', 404], backends: [] },
      {
        from: at(2_000),
        to: at(3_000),
        outcome: ['backend', undefined],
        backends: [{ namespace: 'shop', service: 'web', share: 1 }],
        endedBy: { seq: 20, object: 'Ingress/shop/edge', change: 'deleted' },
      },
      {
        from: at(1_000),
        to: at(2_000),
        outcome: ['unavailable', 503],
        backends: [{ namespace: 'shop', service: 'web', share: 1 }],
        endedBy: { seq: 17, object: 'EndpointSlice/shop/web-x1', change: 'modified' },
      },
      {
        from: at(11),
        to: at(1_000),
        outcome: ['backend', undefined],
        backends: [{ namespace: 'shop', service: 'web', share: 1 }],
        endedBy: { seq: 14, object: 'EndpointSlice/shop/web-x1', change: 'modified' },
      },
    ])
  })

  test('a NetworkPolicy that stops all traffic ends it, also where it sees Pods by what becomes of them', async () => {
    const world = frontDoor()
    const until = (ms: number, change: () => void) => {
      world.clock.time = BEGAN + ms - 1
      change()
    }
    until(1_000, () =>
      world.put(aPolicy('web-only', { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'] })),
    )
    until(1_000, () => world.put(aPod('of-the-same-millisecond', { namespace: 'shop' })))
    until(2_000, () => world.put({ ...webPod, metadata: { ...webPod.metadata, labels: { app: 'other' } } }))
    world.clock.time = BEGAN + 3_000
    const { intervals } = await (await over(world))('&from=seq:11')
    expect(intervals.map(({ from, outcome, endedBy }) => [from, outcome.message.id, endedBy?.object])).toEqual([
      [at(2_000), 'outcome.backend', undefined],
      [at(1_000), 'outcome.denied', 'Pod/shop/web-1'],
      [at(11), 'outcome.backend', 'NetworkPolicy/shop/web-only'],
    ])
    for (const { from, outcome } of intervals) {
      const then = await app.read<Resolution>(`/api/v1/resolve?url=http://shop.example/cart&at=${from}`)
      expect(outcome).toEqual(then.outcome)
    }
  })

  test('a NetworkPolicy in the namespace of the controller ends it by what it lets out, while it is there', async () => {
    const world = frontDoor()
    const shut = aPolicy('shut', { policyTypes: ['Egress'] }, 'ingress')
    world.clock.time = BEGAN + 999
    world.put(shut)
    world.clock.time = BEGAN + 1_999
    world.remove(shut)
    const { intervals } = await (await over(world))('&from=seq:11')
    expect(intervals.map(({ from, outcome, endedBy }) => [from, outcome.message.id, endedBy?.object])).toEqual([
      [at(2_000), 'outcome.backend', undefined],
      [at(1_000), 'outcome.denied', 'NetworkPolicy/ingress/shut'],
      [at(11), 'outcome.backend', 'NetworkPolicy/ingress/shut'],
    ])
  })

  test('NetworkPolicies of namespaces that are not on the way make it no shorter, nor do the Pods that they make others follow', async () => {
    const world = frontDoor()
    const [shut, open] = [{ policyTypes: ['Ingress'] }, { policyTypes: ['Ingress'], ingress: [{}] }]
    for (let turn = 0; turn < 101; turn += 1) {
      world.put(aPolicy('busy', shut, 'elsewhere'), aPolicy('busy', open, 'elsewhere'))
    }
    const [blue, green] = ['blue', 'green'].map((color) => aPod('noise', { namespace: 'shop', labels: { color } }))
    for (let turn = 0; turn < 2_501 && blue && green; turn += 1) world.put(blue, green)
    const { from, isComplete, intervals } = await (await over(world))('&from=seq:11')
    expect([from, isComplete, intervals.length]).toEqual([at(11), true, 1])
  })

  test('a range in the past ends where it ends', async () => {
    const history = await over(incident())
    const { to, intervals } = await history(`&from=${BEGAN + 1_200}&to=${BEGAN + 1_800}`)
    expect(to).toBe(at(1_799))
    expect(intervals).toMatchObject([{ from: at(1_200), to: at(1_799), outcome: { status: 503 } }])
  })

  test('a Service that a rule leads to later is followed as well', async () => {
    const world = frontDoor()
    world.clock.time = BEGAN + 999
    world.put(anIngress('edge', { namespace: 'shop', service: 'next', host: 'shop.example', className: 'nginx' }))
    world.clock.time = BEGAN + 1_999
    world.put(aService('next', { namespace: 'shop' }))
    const { intervals } = await (await over(world))()
    expect(intervals.map(({ from, outcome }) => [from, outcome.status])).toEqual([
      [at(1_000), 503],
      [at(11), undefined],
      [at(5), 404],
      [at(1), undefined],
    ])
  })

  test('what changes and changes back within a millisecond is no interval', async () => {
    const world = frontDoor()
    world.clock.time = BEGAN + 1_000
    world.put(webSlice({ ready: false }))
    world.clock.time -= 1
    world.put(webSlice())
    const { intervals } = await (await over(world))('&from=seq:11')
    expect(intervals).toMatchObject([{ from: at(11), to: null, outcome: { kind: 'backend' } }])
  })

  test('where Services may not be read for a while, one that is not there is unknown for that while', async () => {
    const world = frontDoor()
    world.remove(web)
    world.clock.time = BEGAN + 5_000
    world.gaps.push({ kind: 'Service', from: BEGAN + 1_000, to: BEGAN + 2_000, reason: 'denied' })
    const { intervals } = await (await over(world))('&from=seq:12')
    expect(intervals.map(({ from, outcome }) => [from, outcome.kind])).toEqual([
      [at(2_000), 'unavailable'],
      [at(1_000), 'unknown'],
      [at(12), 'unavailable'],
    ])
  })

  test('more changes than are looked at: the newest of them, and that it is not all', async () => {
    const world = frontDoor()
    for (let turn = 0; turn < 2_600; turn += 1) world.put(webSlice({ ready: false }), webSlice())
    const { from, isComplete, intervals } = await (await over(world))('&from=seq:11')
    expect([from, isComplete, intervals.length]).toEqual([at(11 + 200), false, 5_001])
    expect(intervals[0]).toMatchObject({ from: at(11 + 5_200), to: null, outcome: { kind: 'backend' } })
  })

  test('no request and no range are problems', async () => {
    await over(frontDoor())
    const codeOf = async (query: string) => (await app.get(`/api/v1/resolve/history?${query}`)).json<Problem>().code
    expect(await codeOf('url=ftp://shop.example')).toBe('invalid-request')
    expect(await codeOf('url=shop.example&from=seq:5&to=seq:3')).toBe('bad-request')
    expect(await codeOf('url=shop.example&at=seq:5')).toBe('unknown-parameter')
  })
})
