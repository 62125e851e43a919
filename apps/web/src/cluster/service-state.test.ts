import { describe, expect, test } from 'vitest'
import { type ServiceState, serviceState } from './service-state.ts'

type Health = 'ok' | 'warning' | 'error' | 'unknown'

const cases: [ServiceState, Health, [ready: number, unready: number, terminating: number]][] = [
  ['all', 'ok', [3, 0, 0]],
  ['all', 'ok', [3, 0, 2]],
  ['some', 'warning', [2, 1, 0]],
  ['some', 'warning', [2, 0, 0]],
  ['none', 'error', [0, 3, 0]],
  ['none', 'error', [0, 0, 2]],
  ['none', 'error', [0, 0, 0]],
  ['zero', 'ok', [0, 0, 0]],
  ['unknown', 'unknown', [0, 0, 0]],
]

describe('serviceState', () => {
  test.each(cases)(
    '%s: health %s with [ready, unready, terminating] %j',
    (state, health, [ready, unready, terminating]) => {
      const endpoints = { ready, unready, terminating, total: ready + unready + terminating }
      expect(serviceState({ health, endpoints })).toBe(state)
    },
  )
})
