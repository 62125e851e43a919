import { describe, expect, it } from 'vitest'
import type { CauseKind } from '../../causes/cause-types.ts'
import type { Alert, AlertCause } from '../alert.ts'
import { IncidentBook } from './incident-book.ts'

describe('H.3: incidents', () => {
  it('Services that share a Node are one incident, and so are several Nodes at once', () => {
    const book = new IncidentBook()
    const raised = [
      anAlert('a', { cause: blamed('n1') }),
      anAlert('b', { cause: blamed('n1') }),
      anAlert('c', { cause: blamed('n2') }),
    ]
    const incidents = book.apply(raised.map(raise))
    expect(incidents).toEqual([
      {
        id: 'a',
        alerts: ['a', 'b', 'c'],
        severity: 'error',
        openedAt: 1000,
        isMaintenance: false,
        cause: {
          kind: 'node-not-ready',
          row: 10,
          confidence: 'proven',
          sentence: { id: 'lost.node-not-ready', args: { count: 2 }, text: '2 Nodes are not ready' },
        },
      },
    ])
  })

  it('a Node that fails long after is another incident', () => {
    const book = new IncidentBook()
    book.apply([raise(anAlert('a', { cause: blamed('n1') }))])
    const [later] = book.apply([raise(anAlert('b', { cause: blamed('n2'), raisedAt: 200_000 }))])
    expect(later?.id).toBe('b')
  })

  it('alerts that lost half of the same endpoints are one incident, others are not', () => {
    const book = new IncidentBook()
    book.apply([raise(anAlert('a', { lost: ['1', '2', '3', '4'] }))])
    expect(book.apply([raise(anAlert('b', { lost: ['3', '4', '5', '6'] }))])[0]?.id).toBe('a')
    expect(book.apply([raise(anAlert('c', { lost: ['4', '7', '8'] }))])[0]?.id).toBe('c')
    expect(book.apply([raise(anAlert('d', { lost: [] }))])[0]?.id).toBe('d')
  })

  it('an incident that never ends does not grow for ever: after 5,000 alerts another one begins', () => {
    const book = new IncidentBook()
    const alerts = Array.from({ length: 5001 }, (_, index) => anAlert(`a${index}`, { cause: blamed('n1') }))
    expect(book.apply(alerts.map(raise)).map((incident) => [incident.id, incident.alerts.length])).toEqual([
      ['a0', 5000],
      ['a5000', 1],
    ])
  })

  it('a thousand alerts at once that share nothing are a handful of incidents, and none is missing', () => {
    const book = new IncidentBook()
    const alerts = Array.from({ length: 1000 }, (_, index) => anAlert(`a${index}`, { raisedAt: 1000 + index * 10 }))
    const last = new Map(
      alerts.flatMap((alert) => book.apply([raise(alert)])).map((incident) => [incident.id, incident]),
    )
    expect(last.size).toBe(4)
    expect([...last.values()].flatMap((incident) => incident.alerts)).toHaveLength(1000)
  })

  it('an incident has the severity of the worst that fires, and is over with the last of its alerts', () => {
    const book = new IncidentBook()
    const [a, b] = [anAlert('a', { cause: blamed('n1'), severity: 'critical' }), anAlert('b', { cause: blamed('n1') })]
    expect(book.apply([raise(a), raise(b)])[0]).toMatchObject({ severity: 'critical' })
    const afterA = book.apply([resolve(a, 5000)])[0]
    expect(afterA).toMatchObject({ severity: 'error' })
    expect(afterA?.resolvedAt).toBeUndefined()
    expect(book.apply([resolve(b, 6000)])[0]).toMatchObject({ severity: 'critical', resolvedAt: 6000 })
    expect(book.apply([raise(anAlert('c', { cause: blamed('n1') }))])[0]?.id).toBe('c')
  })

  it('an incident says the cause of the worst that fires, in the end of the worst there was', () => {
    const book = new IncidentBook()
    const lost = ['1', '2']
    const a = anAlert('a', { cause: blamed('n1'), lost })
    const probe = blamed('p', 'readiness-probe')
    const b = anAlert('b', { cause: probe, severity: 'critical', lost })
    const causes = [[raise(a)], [raise(b)], [resolve(b, 5000)], [resolve(a, 6000)]].map(
      (transitions) => book.apply(transitions)[0]?.cause?.kind,
    )
    expect(causes).toEqual(['node-not-ready', 'readiness-probe', 'node-not-ready', 'readiness-probe'])
  })

  it('what a lesser alert knows is not told as the cause of the worst', () => {
    const book = new IncidentBook()
    const a = anAlert('a', { cause: blamed('n1'), lost: ['1'] })
    const told = book.apply([raise(a), raise(anAlert('b', { severity: 'critical', lost: ['1'] }))])
    expect(told).toEqual([{ id: 'a', alerts: ['a', 'b'], severity: 'critical', openedAt: 1000, isMaintenance: false }])
  })

  it('after a restart alerts join the incident that was open', () => {
    const before = new IncidentBook()
    const a = anAlert('a', { cause: blamed('n1') })
    const book = IncidentBook.restore(before.apply([raise(a)]), [a])
    expect(book.apply([raise(anAlert('b', { cause: blamed('n1') }))])[0]?.alerts).toEqual(['a', 'b'])
  })
})

function anAlert(id: string, changed: Partial<Alert> = {}): Alert {
  return {
    id,
    ruleId: 'r',
    detector: 'endpoint-drop',
    severity: 'error',
    subject: `Service/shop/${id}`,
    since: 0,
    sinceSeq: 1,
    raisedAt: 1000,
    facts: {},
    evidence: [],
    lost: [],
    sentence: { id: 'x', args: {}, text: id },
    ...changed,
  }
}

function blamed(node: string, kind: CauseKind = 'node-not-ready'): AlertCause {
  return { kind, row: 10, object: `Node/-/${node}`, confidence: 'proven', sentence: { id: 'x', args: {}, text: node } }
}

const raise = (alert: Alert) => ({ type: 'raised', at: alert.raisedAt, seq: 1, alert }) as const
const resolve = (alert: Alert, at: number) =>
  ({ type: 'resolved', at, seq: 2, alert: { ...alert, resolvedAt: at }, because: 'cleared' }) as const
