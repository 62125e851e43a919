import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aServiceRow } from '../../testing/service-row.ts'
import { type Arrangement, arrangeServices, SORTABLE } from './arrange-services.ts'

const PLAIN: Arrangement = { q: '', states: [], by: 'namespace', isDescending: false }

const rows = [
  aServiceRow({ name: 'web', ready: 9, churn: 4 }),
  aServiceRow({ name: 'api', ready: 2, unready: 1, churn: 9 }),
  aServiceRow({ namespace: 'pay', name: 'ledger', ready: 0, unready: 3, clusterIP: '10.96.4.1' }),
  aServiceRow({ namespace: 'pay', name: 'web', type: 'LoadBalancer', churn: 4 }),
]

function arranged(change: Partial<Arrangement>): string[] {
  return arrangeServices(rows, { ...PLAIN, ...change }).map((key) => key.replace('Service/', ''))
}

describe('arrangeServices', () => {
  test('by namespace and name, unless asked otherwise', () => {
    expect(arranged({})).toEqual(['pay/ledger', 'pay/web', 'shop/api', 'shop/web'])
  })

  test('trouble comes first, worst on top', () => {
    expect(arranged({ by: 'trouble' })).toEqual(['pay/ledger', 'shop/api', 'pay/web', 'shop/web'])
  })

  test('descending turns the order, not the ties', () => {
    expect(arranged({ by: 'churn', isDescending: true })).toEqual(['shop/api', 'pay/web', 'shop/web', 'pay/ledger'])
  })

  test('every word must be found: in the name, the namespace, the type or the address', () => {
    expect(arranged({ q: 'pay WEB' })).toEqual(['pay/web'])
    expect(arranged({ q: 'loadbalancer' })).toEqual(['pay/web'])
    expect(arranged({ q: '10.96.4' })).toEqual(['pay/ledger'])
  })

  test('a state narrows', () => {
    expect(arranged({ states: ['some', 'none'] })).toEqual(['pay/ledger', 'shop/api'])
  })

  test('the order of arrival does not matter', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(rows, { minLength: rows.length }),
        fc.constantFrom(...SORTABLE),
        (shuffled, by) => {
          expect(arrangeServices(shuffled, { ...PLAIN, by })).toEqual(arrangeServices(rows, { ...PLAIN, by }))
        },
      ),
    )
  })
})
