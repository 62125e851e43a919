import { describe, expect, test } from 'vitest'
import type { Endpoint } from '../../kubernetes/endpoint-slice.ts'
import { usedEndpoints } from './used-endpoints.ts'

type Reported = readonly [ready: boolean | null, serving: boolean | null, terminating: boolean | null]

function items(reported: readonly Reported[]) {
  return reported.map(([ready, serving, terminating], at) => {
    const conditions = {
      ...(ready !== null && { ready }),
      ...(serving !== null && { serving }),
      ...(terminating !== null && { terminating }),
    }
    const endpoint: Endpoint = { addresses: [`10.0.0.${at}`], conditions }
    return { number: at + 1, endpoint }
  })
}

const [t, f] = [true, false]

describe('usedEndpoints', () => {
  test.each<readonly [string, readonly Reported[], readonly number[]]>([
    [
      'CE1',
      [
        [t, t, f],
        [f, f, f],
      ],
      [1],
    ],
    [
      'CE2',
      [
        [f, t, t],
        [f, f, f],
      ],
      [1],
    ],
    [
      'CE3',
      [
        [f, f, t],
        [f, f, f],
      ],
      [],
    ],
    [
      'CE4',
      [
        [t, t, f],
        [f, t, t],
      ],
      [1],
    ],
    ['CE5', [[null, null, null]], [1]],
    ['CE6', [[f, null, null]], []],
    ['CE7', [[f, null, t]], [1]],
    ['CE8', [[t, f, t]], [1]],
    ['CE9', [], []],
  ])('[%s] kube-proxy uses what the rule says', (_, reported, expected) => {
    expect(usedEndpoints(items(reported), 'kube-proxy').map(({ number }) => number)).toEqual(expected)
  })

  test('[D.5] ingress-nginx has no fallback on endpoints that terminate', () => {
    expect(usedEndpoints(items([[f, t, t]]), 'ready')).toEqual([])
  })
})
