import { describe, expect, test } from 'vitest'
import type { LabelSelectorRequirement } from '../kubernetes/selector.ts'
import { isSelectedBy } from './label-selector.ts'

const labels = { app: 'web', tier: 'front' }

const meets = (key: string, operator: LabelSelectorRequirement['operator'], ...values: string[]) =>
  isSelectedBy(labels, { matchLabels: {}, matchExpressions: [{ key, operator, values }] })

describe('isSelectedBy', () => {
  test('[D.7] no selector selects nothing, an empty one everything', () => {
    expect(isSelectedBy(labels, undefined)).toBe(false)
    expect(isSelectedBy({}, { matchLabels: {}, matchExpressions: [] })).toBe(true)
  })

  test('both parts must hold', () => {
    const matchExpressions = [{ key: 'tier', operator: 'In', values: ['front'] }] as const
    expect(isSelectedBy(labels, { matchLabels: { app: 'web' }, matchExpressions })).toBe(true)
    expect(isSelectedBy(labels, { matchLabels: { app: 'api' }, matchExpressions })).toBe(false)
    expect(isSelectedBy({ app: 'web' }, { matchLabels: { app: 'web' }, matchExpressions })).toBe(false)
  })

  test('[D.7] [P29] [P30] NotIn and DoesNotExist also select what has no such key', () => {
    expect([meets('app', 'In', 'web', 'api'), meets('app', 'In', 'api'), meets('no', 'In', 'x')]).toEqual([
      true,
      false,
      false,
    ])
    expect([meets('app', 'NotIn', 'web'), meets('app', 'NotIn', 'api'), meets('no', 'NotIn', 'x')]).toEqual([
      false,
      true,
      true,
    ])
    expect([meets('app', 'Exists'), meets('no', 'Exists')]).toEqual([true, false])
    expect([meets('app', 'DoesNotExist'), meets('no', 'DoesNotExist')]).toEqual([false, true])
  })
})
