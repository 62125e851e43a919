import { describe, expect, test } from 'vitest'
import { atSecond } from '../../../testing/a-rollout.ts'
import { aPhase, aPodLane } from '../../../testing/a-rollout-detail.ts'
import { laneGroups, laneOf } from './lanes.ts'

const ms = (second: number) => Date.parse(atSecond(second))
const drawn = (...given: Parameters<typeof aPodLane>) => laneOf(aPodLane(...given), 'shop/web').drawing()

describe('the endpoint on a lane', () => {
  test('of a new Pod is starting until it is anything else; unready after that is trouble', () => {
    const { endpoints } = drawn('web-1', {
      spells: [
        ['unready', 1, 3],
        ['ready', 3, 5],
        ['unready', 5],
      ],
    })
    expect(endpoints).toEqual([
      { state: 'starting', from: ms(1), to: ms(3) },
      { state: 'ready', from: ms(3), to: ms(5) },
      { state: 'unready', from: ms(5), to: undefined },
    ])
  })

  test('that was there when the rollout was requested is not starting', () => {
    const pod = aPodLane('web-1', { spells: [['unready', 0, 3]] })
    const inherited = { ...pod, endpoints: pod.endpoints.map((endpoint) => ({ ...endpoint, isInherited: true })) }
    expect(laneOf(inherited, 'shop/web').drawing().endpoints[0]?.state).toBe('unready')
  })

  test('of another Service is not shown', () => {
    const pod = aPodLane('web-1', { spells: [['ready', 1]], phases: [aPhase('endpoint-ready', 1), aPhase('ready', 1)] })
    const { endpoints, ticks } = laneOf(pod, 'shop/other').drawing()
    expect(endpoints).toEqual([])
    expect(ticks.map(({ phase }) => phase)).toEqual(['ready'])
  })
})

test('the life of a Pod is pending, starting, running and stopping, as far as its phases tell', () => {
  const { life } = drawn('web-1', {
    phases: [
      aPhase('created', 0),
      aPhase('scheduled', 1),
      aPhase('started', 2),
      aPhase('deletion-requested', 8),
      aPhase('deleted', 9),
    ],
  })
  expect(life).toEqual([
    { stage: 'pending', from: ms(0), to: ms(1) },
    { stage: 'starting', from: ms(1), to: ms(2) },
    { stage: 'running', from: ms(2), to: ms(8) },
    { stage: 'stopping', from: ms(8), to: ms(9) },
  ])
  expect(drawn('web-2', { phases: [aPhase('started', 2)] }).life).toEqual([
    { stage: 'running', from: ms(2), to: undefined },
  ])
})

test('a tick says whose clock it is by, how uncertain it is, and whether it was found afterwards', () => {
  const { ticks } = drawn('web-1', {
    phases: [
      aPhase('scheduled', 1, { clock: 'api-server', latest: atSecond(2) }),
      aPhase('endpoint-ready', 3, { evidence: 'listed', earliest: atSecond(0) }),
    ],
  })
  expect(ticks).toEqual([
    { phase: 'scheduled', at: ms(1), earliest: ms(1), latest: ms(2), isOurs: false, isInferred: false },
    { phase: 'endpoint-ready', at: ms(3), earliest: ms(0), latest: ms(3), isOurs: true, isInferred: true },
  ])
})

describe('lanes in their order', () => {
  const lanes = [
    aPodLane('old-1', { role: 'old', drainMs: 5 }),
    aPodLane('new-1', { lagMs: 3 }),
    aPodLane('new-2'),
    aPodLane('new-3', { lagMs: 9 }),
  ].map((pod) => laneOf(pod, 'shop/web'))
  const names = (order: Parameters<typeof laneGroups>[1]) =>
    laneGroups(lanes, order).map((group) => [group.role, ...group.lanes.map(({ name }) => name)])

  test('new Pods come first, each role as they came', () => {
    expect(names('time')).toEqual([
      ['new', 'new-1', 'new-2', 'new-3'],
      ['old', 'old-1'],
    ])
  })

  test('by lag the slowest comes first, and what was not measured last', () => {
    expect(names('lag')[0]).toEqual(['new', 'new-3', 'new-1', 'new-2'])
  })
})
