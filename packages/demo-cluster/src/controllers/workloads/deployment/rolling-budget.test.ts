import { describe, expect, test } from 'vitest'
import { rollingBudget } from './rolling-budget.ts'

describe('rollingBudget', () => {
  test.each([
    ['FP1', { maxSurge: '25%', maxUnavailable: '25%', replicas: 4 }, { surge: 1, unavailable: 1 }],
    ['FP2', { maxSurge: '25%', maxUnavailable: '25%', replicas: 1 }, { surge: 1, unavailable: 0 }],
    ['FP3', { maxSurge: '25%', maxUnavailable: '25%', replicas: 3 }, { surge: 1, unavailable: 0 }],
    ['FP4', { maxSurge: '25%', maxUnavailable: '25%', replicas: 10 }, { surge: 3, unavailable: 2 }],
    ['FP5', { maxSurge: 0, maxUnavailable: '1%', replicas: 2 }, { surge: 0, unavailable: 1 }],
    ['FP6', { maxSurge: '1%', maxUnavailable: 0, replicas: 2 }, { surge: 1, unavailable: 0 }],
    ['FP7', { maxSurge: 0, maxUnavailable: '25%', replicas: 3 }, { surge: 0, unavailable: 1 }],
    ['FP8', { maxSurge: 1, maxUnavailable: 0, replicas: 5 }, { surge: 1, unavailable: 0 }],
    ['FP9', { maxSurge: '100%', maxUnavailable: '0%', replicas: 6 }, { surge: 6, unavailable: 0 }],
    ['FP10', { maxSurge: '50%', maxUnavailable: 1, replicas: 5 }, { surge: 3, unavailable: 1 }],
  ])('[%s] %j allows %j', (_id, { maxSurge, maxUnavailable, replicas }, budget) => {
    expect(rollingBudget(maxSurge, maxUnavailable, replicas)).toEqual(budget)
  })
})
