import { describe, expect, test } from 'vitest'
import { aGateway, anHttpRoute, aSnapshot, type RawMetadata, type RawObject, sentencesOf } from '../../testing/index.ts'
import { FindingsBook } from '../findings-book.ts'

const report = (conditions: readonly RawObject[], parentRef: RawObject = { name: 'edge' }) => ({
  parents: [{ parentRef, controllerName: 'example.com/gateway', conditions }],
})
const said = (type: string, status: string, { generation, ...members }: RawMetadata & RawObject = {}) =>
  anHttpRoute('shop', {
    ...{ gateway: 'edge', service: 'web', ...(generation !== undefined && { generation }) },
    status: report([{ type, status, observedGeneration: 1, ...members }]),
  })

describe('GW-003', () => {
  test('GW-003 a parent that is missing, has no such listener, or says nothing is told', () => {
    const route = anHttpRoute('shop', { gateway: 'edge' })
    const section = anHttpRoute('shop', { spec: { parentRefs: [{ name: 'edge', sectionName: 'https' }] } })
    const missing =
      'HTTPRoute/default/shop wants to be at Gateway/default/edge, which is not there or has no such listener'
    expect(sentencesOf('GW-003', aSnapshot(route))).toEqual([missing])
    expect(sentencesOf('GW-003', aSnapshot(section, aGateway('edge')))).toEqual([missing])
    expect(sentencesOf('GW-003', aSnapshot(route, aGateway('edge')))).toEqual([
      'No controller has said anything of HTTPRoute/default/shop at Gateway/default/edge',
    ])
  })

  test('GW-003 is told after a minute', () => {
    const book = new FindingsBook(aSnapshot(anHttpRoute('shop', { gateway: 'edge' })), 0)
    const told = (now: number) => book.findings(now).filter(({ rule }) => rule === 'GW-003').length
    expect([told(59_999), told(60_000)]).toEqual([0, 1])
  })

  test('GW-003 a report is enough, whatever it says', () => {
    expect(sentencesOf('GW-003', aSnapshot(said('Accepted', 'False'), aGateway('edge')))).toEqual([])
  })
})

describe('GW-004', () => {
  test('GW-004 a refused route is told with who refuses it, and why', () => {
    expect(sentencesOf('GW-004', aSnapshot(said('Accepted', 'False', { reason: 'NotAllowedByListeners' })))).toEqual([
      'HTTPRoute/default/shop is refused at Gateway/default/edge (example.com/gateway): NotAllowedByListeners',
    ])
  })

  test('GW-004 an accepted route, and one that is not decided yet, are not refused', () => {
    expect(sentencesOf('GW-004', aSnapshot(said('Accepted', 'True')))).toEqual([])
    expect(sentencesOf('GW-004', aSnapshot(said('Accepted', 'Unknown')))).toEqual([])
  })
})

describe('GW-005', () => {
  test('GW-005 references of routes and listeners that do not resolve are told', () => {
    const conditions = [{ type: 'ResolvedRefs', status: 'False', reason: 'InvalidCertificateRef' }]
    const edge = aGateway('edge', { status: { listeners: [{ name: 'https', attachedRoutes: 0, conditions }] } })
    expect(
      sentencesOf('GW-005', aSnapshot(said('ResolvedRefs', 'False', { reason: 'BackendNotFound' }), edge)),
    ).toEqual([
      'References of Gateway/default/edge do not resolve at listener https: InvalidCertificateRef',
      'References of HTTPRoute/default/shop do not resolve at Gateway/default/edge (example.com/gateway): BackendNotFound',
    ])
  })

  test('GW-005 resolved references are right', () => {
    expect(sentencesOf('GW-005', aSnapshot(said('ResolvedRefs', 'True')))).toEqual([])
  })
})

describe('GW-009', () => {
  test('GW-009 a status of an older specification is told', () => {
    expect(sentencesOf('GW-009', aSnapshot(said('Accepted', 'True', { generation: 2 })))).toEqual([
      'HTTPRoute/default/shop is at generation 2; Accepted speaks of an older one',
    ])
  })

  test('GW-009 a current status is right, and one without a generation says nothing', () => {
    expect(sentencesOf('GW-009', aSnapshot(said('Accepted', 'True', { generation: 1 })))).toEqual([])
    const silent = said('Accepted', 'True', { observedGeneration: undefined, generation: 2 })
    expect(sentencesOf('GW-009', aSnapshot(silent))).toEqual([])
  })
})

describe('GW-010', () => {
  test('GW-010 a dropped rule is told in the words of the controller', () => {
    const dropped = said('PartiallyInvalid', 'True', { message: 'Dropped Rule 0: unknown filter' })
    expect(sentencesOf('GW-010', aSnapshot(dropped))).toEqual([
      'Part of HTTPRoute/default/shop has no effect at Gateway/default/edge (example.com/gateway): Dropped Rule 0: unknown filter',
    ])
  })

  test('GW-010 a route of which nothing is said is whole', () => {
    expect(sentencesOf('GW-010', aSnapshot(said('Accepted', 'True')))).toEqual([])
  })
})
