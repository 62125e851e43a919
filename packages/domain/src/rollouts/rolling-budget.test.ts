import { describe, expect, test } from 'vitest'
import { aDaemonSet, aDeployment, aStatefulSet } from '../testing/index.ts'
import { minAvailable, rollingBudget } from './rolling-budget.ts'

describe('rollingBudget', () => {
  test.each([
    ['FP1', '25%', '25%', 4, 1, 1],
    ['FP2', '25%', '25%', 1, 1, 0],
    ['FP3', '25%', '25%', 3, 1, 0],
    ['FP4', '25%', '25%', 10, 3, 2],
    ['FP5', 0, '1%', 2, 0, 1],
    ['FP6', '1%', 0, 2, 1, 0],
    ['FP7', 0, '25%', 3, 0, 1],
    ['FP8', 1, 0, 5, 1, 0],
    ['FP9', '100%', '0%', 6, 6, 0],
    ['FP10', '50%', 1, 5, 3, 1],
  ] as const)(
    '[%s] surge %s and unavailable %s of %i replicas',
    (...[, maxSurge, maxUnavailable, replicas, surge, unavailable]) => {
      expect(rollingBudget({ maxSurge, maxUnavailable }, replicas)).toEqual({ surge, unavailable })
    },
  )
})

describe('minAvailable', () => {
  test('[F.3] a rolling Deployment keeps its replicas but those that may be unavailable, never less than none', () => {
    const rolling = (maxUnavailable: number | string) =>
      aDeployment('web', { spec: { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable } } } })
    expect([minAvailable(rolling('25%'), 4), minAvailable(rolling(9), 4), minAvailable(aDeployment('web'), 3)]).toEqual(
      [3, 0, 3],
    )
  })

  test('[F.3] one that recreates, or waits for deletions, promises nothing', () => {
    expect(minAvailable(aDeployment('web', { spec: { strategy: { type: 'Recreate' } } }), 4)).toBe(0)
    expect(minAvailable(aStatefulSet('db', { spec: { updateStrategy: { type: 'OnDelete' } } }), 3)).toBe(0)
  })

  test('[F.2] a StatefulSet and a DaemonSet let one go at a time', () => {
    expect([minAvailable(aStatefulSet('db'), 3), minAvailable(aDaemonSet('agent'), 1)]).toEqual([2, 0])
  })

  test('[F.3] a DaemonSet rounds a percentage of its nodes up, and a StatefulSet down, but to one at least', () => {
    const spec = (maxUnavailable: string) => ({ updateStrategy: { rollingUpdate: { maxUnavailable } } })
    const agent = (maxUnavailable: string) => aDaemonSet('agent', { spec: spec(maxUnavailable) })
    expect([minAvailable(agent('10%'), 15), minAvailable(agent('60%'), 2), minAvailable(agent('0%'), 3)]).toEqual([
      13, 0, 2,
    ])
    const db = (maxUnavailable: string) => aStatefulSet('db', { spec: spec(maxUnavailable) })
    expect([minAvailable(db('10%'), 15), minAvailable(db('10%'), 3)]).toEqual([14, 2])
  })
})
