import { describe, expect, test } from 'vitest'
import { anIngress, aService, aSnapshot } from '../testing/index.ts'
import { ignoredRuleIds } from './ignore-annotation.ts'

describe('portolan.dev/ignore', () => {
  test('[C.4] only rule ids are kept of what somebody wrote', () => {
    expect(ignoredRuleIds('SVC-010, ING-003')).toBe('ING-003,SVC-010')
    expect(ignoredRuleIds('password=SVC-010hunter2 SVC-016 because of ticket 7')).toBe('SVC-016')
    expect(ignoredRuleIds('all of them')).toBeUndefined()
  })

  test('is kept of every kind, beside what the kind keeps', () => {
    const annotations = {
      'portolan.dev/ignore': 'ING-003',
      'kubernetes.io/ingress.class': 'nginx',
      'example.com/x': 'y',
    }
    const ingress = anIngress('shop', { annotations })
    expect(ingress.metadata.annotations).toEqual({
      'kubernetes.io/ingress.class': 'nginx',
      'portolan.dev/ignore': 'ING-003',
    })
    expect(ingress.derived.otherAnnotations).toEqual(['example.com/x'])
    const service = aSnapshot(aService('web', { annotations })).find('Service', 'default', 'web')
    expect(service?.metadata.annotations).toEqual({ 'portolan.dev/ignore': 'ING-003' })
  })
})
