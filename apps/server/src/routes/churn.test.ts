import type { Churn, Markers, Problem, ServicesChurn } from '@portolan/contract'
import { afterEach, describe, expect, test } from 'vitest'
import { aPod, aService, aSlice } from '../testing/objects.ts'
import { TestApp } from '../testing/test-app.ts'
import { World } from '../testing/world.ts'

let app: TestApp | undefined
afterEach(() => app?.close())

/** Ten seconds between each: two endpoints at first, then web-1 flips, none is ready, web-3 comes for web-1; api stands still. */
async function appOverWeb(): Promise<TestApp> {
  const world = new World()
  world.putInitially(aService('web'), aPod('web-1'), aPod('web-2'))
  world.putInitially(aSlice('web', { 'web-1': 'ready', 'web-2': 'ready' }))
  world.putInitially(
    aService('api', { namespace: 'other' }),
    aSlice('api', { 'api-1': 'ready' }, { namespace: 'other' }),
  )
  for (const states of [
    { 'web-1': 'unready', 'web-2': 'ready' },
    { 'web-1': 'unready', 'web-2': 'unready' },
    { 'web-2': 'ready', 'web-3': 'ready' },
  ] as const) {
    world.clock.time += 10_000
    world.put(aSlice('web', states))
  }
  world.clock.time = Date.parse('2026-11-21T01:00:40Z')
  app = await TestApp.over({ world })
  return app
}

const FORTY_SECONDS = 'from=2026-11-21T01:00:00Z&to=2026-11-21T01:00:40Z&step=10s'

describe('GET /churn', () => {
  test('of one Service says step by step what came, went, flipped and was ready', async () => {
    const churn = await (await appOverWeb()).read<Churn>(`/api/v1/churn?service=shop/web&${FORTY_SECONDS}`)
    expect(churn).toEqual({
      from: '2026-11-21T01:00:00.000Z',
      to: '2026-11-21T01:00:40.000Z',
      stepMs: 10_000,
      seq: 9,
      gaps: [],
      steps: [
        step('01:00:00', { ready: 2, readyMin: 0 }),
        step('01:00:10', { flips: 1, ready: 1, readyMin: 1 }),
        step('01:00:20', { flips: 1, ready: 0, readyMin: 0, zeroReadyMs: 9_992 }),
        step('01:00:30', { added: 1, removed: 1, flips: 1, ready: 2, readyMin: 0, zeroReadyMs: 9 }),
      ],
    })
  })

  test('of a namespace and of everything it is the sum; the fewest ready are told of one Service only', async () => {
    const { read } = bound(await appOverWeb())
    const ready = async (query: string) =>
      (await read<Churn>(`/api/v1/churn?${query}&${FORTY_SECONDS}`)).steps.map((each) => [each.ready, each.readyMin])
    expect(await ready('')).toEqual([3, 2, 1, 3].map((count) => [count, null]))
    expect(await ready('namespace=other')).toEqual([1, 1, 1, 1].map((count) => [count, null]))
    expect(await ready('namespace=shop&service=web')).toEqual(await ready('service=shop/web'))
  })

  test('tells the gaps of what it counts', async () => {
    const { read, world } = bound(await appOverWeb())
    const from = Date.parse('2026-11-21T01:00:05Z')
    world.gaps.push({ kind: 'EndpointSlice', from, reason: 'expired' }, { kind: 'Node', from, reason: 'expired' })
    world.gaps.push({ kind: 'EndpointSlice', namespace: 'other', from, reason: 'denied' })
    expect((await read<Churn>('/api/v1/churn?service=shop/web')).gaps).toEqual([
      { kind: 'EndpointSlice', from: '2026-11-21T01:00:05.000Z', to: null, reason: 'expired' },
    ])
  })

  test.each([
    [
      'service=web',
      { status: 400, code: 'bad-request' },
      /service=web does not name one Service: write service=namespace\/name/,
    ],
    ['service=web&namespace=shop&namespace=other', { status: 400, code: 'bad-request' }, /does not name one Service/],
    ['service=shop/web&namespace=other', { status: 400, code: 'bad-request' }, /does not name one Service/],
    ['service=shop/web/x', { status: 400, code: 'bad-request' }, /does not name one Service/],
    ['service=shop/none', { status: 404, code: 'not-observed' }, /Service shop\/none was never observed/],
    ['step=1s', { status: 422, code: 'too-large' }, /3600 steps, and 2000 are the most: take step=2s/],
    ['stepp=1m', { status: 400, code: 'unknown-parameter' }, /did you mean step\?/],
  ])('?%s is refused: %j', async (query, expected, detail) => {
    const problem = (await (await appOverWeb()).get(`/api/v1/churn?${query}`)).json<Problem>()
    expect(problem).toMatchObject(expected)
    expect(problem.detail).toMatch(detail)
  })
})

describe('GET /churn/services', () => {
  test('ranks the Services that churned, each with its steps; one that stood still is none', async () => {
    const { read } = bound(await appOverWeb())
    const web = {
      ...{ namespace: 'shop', name: 'web', churn: 5, added: 1, removed: 1, flips: 3, becameReady: 2, becameUnready: 2 },
      ...{ ready: 2, readyMin: 0, zeroReadyMs: 10_001 },
      ...{ churnBySteps: [0, 1, 1, 3], zeroReadyMsBySteps: [0, 0, 9_992, 9] },
    }
    expect(await read<ServicesChurn>(`/api/v1/churn/services?${FORTY_SECONDS}`)).toEqual({
      from: '2026-11-21T01:00:00.000Z',
      to: '2026-11-21T01:00:40.000Z',
      stepMs: 10_000,
      seq: 9,
      total: 1,
      services: [web],
      gaps: [],
    })
  })

  test('a namespace narrows it, a limit cuts the list and not the total', async () => {
    const { read, world } = bound(await appOverWeb())
    world.put(aSlice('api', { 'api-1': 'unready' }, { namespace: 'other' }))
    world.clock.time += 1_000
    const told = async (query: string) => {
      const { services, total } = await read<ServicesChurn>(`/api/v1/churn/services?${query}`)
      return [services.map(({ name, churn }) => `${name} ${churn}`), total]
    }
    expect(await told('')).toEqual([['web 5', 'api 1'], 2])
    expect(await told('limit=1')).toEqual([['web 5'], 2])
    expect(await told('namespace=other')).toEqual([['api 1'], 1])
    expect(await told('namespace=none')).toEqual([[], 0])
  })

  test('with causes=true tells why, as often as it counts; of more than one namespace that is refused', async () => {
    const { read } = bound(await appOverWeb())
    const { services, causesFrom } = await read<ServicesChurn>(
      `/api/v1/churn/services?namespace=shop&causes=true&${FORTY_SECONDS}`,
    )
    const told = services.map(({ causes = {}, churn }) => [
      Object.values(causes).reduce((sum, one) => sum + one, 0),
      churn,
    ])
    expect([told, causesFrom]).toEqual([[[5, 5]], '2026-11-21T01:00:00.000Z'])
    const refused = await app?.get(`/api/v1/churn/services?causes=true&${FORTY_SECONDS}`)
    expect(refused?.json<Problem>()).toMatchObject({ status: 400, code: 'bad-request' })
  })

  test('has no more steps than a strip has room for', async () => {
    const { read } = bound(await appOverWeb())
    const { stepMs } = await read<ServicesChurn>('/api/v1/churn/services')
    expect(stepMs).toBe(60_000)
    const problem = (await app?.get('/api/v1/churn/services?step=10s'))?.json<Problem>()
    expect(problem).toMatchObject({ status: 422, code: 'too-large' })
    expect(problem?.detail).toMatch(/360 steps, and 200 are the most: take step=30s/)
  })
})

describe('GET /markers', () => {
  test('is what a time bar draws', async () => {
    const { read, world } = bound(await appOverWeb())
    const start = Date.parse('2026-11-21T01:00:00Z')
    world.gaps.push({ kind: 'Pod', from: start + 1_000, to: start + 2_000, reason: 'restarted' })
    expect(await read<Markers>(`/api/v1/markers?${FORTY_SECONDS}`)).toEqual({
      from: '2026-11-21T01:00:00.000Z',
      to: '2026-11-21T01:00:40.000Z',
      stepMs: 10_000,
      seq: 9,
      oldestAt: '2026-11-21T01:00:00.001Z',
      changes: [6, 1, 1, 1],
      joins: [0, 0, 0, 1],
      leaves: [0, 0, 0, 1],
      zeroReady: [{ namespace: 'shop', name: 'web', from: '2026-11-21T01:00:20.008Z', to: '2026-11-21T01:00:30.009Z' }],
      gaps: [{ kind: 'Pod', from: '2026-11-21T01:00:01.000Z', to: '2026-11-21T01:00:02.000Z', reason: 'restarted' }],
      rollouts: [],
      alerts: [],
    })
  })

  test('a namespace narrows it; a range before the log is empty; an empty log has no beginning', async () => {
    const { read } = bound(await appOverWeb())
    expect(await read<Markers>(`/api/v1/markers?namespace=other&${FORTY_SECONDS}`)).toMatchObject({
      changes: [2, 0, 0, 0],
      joins: [0, 0, 0, 0],
      zeroReady: [],
    })
    expect(
      await read<Markers>('/api/v1/markers?from=2026-11-20T00:00:00Z&to=2026-11-20T00:00:02Z&step=1s'),
    ).toMatchObject({ changes: [0, 0], oldestAt: '2026-11-21T01:00:00.001Z' })
    await app?.close()
    app = await TestApp.over()
    const { oldestAt, seq, changes } = await app.read<Markers>('/api/v1/markers?step=10m')
    expect([oldestAt, seq, changes]).toEqual([null, 0, [0, 0, 0, 0, 0, 0]])
  })

  test('windows are the newest 500, oldest first', async () => {
    const world = new World()
    world.put(aService('web'))
    for (let index = 0; index < 501; index++) {
      world.put(aSlice('web', { 'web-1': 'ready' }))
      world.put(aSlice('web', { 'web-1': 'unready' }))
    }
    world.clock.time += 1
    app = await TestApp.over({ world })
    const { zeroReady } = await app.read<Markers>('/api/v1/markers')
    expect(zeroReady).toHaveLength(500)
    expect(zeroReady.map(({ from }) => from)).toEqual(zeroReady.map(({ from }) => from).toSorted())
    expect(zeroReady.at(-1)?.to).toBeNull()
  })
})

function step(time: string, more: Partial<Churn['steps'][number]>): Churn['steps'][number] {
  const none = { added: 0, removed: 0, flips: 0, ready: null, readyMin: null, zeroReadyMs: 0 }
  return { at: `2026-11-21T${time}.000Z`, ...none, ...more }
}

function bound(over: TestApp) {
  return { read: over.read.bind(over), world: over.world }
}
