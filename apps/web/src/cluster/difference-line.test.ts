import { describe, expect, test } from 'vitest'
import { differenceLine } from './difference-line.ts'

describe('differenceLine', () => {
  test('what the object means comes before its bookkeeping', () => {
    const differences = [
      { path: 'metadata.generation', before: 4, after: 5 },
      { path: 'status.conditions[Ready].lastTransitionTime', before: '1', after: '2' },
      { path: 'status.replicas', before: 2, after: 3 },
      { path: 'spec.template.spec.containers[web].image', before: 'web:v41', after: 'web:v42' },
    ]
    expect(differenceLine({ differences })).toEqual({
      path: '…spec.containers[web].image',
      before: 'web:v41',
      after: 'web:v42',
      more: 3,
    })
  })

  test('a name with dots stays whole, a field that appears has no before', () => {
    const differences = [{ path: 'metadata.labels[app.kubernetes.io/name]', after: 'web' }]
    expect(differenceLine({ differences })).toEqual({
      path: 'metadata.labels[app.kubernetes.io/name]',
      after: 'web',
      more: 0,
    })
  })

  test('of long names and texts the part that tells them apart is kept', () => {
    const differences = [
      {
        path: 'endpoints[shop/checkout-api-7f9c4d8b6-2x8kq].conditions.ready',
        before: 'registry.local/team/web:v41',
        after: 'registry.local/team/web:v42',
      },
    ]
    expect(differenceLine({ differences })).toEqual({
      path: 'endpoints[…d8b6-2x8kq].conditions.ready',
      before: '…web:v41',
      after: '…web:v42',
      more: 0,
    })
  })

  test('long values are cut, structures become JSON', () => {
    const differences = [{ path: 'spec.ports', before: [{ port: 80 }], after: 'x'.repeat(60) }]
    expect(differenceLine({ differences })).toMatchObject({ before: '[{"port":80}]', after: `${'x'.repeat(47)}…` })
  })

  test('a whole object coming or going has no line', () => {
    expect(differenceLine({ differences: [{ path: '', after: { kind: 'Service' } }] })).toBeUndefined()
    expect(differenceLine({ differences: [] })).toBeUndefined()
  })
})
