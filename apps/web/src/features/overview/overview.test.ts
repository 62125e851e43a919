import { expect, test } from 'vitest'
import { aChange } from '../../testing/recorded-change.ts'
import { aServiceRow } from '../../testing/service-row.ts'
import { changedLately } from './lately/changed-lately.ts'
import { namespacesByHealth } from './namespaces-by-health.ts'

test('the namespace where nobody answers comes first, healthy ones by name', () => {
  const rows = [
    aServiceRow({ namespace: 'b' }),
    aServiceRow({ namespace: 'a' }),
    aServiceRow({ namespace: 'c', name: 'x', unready: 1 }),
    aServiceRow({ namespace: 'c', name: 'y', unready: 1 }),
    aServiceRow({ namespace: 'd', ready: 0, unready: 1 }),
  ]
  expect(namespacesByHealth(rows).map(({ namespace, total }) => [namespace, total])).toEqual([
    ['d', 1],
    ['c', 2],
    ['a', 1],
    ['b', 1],
  ])
})

test('an object that changed often is told once, with what happened within a minute of its newest change', () => {
  const changes = [
    aChange(9, { name: 'web' }),
    aChange(8, { name: 'api' }),
    aChange(7, { name: 'web' }),
    aChange(6, { name: 'web', observedAt: '2026-11-21T00:59:08.973Z' }),
    aChange(5, { name: 'web', uid: 'another' }),
    aChange(2, { name: 'pay', evidence: 'initial' }),
  ]
  expect(changedLately(changes, 5).map(({ key, changes: told }) => [key, told.map(({ seq }) => seq)])).toEqual([
    ['Service/shop/web', [9, 7]],
    ['Service/shop/api', [8]],
  ])
  expect(changedLately(changes, 1)).toHaveLength(1)
})
