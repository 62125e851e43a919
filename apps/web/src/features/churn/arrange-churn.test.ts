import type { ServiceChurn } from '@portolan/contract'
import { describe, expect, test } from 'vitest'
import { arrangeChurn, keyOf } from './arrange-churn.ts'

function aService(name: string, more: Partial<ServiceChurn> = {}): ServiceChurn {
  const moves = { churn: 0, added: 0, removed: 0, flips: 0, becameReady: 0, becameUnready: 0 }
  const steps = { churnBySteps: [], zeroReadyMsBySteps: [] }
  return { namespace: 'shop', name, ...moves, ready: 1, readyMin: 1, zeroReadyMs: 0, ...steps, ...more }
}

const services = [
  aService('api', { churn: 3, readyMin: null }),
  aService('web', { churn: 7, readyMin: 0 }),
  aService('auth', { namespace: 'bank', churn: 3, readyMin: 2 }),
]

const arranged = (arrangement: Partial<Parameters<typeof arrangeChurn>[1]>) =>
  arrangeChurn(services, { q: '', by: 'churn', isDescending: true, ...arrangement }).map(keyOf)

describe('the table of churn', () => {
  test('has most churn first; ties stand by name, whichever way it is sorted', () => {
    expect(arranged({})).toEqual(['shop/web', 'bank/auth', 'shop/api'])
    expect(arranged({ isDescending: false })).toEqual(['bank/auth', 'shop/api', 'shop/web'])
  })

  test('has the fewest ready first, and last what is not known', () => {
    expect(arranged({ by: 'readyMin', isDescending: false })).toEqual(['shop/web', 'bank/auth', 'shop/api'])
  })

  test('has those in whose name every word occurs', () => {
    expect(arranged({ q: 'BANK au' })).toEqual(['bank/auth'])
    expect(arranged({ q: 'bank web' })).toEqual([])
  })
})
