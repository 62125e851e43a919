import type { AlertRule } from '@portolan/contract'
import { describe, expect, test } from 'vitest'
import {
  duplicateOf,
  durationMs,
  freeId,
  movedRule,
  overrideOf,
  replacesDefault,
  restoredRule,
  shownThreshold,
  typedLabels,
  typedNames,
  typedThreshold,
} from './rule-parts.ts'

function aRule(id: string, given: Partial<AlertRule> = {}): AlertRule {
  return {
    id,
    name: id,
    detector: 'zero-endpoints',
    enabled: true,
    scope: {},
    thresholds: { for: '10s' },
    renotify: '4h',
    grace: '60s',
    origin: 'stored',
    ...given,
  }
}

describe('thresholds in a sentence', () => {
  test.each([
    ['share', 0.29, '29'],
    ['clearShare', 0.575, '57.5'],
    ['for', '90s', '90s'],
    ['minChurn', 6, '6'],
  ])('%s %s is read as %s, and typed as it is read', (threshold, value, text) => {
    expect(shownThreshold(threshold, value)).toBe(text)
    expect(typedThreshold(threshold, ` ${text} `)).toBe(value)
  })

  test('what is no number stays as it was typed, for the server to refuse', () => {
    expect(typedThreshold('minChurn', 'six')).toBe('six')
    expect(typedThreshold('share', '')).toBe('')
  })
})

test('names and labels may be parted by commas of either script, or by spaces', () => {
  expect(typedNames(' shop,pay*， db  ')).toEqual(['shop', 'pay*', 'db'])
  expect(typedLabels('app=web, expr=a=b,flag')).toEqual({ app: 'web', expr: 'a=b', flag: '' })
})

describe('the order of rules', () => {
  const rules = [aRule('a'), aRule('other', { detector: 'slow-drain' }), aRule('b')]
  const ids = (moved: readonly AlertRule[]) => moved.map(({ id }) => id)

  test('a rule moves past the next one of its detector; the rules between keep their places', () => {
    expect(ids(movedRule(rules, 'b', -1))).toEqual(['b', 'other', 'a'])
    expect(ids(movedRule(rules, 'a', 1))).toEqual(['b', 'other', 'a'])
  })

  test('the first does not move up, and one that is alone does not move', () => {
    expect(movedRule(rules, 'a', -1)).toBe(rules)
    expect(movedRule(rules, 'other', 1)).toBe(rules)
    expect(movedRule(rules, 'gone', 1)).toBe(rules)
  })
})

test('an override of a default takes its id, a copy of a rule of a file one of its own', () => {
  const fallback = aRule('default-zero-endpoints', { origin: 'default' })
  expect(overrideOf(fallback, new Set(['default-zero-endpoints']))).toEqual({ ...fallback, origin: 'stored' })
  const filed = aRule('ours', { origin: 'file' })
  expect(overrideOf(filed, new Set(['ours', 'ours-2']))).toEqual({ ...filed, origin: 'stored', id: 'ours-3' })
  expect(freeId('free', new Set())).toBe('free')
})

test('a rule that was removed comes back where it stood, and what was changed meanwhile stays', () => {
  const [first, second, changed] = [aRule('first'), aRule('second'), aRule('first', { name: 'changed' })]
  expect(restoredRule([changed], { removed: second, at: 1 })).toEqual([changed, second])
  expect(restoredRule([changed], { removed: first, at: 0 })).toEqual([changed])
  expect(restoredRule([], { removed: second, at: 1 })).toEqual([second])
})

test('a duplicate stands beside its model; what takes the place of a default can be reset to it', () => {
  const mine = aRule('mine')
  expect(duplicateOf(mine, { name: 'copy', taken: new Set(['mine']) })).toEqual({ ...mine, id: 'mine-2', name: 'copy' })
  const fallback = aRule('default-zero-endpoints', { origin: 'default' })
  expect(duplicateOf(fallback, { name: 'copy', taken: new Set() })).toMatchObject({
    id: 'zero-endpoints',
    origin: 'stored',
  })
  expect([mine, fallback, overrideOf(fallback, new Set())].map(replacesDefault)).toEqual([false, false, true])
})

test('a duration is read as it is kept, and nothing else', () => {
  expect(['90s', '10m', '4h', '1d', '500ms', 'soon', '10'].map(durationMs)).toEqual([
    90_000,
    600_000,
    14_400_000,
    86_400_000,
    500,
    undefined,
    undefined,
  ])
})
