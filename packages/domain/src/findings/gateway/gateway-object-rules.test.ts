import { describe, expect, test } from 'vitest'
import { aGateway, aGatewayClass, aSnapshot, findingsOfRule, type RawObject, sentencesOf } from '../../testing/index.ts'
import { FindingsBook } from '../findings-book.ts'

const status = (type: string, value: string, reason?: string) => ({ conditions: [{ type, status: value, reason }] })
const listenerStatus = (name: string, members: RawObject) => ({ listeners: [{ name, attachedRoutes: 1, ...members }] })

describe('GW-001', () => {
  test('GW-001 a class that is missing or not accepted is told', () => {
    expect(findingsOfRule('GW-001', aSnapshot(aGateway('edge')))).toMatchObject([
      {
        sentence: 'There is no GatewayClass gateway, which Gateway/default/edge names',
        evidence: [{ path: 'spec.gatewayClassName' }, { object: 'GatewayClass/-/gateway', path: '', value: null }],
      },
    ])
    const waiting = aGatewayClass('gateway', { status: status('Accepted', 'Unknown', 'Pending') })
    expect(sentencesOf('GW-001', aSnapshot(aGateway('edge'), waiting))).toEqual([
      'GatewayClass gateway of Gateway/default/edge is not accepted: Pending',
    ])
  })

  test('GW-001 an accepted class is right', () => {
    const accepted = aGatewayClass('gateway', { status: status('Accepted', 'True') })
    expect(sentencesOf('GW-001', aSnapshot(aGateway('edge'), accepted))).toEqual([])
  })
})

describe('GW-002', () => {
  test('GW-002 a Gateway that is not programmed is told after a minute', () => {
    const lastTransitionTime = '2026-01-01T01:00:00Z'
    const conditions = [{ type: 'Programmed', status: 'False', reason: 'AddressNotAssigned', lastTransitionTime }]
    const book = new FindingsBook(aSnapshot(aGateway('edge', { status: { conditions } })), 0)
    const told = (seconds: number) =>
      book.findings(Date.parse(lastTransitionTime) + seconds * 1_000).filter(({ rule }) => rule === 'GW-002')
    expect(told(60)).toMatchObject([{ sentence: 'Gateway/default/edge is not programmed: AddressNotAssigned' }])
    expect(sentencesOf('GW-002', aSnapshot(aGateway('edge')))).toEqual([
      'Gateway/default/edge is not programmed: its controller has said nothing',
    ])
  })

  test('GW-002 a programmed Gateway is in effect', () => {
    expect(sentencesOf('GW-002', aSnapshot(aGateway('edge', { status: status('Programmed', 'True') })))).toEqual([])
  })
})

describe('GW-006', () => {
  const listeners = [
    { name: 'http', port: 80, protocol: 'HTTP' },
    { name: 'again', port: 80, protocol: 'HTTP' },
    { name: 'https', port: 443, protocol: 'HTTPS' },
  ]
  const edge = (members: RawObject) => aGateway('edge', { listeners, status: listenerStatus('http', members) })

  test('GW-006 a listener that conflicts is told with those on its port', () => {
    expect(sentencesOf('GW-006', aSnapshot(edge(status('Conflicted', 'True', 'HostnameConflict'))))).toEqual([
      'Listener http of Gateway/default/edge conflicts with another (HostnameConflict): again',
    ])
  })

  test('GW-006 a listener that says it does not conflict is right', () => {
    expect(sentencesOf('GW-006', aSnapshot(edge(status('Conflicted', 'False'))))).toEqual([])
  })
})

describe('GW-013', () => {
  const edge = (attachedRoutes: number) => aGateway('edge', { status: listenerStatus('http', { attachedRoutes }) })

  test('GW-013 a listener without routes is told', () => {
    expect(sentencesOf('GW-013', aSnapshot(edge(0)))).toEqual([
      'No route is attached to listener http of Gateway/default/edge',
    ])
  })

  test('GW-013 one route is enough, and nothing is known before the controller speaks', () => {
    expect(sentencesOf('GW-013', aSnapshot(edge(1)))).toEqual([])
    expect(sentencesOf('GW-013', aSnapshot(aGateway('edge')))).toEqual([])
  })
})
