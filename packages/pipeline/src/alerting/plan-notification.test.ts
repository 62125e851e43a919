import type { Alert, Incident } from '@portolan/domain'
import { describe, expect, it } from 'vitest'
import type { Receiver } from '../ports/index.ts'
import { planNotification, type TellableAlert, type Told } from './plan-notification.ts'

const MINUTE = 60_000
/** Saturday, 2026-11-21 14:00 UTC. */
const RAISED = Date.UTC(2026, 10, 21, 14)

describe('what is left to tell', () => {
  it('a new incident is told after a moment in which others may join', () => {
    expect(plan([firing('a'), firing('b', { severity: 'critical', raisedAt: RAISED + 2000 })])).toEqual({
      kind: 'firing',
      dueAt: RAISED + 5000,
      alerts: [expect.objectContaining({ id: 'b' }), expect.objectContaining({ id: 'a' })],
    })
  })

  it('an alert that joins or becomes worse is told a minute after the last message, one that is known is not', () => {
    const told = toldOf({ a: 'error' })
    expect(plan([firing('a', { severity: 'critical' })], { told })).toMatchObject({
      kind: 'update',
      dueAt: RAISED + MINUTE,
    })
    expect(plan([firing('a'), firing('b')], { told })).toMatchObject({ kind: 'update' })
    expect(plan([firing('a', { severity: 'warning' })], { told })).toMatchObject({ kind: 'repeat' })
  })

  it('what fires on is repeated when its rule wants it, unless somebody takes care of it', () => {
    const told = toldOf({ a: 'error' })
    expect(plan([firing('a')], { told })).toMatchObject({ kind: 'repeat', dueAt: RAISED + 240 * MINUTE })
    expect(plan([{ ...firing('a'), isAcknowledged: true }], { told })).toBeUndefined()
    expect(plan([{ ...firing('a'), renotifyMs: 0 }], { told })).toBeUndefined()
  })

  it('an Alertmanager hears every two minutes, or it would take the alert for resolved', () => {
    const receiver = aReceiver({ target: { type: 'alertmanager', urls: ['http://127.0.0.1:1'] } })
    const acknowledged = { ...firing('a'), isAcknowledged: true }
    expect(plan([acknowledged], { told: toldOf({ a: 'error' }), receiver })).toMatchObject({
      dueAt: RAISED + 2 * MINUTE,
    })
  })

  it('an Alertmanager hears of each end, once, though others of the incident fire on', () => {
    const receiver = aReceiver({ target: { type: 'alertmanager', urls: ['http://127.0.0.1:1'] } })
    const alerts = [resolved('a'), firing('b')]
    expect(plan(alerts, { told: toldOf({ a: 'error', b: 'error' }), receiver })).toMatchObject({
      kind: 'update',
      dueAt: RAISED + MINUTE,
      alerts: [{ id: 'b' }, { id: 'a', resolvedAt: RAISED + 30_000 }],
    })
    expect(plan(alerts, { told: toldOf({ b: 'error' }), receiver })).toMatchObject({ kind: 'repeat' })
  })

  it('the end is told once, to who was told of the beginning', () => {
    const over = [resolved('a'), resolved('b')]
    expect(plan(over, { told: toldOf({ a: 'error' }) })).toMatchObject({ kind: 'resolved', alerts: [{ id: 'a' }] })
    expect(plan(over, { told: { ...toldOf({}), kind: 'resolved' } })).toBeUndefined()
    expect(plan([resolved('a'), firing('b')], { told: toldOf({ a: 'error', b: 'error' }) })).toMatchObject({
      kind: 'repeat',
    })
  })

  it('what was over before anybody was told is told all the same, unless it was over at once or in quiet hours', () => {
    expect(plan([resolved('a')])).toMatchObject({ kind: 'firing', dueAt: RAISED + 5000, alerts: [{ id: 'a' }] })
    expect(plan([firing('a', { resolvedAt: RAISED + 4999 })])).toBeUndefined()
    expect(plan([{ ...resolved('a'), isSilenced: true }])).toBeUndefined()
    const quietHours = { weekdays: [6], start: '13:00', end: '15:00', timeZone: 'UTC' }
    expect(plan([resolved('a')], { receiver: aReceiver({ quietHours }) })).toBeUndefined()
  })

  it('what begins again after its end is a new message', () => {
    const told: Told = { kind: 'resolved', at: RAISED, firing: new Map() }
    expect(plan([firing('a')], { told })).toMatchObject({ kind: 'firing', dueAt: RAISED + MINUTE })
  })

  it('what is silenced is not told, nor that it is over while it is not', () => {
    const silenced = { ...firing('a'), isSilenced: true }
    expect(plan([silenced])).toBeUndefined()
    expect(plan([silenced], { told: toldOf({ a: 'error' }) })).toBeUndefined()
    expect(plan([silenced, firing('b')])).toMatchObject({ alerts: [{ id: 'b' }] })
  })

  it('a receiver is told only of what it wants, and nothing when it is switched off', () => {
    const receiver = aReceiver({ matcher: { namespaces: ['shop'], severities: ['critical'] } })
    expect(plan([firing('a')], { receiver })).toBeUndefined()
    expect(plan([firing('a', { severity: 'critical' })], { receiver })).toBeDefined()
    expect(plan([firing('a', { severity: 'critical' })], { receiver: { ...receiver, enabled: false } })).toBeUndefined()
  })

  it('in quiet hours, which may span midnight, only what is critical is told at once', () => {
    const quietHours = { weekdays: [6], start: '13:00', end: '08:00', timeZone: 'UTC' }
    const receiver = aReceiver({ quietHours })
    expect(plan([firing('a')], { receiver })?.dueAt).toBe(Date.UTC(2026, 10, 22, 8))
    expect(plan([firing('a', { severity: 'critical' })], { receiver })?.dueAt).toBe(RAISED + 5000)
    const sunday = aReceiver({ quietHours: { ...quietHours, weekdays: [0] } })
    expect(plan([firing('a')], { receiver: sunday })?.dueAt).toBe(RAISED + 5000)
  })
})

function plan(alerts: readonly TellableAlert[], options: { told?: Told; receiver?: Receiver } = {}) {
  const incident: Incident = { id: 'i', alerts: [], severity: 'error', openedAt: RAISED, isMaintenance: false }
  return planNotification({ incident, alerts, receiver: options.receiver ?? aReceiver({}), told: options.told })
}

function firing(id: string, changed: Partial<Alert> = {}): TellableAlert {
  const alert: Alert = {
    id,
    ruleId: 'r',
    detector: 'zero-endpoints',
    severity: 'error',
    subject: 'Service/shop/web',
    since: RAISED - 10_000,
    sinceSeq: 1,
    raisedAt: RAISED,
    facts: {},
    evidence: [],
    lost: [],
    sentence: { id: 'x', args: {}, text: id },
    ...changed,
  }
  const service = { namespace: 'shop', name: 'web', labels: {} }
  return { alert, service, isSilenced: false, isAcknowledged: false, renotifyMs: 240 * MINUTE }
}

const resolved = (id: string): TellableAlert => firing(id, { resolvedAt: RAISED + 30_000 })

function toldOf(severities: Readonly<Record<string, Alert['severity']>>): Told {
  return { kind: 'firing', at: RAISED, firing: new Map(Object.entries(severities)) }
}

function aReceiver(changed: Partial<Receiver>): Receiver {
  const target = { type: 'webhook', url: 'http://127.0.0.1:1' } as const
  return { id: 'r1', name: 'r1', enabled: true, target, matcher: {}, perMinute: 30, language: 'en', ...changed }
}
