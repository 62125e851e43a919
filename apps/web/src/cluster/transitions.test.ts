import type { Cause } from '@portolan/contract'
import { expect, test } from 'vitest'
import { anInterval } from '../testing/ledger-interval.ts'
import { transitionsOf } from './transitions.ts'

const because = (kind: Cause['kind']): Cause => ({
  kind,
  row: 1,
  confidence: 'proven',
  proof: [],
  sentence: { id: `cause.${kind}`, args: {}, text: kind },
})
const told = (...given: Parameters<typeof transitionsOf>) =>
  transitionsOf(...given).map(({ change, at, identity, cause }) => [change, at, identity, cause.kind])

test('a ready endpoint is gained where it begins and lost where it ends, the newest first', () => {
  const intervals = [
    anInterval('a', [1, 5], { beganBy: because('new-pod'), endedBy: because('rollout') }),
    anInterval('b', [3], { beganBy: because('recovered') }),
  ]
  expect(told(intervals, { from: 0, to: 9_000 })).toEqual([
    ['lost', 5_000, 'a', 'rollout'],
    ['gained', 3_000, 'b', 'recovered'],
    ['gained', 1_000, 'a', 'new-pod'],
  ])
})

test('what was never ready, is not explained, or lies outside the stretch is left out', () => {
  const intervals = [
    anInterval('a', [1, 5], { state: 'unready', beganBy: because('new-pod') }),
    anInterval('b', [1, 5]),
    anInterval('c', [1, 50], { beganBy: because('new-pod'), endedBy: because('crash') }),
  ]
  expect(told(intervals, { from: 2_000, to: 9_000 })).toEqual([])
})
