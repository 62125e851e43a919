import { describe, expect, test } from 'vitest'
import { RULES, ruleById } from './registry.ts'
import type { RuleGroup } from './rule.ts'

/** How the ids of a group begin; Services may be told of what their slices say. */
const PREFIXES: Readonly<Record<RuleGroup, readonly string[]>> = {
  ingress: ['ING'],
  service: ['SVC'],
  'endpoint-slice': ['EPS'],
  pod: ['NODE', 'POD'],
  rollout: ['RLO'],
  gateway: ['GW'],
  'network-policy': ['NP'],
  coverage: ['COV'],
}

const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(3, '0')}`)

describe('RULES', () => {
  const ids = RULES.map(({ id }) => id)

  test('has all 122 rules, by group, then id', () => {
    expect(ids).toEqual([
      ...[...numbered('ING', 24), ...numbered('SVC', 25), ...numbered('EPS', 12)],
      ...[...numbered('NODE', 3), ...numbered('POD', 17), ...numbered('RLO', 15)],
      ...[...numbered('GW', 14), ...numbered('NP', 8), ...numbered('COV', 4)],
    ])
    expect(ids).toHaveLength(122)
  })

  test('has each id once, and ids that tell the group', () => {
    expect(new Set(ids).size).toBe(ids.length)
    const strays = RULES.filter(({ group, id }) => !PREFIXES[group].includes(id.replace(/-\d{3}$/, '')))
    expect(strays.map(({ id }) => id)).toEqual([])
    expect(ids.map((id) => ruleById(id)?.id)).toEqual(ids)
    expect(ruleById('SVC-999')).toBeUndefined()
  })

  test('says what to do in one sentence, and what is wrong in a title without a full stop', () => {
    for (const { description, hint, id, title } of RULES) {
      expect([id, hint.endsWith('.'), title.endsWith('.'), description.endsWith('.')]).toEqual([id, true, false, true])
    }
  })
})
