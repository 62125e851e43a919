import { expect, test } from 'vitest'
import { aFinding } from '../../testing/a-finding.ts'
import { ruleGroups } from './rule-groups.ts'

test('rules stand by group with all they found, of whatever severity, also where it was not read', () => {
  const count = (rule: string, severity: 'error' | 'info', many: number) => ({
    rule,
    severity,
    title: `T ${rule}`,
    count: many,
  })
  const counts = [
    count('SVC-009', 'error', 1),
    count('SVC-001', 'error', 2),
    count('SVC-001', 'info', 3),
    count('POD-001', 'info', 9),
  ]
  const items = [aFinding(), aFinding({ rule: 'SVC-009' })]
  expect(ruleGroups({ counts, items })).toEqual([
    { group: 'POD', count: 9, rules: [{ rule: 'POD-001', title: 'T POD-001', count: 9 }] },
    {
      group: 'service',
      count: 6,
      rules: [
        { rule: 'SVC-001', title: 'T SVC-001', count: 5 },
        { rule: 'SVC-009', title: 'T SVC-009', count: 1 },
      ],
    },
  ])
})
