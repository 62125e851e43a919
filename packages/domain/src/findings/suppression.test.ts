import { describe, expect, test } from 'vitest'
import { aNamespace, anIngress, aService, aSnapshot } from '../testing/index.ts'
import { ruleById } from './registry.ts'
import { defineRule, type Rule } from './rule.ts'
import { suppressedRules } from './suppression.ts'

const rules = (...ids: string[]): Rule[] => ids.flatMap((id) => ruleById(id) ?? [])
const aSnapshotOfTwo = () => aSnapshot(aNamespace('shop'), aNamespace('pay'), anIngress('shop', { namespace: 'shop' }))

describe('[COV-001] suppressedRules', () => {
  test('nothing is suppressed where everything can be read, or is known not to be served', () => {
    const snapshot = aSnapshotOfTwo()
    snapshot.setVisibility('HTTPRoute', undefined, 'absent')
    expect(suppressedRules(rules('ING-001', 'EPS-001'), { snapshot, history: {} })).toEqual([])
  })

  test('a kind that is hidden everywhere is told once, one that is hidden somewhere by namespace', () => {
    const snapshot = aSnapshotOfTwo()
    snapshot.setVisibility('Service', undefined, 'denied')
    const kinds = [{ kind: 'Service', visibility: 'denied' }]
    expect(suppressedRules(rules('ING-001', 'ING-020'), { snapshot, history: {} })).toEqual([
      { rule: 'ING-001', kinds, history: [] },
    ])
    snapshot.setVisibility('Service', 'shop', 'observed')
    expect(suppressedRules(rules('ING-001'), { snapshot, history: {} })).toEqual([
      { rule: 'ING-001', namespace: 'pay', kinds, history: [] },
    ])
  })

  test('rules about the cluster are not told by namespace', () => {
    const snapshot = aSnapshotOfTwo()
    snapshot.setVisibility('Pod', 'shop', 'listing')
    expect(suppressedRules(rules('ING-005'), { snapshot, history: {} })).toEqual([])
  })

  test('a rule that needs the past is told where nobody knows it', () => {
    const rule = defineRule({
      ...{ id: 'SVC-999', group: 'service', severity: 'info', title: 'Test', description: 'Test.', hint: 'Test.' },
      subjects: ['Service'],
      inputs: [],
      history: ['fieldChanges'],
      messages: { default: 'test' },
      evaluate: () => [],
    })
    const snapshot = aSnapshot(aService('web'))
    const history = { fieldChanges: () => [] }
    expect(suppressedRules([rule], { snapshot, history: {} })).toEqual([
      { rule: 'SVC-999', kinds: [], history: ['fieldChanges'] },
    ])
    expect(suppressedRules([rule], { snapshot, history })).toEqual([])
  })
})
