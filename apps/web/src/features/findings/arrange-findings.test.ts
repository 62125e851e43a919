import { describe, expect, test } from 'vitest'
import { findingId } from '../../cluster/finding-sentence.ts'
import { aFinding } from '../../testing/a-finding.ts'
import {
  chosenFindings,
  countSeverities,
  type FindingsFilter,
  findingsLines,
  sortedFindings,
} from './arrange-findings.ts'

const old = aFinding({ subject: 'Service/shop/api', since: '2026-11-21T13:00:00.000Z' })
const fresh = aFinding({ subject: 'Service/shop/web', since: '2026-11-21T14:00:00.000Z' })
const undated = aFinding({ subject: 'Service/shop/zzz', since: null })
const loud = aFinding({
  rule: 'ING-001',
  group: 'ingress',
  severity: 'critical',
  title: 'No controller',
  subject: 'Ingress/pay/edge',
  message: { id: 'ING-001', values: {}, text: 'Nobody implements it' },
})
const all = [old, undated, loud, fresh]

const ANY: FindingsFilter = { severities: [], groups: [], rules: [], q: '' }

describe('rows of findings', () => {
  test('stand by rule, the worst first; of one rule the newest first; a rule with one finding has no heading (A2)', () => {
    expect(findingsLines(all)).toEqual([
      { finding: loud },
      { rule: 'SVC-001', title: old.title, severity: 'error', count: 3 },
      { finding: fresh },
      { finding: old },
      { finding: undated },
    ])
  })

  test('do not depend on the order they came in', () => {
    expect(findingsLines(all.toReversed())).toEqual(findingsLines(all))
  })

  test('of one rule that is worse here than there, the worse come first, and the rule counts as the worst', () => {
    const mild = aFinding({ severity: 'info', since: '2026-11-21T15:00:00.000Z' })
    expect(findingsLines([mild, old])).toEqual([
      { rule: 'SVC-001', title: old.title, severity: 'error', count: 2 },
      { finding: old },
      { finding: mild },
    ])
  })
})

test('sorted rows have no headings, and equal ones stand as they would by rule', () => {
  const order = (by: 'since' | 'severity', isDescending: boolean) =>
    sortedFindings(all, { by, isDescending }).map((line) => 'finding' in line && line.finding)
  expect(order('since', false)).toEqual(
    [undated, old, loud, fresh].toSorted((a, b) => ((a.since ?? '') < (b.since ?? '') ? -1 : 1)),
  )
  expect(order('severity', true)).toEqual([fresh, old, undated, loud])
})

describe('the filter', () => {
  test.each<[Partial<FindingsFilter>, readonly unknown[]]>([
    [{}, all],
    [{ severities: ['critical'] }, [loud]],
    [{ groups: ['service'] }, [old, undated, fresh]],
    [{ rules: ['SVC-001', 'ING-001'] }, all],
    [{ q: 'shop WEB' }, [fresh]],
    [{ q: 'selects' }, [old, undated, fresh]],
    [{ severities: ['critical'], groups: ['service'] }, []],
  ])('%j leaves what it says', (part, left) => {
    expect(chosenFindings(all, { ...ANY, ...part })).toEqual(left)
  })
})

test('severities are counted of all that was found, not of what was read', () => {
  const title = 'x'
  expect(
    countSeverities([
      { rule: 'A', severity: 'error', title, count: 7_000 },
      { rule: 'A', severity: 'info', title, count: 2 },
      { rule: 'B', severity: 'error', title, count: 1 },
    ]),
  ).toEqual({ critical: 0, error: 7_001, warning: 0, info: 2 })
})

test('a link names a finding by rule, subject and part', () => {
  expect([findingId(old), findingId(aFinding({ about: 'spec.ports[0]' }))]).toEqual([
    'SVC-001 Service/shop/api',
    'SVC-001 Service/shop/web spec.ports[0]',
  ])
})
