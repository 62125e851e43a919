import { describe, expect, test } from 'vitest'
import {
  anHttpRoute,
  aProjected,
  aRawObject,
  aService,
  aSnapshot,
  findingsOfRule,
  type RawObject,
  sentencesOf,
} from '../../testing/index.ts'

const web = aService('web', { ports: [{ port: 80, targetPort: 8080 }] })
const rules = (...members: RawObject[]) => anHttpRoute('shop', { spec: { rules: members } })

describe('GW-007', () => {
  test('GW-007 a port that the Service does not have is told with those it has', () => {
    const route = rules({ backendRefs: [{ name: 'web', port: 8080 }, { name: 'web', port: 81 }, { name: 'web' }] })
    expect(sentencesOf('GW-007', aSnapshot(route, web))).toEqual([
      'Service/default/web has no port 8080, which HTTPRoute/default/shop names: that is a target port; it has 80',
      'Service/default/web has no port 81, which HTTPRoute/default/shop names; it has 80',
      'HTTPRoute/default/shop names no port of Service/default/web; it has 80',
    ])
  })

  test('GW-007 the port of the Service is right, and a missing Service has no ports to compare', () => {
    expect(sentencesOf('GW-007', aSnapshot(anHttpRoute('shop', { service: 'web' }), web))).toEqual([])
    expect(sentencesOf('GW-007', aSnapshot(anHttpRoute('shop', { service: 'gone', port: 81 }), web))).toEqual([])
  })
})

describe('GW-008', () => {
  test('GW-008 rules without a backend, or with weights of 0 alone, are told', () => {
    const route = rules({ backendRefs: [{ name: 'web', port: 80, weight: 0 }] }, { backendRefs: [] })
    expect(sentencesOf('GW-008', aSnapshot(route))).toEqual([
      'All backends of spec.rules[0] of HTTPRoute/default/shop have weight 0',
      'spec.rules[1] of HTTPRoute/default/shop has no backend and does not redirect',
    ])
  })

  test('GW-008 a redirect needs no backend, and one weight is enough', () => {
    const redirect = { filters: [{ type: 'RequestRedirect', requestRedirect: { hostname: 'example.com' } }] }
    const weighted = {
      backendRefs: [
        { name: 'web', weight: 0 },
        { name: 'api', weight: 1 },
      ],
    }
    expect(sentencesOf('GW-008', aSnapshot(rules(redirect, weighted)))).toEqual([])
  })
})

describe('GW-014', () => {
  const route = rules({ backendRefs: [{ name: 'web', namespace: 'pay', port: 80 }] })
  const grant = (from: RawObject, to: RawObject = {}) =>
    aProjected(
      'ReferenceGrant',
      aRawObject('ReferenceGrant', 'let-in', {
        namespace: 'pay',
        spec: {
          from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'default', ...from }],
          to: [{ group: '', kind: 'Service', ...to }],
        },
      }),
    )

  test('GW-014 a reference that nobody granted is told', () => {
    expect(findingsOfRule('GW-014', aSnapshot(route))).toMatchObject([
      {
        sentence: 'HTTPRoute/default/shop refers to Service/pay/web, and namespace pay has no ReferenceGrant',
        evidence: [{ path: 'spec.rules[0].backendRefs[0]' }, { object: 'ReferenceGrant/pay/*', value: null }],
      },
    ])
  })

  test('GW-014 a grant that does not fit is told with what differs first', () => {
    const prefix =
      'HTTPRoute/default/shop refers to Service/pay/web, and none of ReferenceGrant/pay/let-in lets it in: the nearest differs in '
    expect(sentencesOf('GW-014', aSnapshot(route, grant({ namespace: 'other' })))).toEqual([
      `${prefix}from.namespace, which is not default`,
    ])
    expect(sentencesOf('GW-014', aSnapshot(route, grant({ kind: 'GRPCRoute' })))).toEqual([
      `${prefix}from.kind, which is not HTTPRoute`,
    ])
    expect(sentencesOf('GW-014', aSnapshot(route, grant({}, { name: 'api' })))).toEqual([
      `${prefix}to.name, which is not web`,
    ])
  })

  test('GW-014 a grant that fits is enough; within a namespace none is needed', () => {
    expect(sentencesOf('GW-014', aSnapshot(route, grant({})))).toEqual([])
    expect(sentencesOf('GW-014', aSnapshot(anHttpRoute('shop', { service: 'web' })))).toEqual([])
  })
})
