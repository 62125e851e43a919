import { describe, expect, test } from 'vitest'
import { aChange } from '../../testing/recorded-change.ts'
import { findInLog, parseLogFilter } from './log-filter.ts'

const rows = [
  aChange(3, {
    kind: 'Deployment',
    differences: [{ path: 'spec.replicas', before: 3, after: 5 }],
    writer: { manager: 'kubectl-scale', operation: 'Update' },
  }),
  aChange(2, { kind: 'Pod', name: 'api-7f9c4d', change: 'added', evidence: 'listed', namespace: 'pay' }),
  aChange(1, { differences: [{ path: 'spec.containers[web].image', before: 'web:v41', after: 'web:v42' }] }),
]

describe('what is looked for in the log', () => {
  test.each([
    ['Deployment replicas', [3]],
    ['7F9C', [2]],
    [' ', [3, 2, 1]],
    ['field:spec.replicas', [3]],
    ['field:replicas,image', [3, 1]],
    ['field:containers', [1]],
    ['field:spec -kind:deployment', [1]],
    ['kind:pod,deployment', [3, 2]],
    ['-change:added namespace:shop', [3, 1]],
    ['evidence:listed', [2]],
    ['writer:kubectl', [3]],
    ['web:v42', [1]],
  ])('%s', (q, seqs) => {
    expect(findInLog(rows, q).map(({ seq }) => seq)).toEqual(seqs)
  })

  test('what is none is left out and said, and does not empty the list', () => {
    expect(findInLog(rows, 'change:aded')).toEqual(rows)
    expect(parseLogFilter('change:aded feild:x').problems.map(({ nearest }) => nearest)).toEqual([
      'change:added',
      'field:x',
    ])
  })
})
