import { expect, test } from 'vitest'
import { aFinding } from '../../../testing/a-finding.ts'
import { findingsByKey } from './findings-by-key.ts'

test('an object has as many findings as name it, and is as bad as the worst of them', () => {
  const web = 'Service/shop/web'
  const found = findingsByKey([
    aFinding({ subject: web, rule: 'SVC-014', severity: 'warning' }),
    aFinding({ subject: web, rule: 'SVC-001', severity: 'error' }),
    aFinding({ subject: web, rule: 'SVC-014', severity: 'warning', about: 'http' }),
    aFinding({ subject: 'Service/shop/api', rule: 'SVC-001', severity: 'critical' }),
  ])
  expect([...found]).toEqual([
    [web, { count: 3, worst: 'error', rules: ['SVC-014', 'SVC-001'], severities: ['warning', 'error'] }],
    ['Service/shop/api', { count: 1, worst: 'critical', rules: ['SVC-001'], severities: ['critical'] }],
  ])
})
