import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Alert, DEFAULT_ALERT_RULES, type Incident, type Silence } from '@portolan/domain'
import type { AlertBatch, AlertStore, NewDelivery, Receiver } from '@portolan/pipeline/ports'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAlerts } from './open-alerts.ts'

const clock = { now: () => 1_000_000 }
let directory: string
let store: AlertStore

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'portolan-alerts-'))
  store = openAlerts({ directory, clock }).store
})

afterEach(async () => {
  await store.close()
  rmSync(directory, { recursive: true })
})

describe('alerts', () => {
  it('what was committed is there after a restart: what fires, open incidents, how far the log was judged', async () => {
    const [first, second] = [anAlert('a'), anAlert('b', { raisedAt: 20 })]
    await store.commit(
      aBatch({
        transitions: [raised(first), raised(second)],
        incidents: [anIncident('a', ['a', 'b'])],
        deliveries: [
          aDelivery('r1/a/1', { incident: 'a' }),
          aDelivery('r1/a/2', { incident: 'a' }),
          aDelivery('r1/b/1'),
        ],
        evaluatedSeq: 7,
        evaluatedAt: 20,
      }),
    )
    await reopen()
    expect(await store.restore()).toEqual({
      evaluatedSeq: 7,
      evaluatedAt: 20,
      incidents: [anIncident('a', ['a', 'b'])],
      alerts: [
        { alert: first, incident: 'a', timeline: [expect.objectContaining({ type: 'raised', at: 10 })] },
        { alert: second, incident: 'a', timeline: [expect.objectContaining({ type: 'raised', at: 20 })] },
      ],
      lastDeliveries: [expect.objectContaining({ idempotencyKey: 'r1/a/2', firing: { a: 'critical' } })],
    })
    const over = { ...first, resolvedAt: 30 }
    await store.commit(aBatch({ transitions: [{ type: 'resolved', at: 30, seq: 9, alert: over, because: 'cleared' }] }))
    expect((await store.restore()).alerts.map(({ alert }) => alert)).toEqual([over, second])
    expect(await store.alert('a')).toEqual({
      alert: over,
      incident: 'a',
      timeline: [
        { type: 'raised', at: 10, seq: 1, sentence: first.sentence },
        { type: 'resolved', at: 30, seq: 9, because: 'cleared', sentence: first.sentence },
      ],
    })
  })

  it('are listed newest first, by state, namespace, time and incident, page by page', async () => {
    const alerts = ['a', 'b', 'c'].map((id, index) => anAlert(id, { raisedAt: 10 * (index + 1) }))
    const elsewhere = anAlert('d', { subject: 'Service/shop/web', raisedAt: 40 })
    await store.commit(aBatch({ transitions: [...alerts, elsewhere].map(raised), incidents: [anIncident('x', ['b'])] }))
    await store.commit(aBatch({ transitions: [{ ...raised({ ...anAlert('a'), resolvedAt: 15 }), type: 'updated' }] }))
    await store.acknowledge('b', { at: 50, by: 'on call' })

    const ids = async (query: object) => (await store.alerts({ limit: 10, ...query })).map(({ alert }) => alert.id)
    expect(await ids({})).toEqual(['d', 'c', 'b', 'a'])
    expect(await ids({ states: ['firing'] })).toEqual(['d', 'c'])
    expect(await ids({ states: ['acknowledged', 'resolved'] })).toEqual(['b', 'a'])
    expect(await ids({ states: [] })).toEqual([])
    expect(await ids({ severities: ['critical'] })).toEqual(['d', 'c', 'b', 'a'])
    expect(await ids({ severities: ['info', 'warning'] })).toEqual([])
    expect(await ids({ detectors: ['zero-endpoints'], limit: 1 })).toEqual(['d'])
    expect(await ids({ detectors: ['slow-drain'] })).toEqual([])
    expect(await ids({ namespaces: ['shop'] })).toEqual(['d'])
    expect(await ids({ from: 16, to: 30 })).toEqual(['b'])
    expect(await ids({ incident: 'x' })).toEqual(['b'])
    expect(await ids({ before: 'c', limit: 1 })).toEqual(['b'])
  })

  it('incidents are listed newest first, page by page, by when they were open', async () => {
    const over = { ...anIncident('a', []), openedAt: 5, resolvedAt: 8 }
    const incidents = [anIncident('b', ['b']), over, anIncident('c', ['c'])]
    const elsewhere = anAlert('c', { subject: 'Service/shop/web' })
    await store.commit(aBatch({ transitions: [raised(anAlert('b')), raised(elsewhere)], incidents }))
    await store.acknowledge('b', { at: 50, by: 'on call' })
    const ids = async (query: object) => (await store.incidents({ limit: 10, ...query })).map(({ id }) => id)
    expect(await ids({})).toEqual(['c', 'b', 'a'])
    expect(await ids({ from: 9 })).toEqual(['c', 'b'])
    expect(await ids({ states: ['firing'] })).toEqual(['c'])
    expect(await ids({ states: ['acknowledged', 'resolved'] })).toEqual(['b', 'a'])
    expect(await ids({ namespaces: ['shop'] })).toEqual(['c'])
    expect(await ids({ to: 10 })).toEqual(['a'])
    expect(await ids({ before: 'c', limit: 1 })).toEqual(['b'])
  })

  it('a message that was sent before it was kept is never due, and counts with the others', async () => {
    const attempt = { at: 40, durationMs: 3, outcome: 'failed', answer: 'no' } as const
    await store.commit(aBatch({ deliveries: [aDelivery('r1/x/1')] }))
    const kept = await store.keepSent(aDelivery('r2/test/1', { receiver: 'r2' }), attempt)
    expect(kept).toMatchObject({ receiver: 'r2', state: 'dead', tries: 1, attempts: [attempt] })
    expect(await store.delivery(kept.id)).toEqual(kept)
    expect((await store.dueDeliveries(100, 10)).map(({ receiver }) => receiver)).toEqual(['r1'])
    expect(await store.deliveryCounts()).toEqual([
      { receiver: 'r1', state: 'waiting', count: 1 },
      { receiver: 'r2', state: 'dead', count: 1 },
    ])
  })

  it('are acknowledged while they fire, and the acknowledgement can be withdrawn', async () => {
    await store.commit(aBatch({ transitions: [raised(anAlert('a'))] }))
    expect(await store.acknowledge('a', { at: 50, by: 'on call', note: 'looking' })).toBe(true)
    expect((await store.alert('a'))?.acknowledged).toEqual({ at: 50, by: 'on call', note: 'looking' })
    expect(await store.acknowledge('a', { at: 60, isWithdrawn: true })).toBe(true)
    expect((await store.alert('a'))?.acknowledged).toBeUndefined()
    expect((await store.alert('a'))?.timeline?.slice(1)).toEqual([
      { type: 'acknowledged', at: 50, by: 'on call' },
      { type: 'unacknowledged', at: 60 },
    ])
    expect(await store.acknowledge('none', { at: 70, isWithdrawn: true })).toBe(false)
  })

  it('that are raised again are acknowledged by nobody, and what is judged again after a crash is one moment', async () => {
    const alert = anAlert('a')
    await store.commit(aBatch({ transitions: [raised(alert), { ...raised(alert), seq: 2 }] }))
    await store.acknowledge('a', { at: 50, by: 'on call' })
    const over = { ...alert, resolvedAt: 60 }
    await store.commit(aBatch({ transitions: [{ type: 'resolved', at: 60, seq: 2, alert: over, because: 'cleared' }] }))
    await store.commit(aBatch({ transitions: [{ ...raised(alert), at: 90, seq: 3 }] }))
    const found = await store.alert('a')
    expect(found?.acknowledged).toBeUndefined()
    expect(found?.timeline?.map(({ type, at }) => [type, at])).toEqual([
      ['raised', 10],
      ['acknowledged', 50],
      ['resolved', 60],
      ['raised', 90],
    ])
  })

  it('are forgotten once they are resolved long enough, with their timelines; what fires stays', async () => {
    const over = { ...anAlert('a'), resolvedAt: 20 }
    await store.commit(aBatch({ transitions: [raised(over), raised(anAlert('b'))] }))
    await store.forgetBefore(21, 10)
    expect(await store.alert('a')).toBeUndefined()
    expect((await store.alert('b'))?.timeline).toHaveLength(1)
  })

  it('are forgotten before their time where they are too many, with incidents and messages of which nothing is left', async () => {
    await store.close()
    store = openAlerts({ directory, clock, kept: 2 }).store
    for (const [place, id] of ['a', 'b', 'c', 'd', 'e'].entries()) {
      const resolvedAt = 100 + place
      const alert = { ...anAlert(id, { raisedAt: place }), ...(id !== 'a' && { resolvedAt }) }
      const incident = { ...anIncident(id, [id]), ...(id !== 'a' && { resolvedAt }) }
      const deliveries = [aDelivery(`r1/${id}/1`, { incident: id })]
      await store.commit(aBatch({ transitions: [raised(alert)], incidents: [incident], deliveries }))
      const [{ id: delivery = '' } = {}] = await store.deliveries({ incident: id, limit: 1 })
      await store.recordAttempt(delivery, { at: 1, durationMs: 2, outcome: 'delivered', answer: 'ok' })
    }
    await store.forgetBefore(1, 10)
    expect((await store.alerts({ limit: 10 })).map(({ alert }) => alert.id)).toEqual(['e', 'd', 'a'])
    expect((await store.incidents({ limit: 10 })).map(({ id }) => id).sort()).toEqual(['a', 'd', 'e'])
    expect((await store.deliveries({ limit: 10 })).map(({ incident }) => incident)).toEqual(['e', 'd', 'a'])
  })

  it('that go on keep what their receivers know: the last message is not forgotten, however old, but many repeats are', async () => {
    await store.commit(aBatch({ transitions: [raised(anAlert('a'))], incidents: [anIncident('a', ['a'])] }))
    for (let count = 1; count <= 30; count += 1) {
      const { notification } = aDelivery('x')
      const repeat = { ...notification, kind: count === 1 ? 'firing' : 'repeat' } as const
      const delivery = aDelivery(`r1/a/${count}`, { incident: 'a', notification: repeat })
      await store.commit(aBatch({ deliveries: [delivery] }))
      const [{ id = '' } = {}] = await store.deliveries({ limit: 1 })
      await store.recordAttempt(id, { at: count, durationMs: 2, outcome: 'delivered', answer: 'ok' })
    }
    await store.forgetBefore(1_000, 100)
    const keys = (await store.deliveries({ limit: 100 })).map(({ idempotencyKey }) => idempotencyKey)
    expect(keys).toEqual([...Array.from({ length: 11 }, (_, index) => `r1/a/${30 - index}`), 'r1/a/1'])
    expect((await store.restore()).lastDeliveries.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['r1/a/30'])
  })

  it('a timeline that grows and grows keeps how it began and the newest of what became of it', async () => {
    await store.commit(aBatch({ transitions: [raised(anAlert('a'))] }))
    const updates = Array.from({ length: 700 }, (_, index) => ({
      ...{ type: 'updated', at: 20 + index, seq: 2 + index },
      alert: anAlert('a'),
    })) as AlertBatch['transitions']
    await store.commit(aBatch({ transitions: updates }))
    await reopen()
    const { timeline = [] } = (await store.alert('a')) ?? {}
    expect(timeline).toHaveLength(501)
    expect([timeline[0], timeline[1]?.at, timeline.at(-1)?.at]).toMatchObject([{ type: 'raised' }, 220, 719])
  })

  it('a batch that cannot be written as a whole is not written at all', async () => {
    const broken = { ...aDelivery('k'), receiver: null as unknown as string }
    await expect(
      store.commit(aBatch({ transitions: [raised(anAlert('a'))], deliveries: [broken] })),
    ).rejects.toMatchObject({
      code: 'store-failed',
    })
    expect(await store.alert('a')).toBeUndefined()
  })
})

describe('the outbox', () => {
  it('one receiver is told of one incident in order; others do not wait for it', async () => {
    await store.commit(
      aBatch({
        deliveries: [
          aDelivery('r1/x/1'),
          aDelivery('r1/x/2'),
          aDelivery('r2/x/1', { receiver: 'r2' }),
          aDelivery('r1/y/1', { incident: 'y', dueAt: 500 }),
        ],
      }),
    )
    const due = async (at: number) => (await store.dueDeliveries(at, 10)).map(({ idempotencyKey }) => idempotencyKey)
    expect(await due(100)).toEqual(['r1/x/1', 'r2/x/1'])
    expect(await store.dueDeliveries(100, 10, ['r1'])).toMatchObject([{ idempotencyKey: 'r2/x/1' }])
    expect(await store.nextDueAt(10)).toBe(500)
    await attempt('r1/x/1', { outcome: 'failed', nextAt: 300 })
    expect(await due(100)).toEqual(['r2/x/1'])
    await attempt('r1/x/1', { outcome: 'delivered' })
    expect(await due(100)).toEqual(['r1/x/2', 'r2/x/1'])
    expect(await due(500)).toEqual(['r1/x/2', 'r2/x/1', 'r1/y/1'])
  })

  it('a message decided twice is one message', async () => {
    await store.commit(aBatch({ deliveries: [aDelivery('k')] }))
    await store.commit(aBatch({ deliveries: [aDelivery('k', { dueAt: 999 })] }))
    expect(await store.deliveries({ limit: 10 })).toMatchObject([{ idempotencyKey: 'k', dueAt: 10 }])
  })

  it('a failure without another try is a dead letter, which can be sent again; its last attempts are kept', async () => {
    await store.commit(aBatch({ deliveries: [aDelivery('k')] }))
    for (let tries = 1; tries <= 25; tries += 1) await attempt('k', { outcome: 'failed', at: tries, nextAt: tries + 1 })
    await attempt('k', { outcome: 'failed', at: 26 })
    const [dead] = await store.deliveries({ states: ['dead'], limit: 10 })
    expect(dead).toMatchObject({ state: 'dead', tries: 26 })
    expect(dead?.attempts.map(({ at }) => at)).toEqual(Array.from({ length: 20 }, (_, index) => index + 7))
    expect(await store.retryDelivery(dead?.id ?? '', 400)).toBe(true)
    expect(await store.retryDelivery(dead?.id ?? '', 400)).toBe(false)
    expect(await store.dueDeliveries(400, 10)).toMatchObject([{ idempotencyKey: 'k' }])
  })

  it('what waits for a receiver that is removed is given up', async () => {
    await store.putReceiver(aReceiver('r1'))
    await store.commit(aBatch({ deliveries: [aDelivery('k')] }))
    expect(await store.removeReceiver('r1')).toBe(true)
    expect(await store.removeReceiver('r1')).toBe(false)
    expect(await store.deliveries({ receiver: 'r1', limit: 10 })).toMatchObject([{ state: 'dead' }])
    expect(await store.nextDueAt(0)).toBeUndefined()
  })

  async function attempt(key: string, what: { outcome: 'delivered' | 'failed'; at?: number; nextAt?: number }) {
    const found = (await store.deliveries({ limit: 100 })).find(({ idempotencyKey }) => idempotencyKey === key)
    await store.recordAttempt(found?.id ?? '', { at: 1, durationMs: 2, answer: 'no', ...what })
  }
})

describe('what people decided', () => {
  it('rules keep their order; silences and receivers are replaced by id', async () => {
    const [zero, low] = DEFAULT_ALERT_RULES
    if (zero === undefined || low === undefined) throw new Error('there are defaults')
    await store.replaceRules([low, zero])
    await store.replaceRules([zero, low])
    const silence: Silence = {
      id: 's',
      matcher: {},
      span: { type: 'until', from: 0, to: 9 },
      reason: 'r',
      createdBy: 'c',
      createdAt: 0,
    }
    await store.putSilence(silence)
    await store.putSilence({ ...silence, endedAt: 5 })
    await store.putReceiver(aReceiver('r1'))
    await store.putSilence({ ...silence, id: 'over' })
    await store.removeSilences(['over', 'none'])
    await reopen()
    expect(await store.rules()).toEqual([zero, low])
    expect(await store.silences()).toEqual([{ ...silence, endedAt: 5 }])
    expect(await store.receivers()).toEqual([aReceiver('r1')])
  })

  it('a damaged file is moved aside and said so; a closed store refuses', async () => {
    await store.close()
    await expect(store.rules()).rejects.toMatchObject({ code: 'store-closed' })
    for (const name of readdirSync(directory))
      writeFileSync(path.join(directory, name), 'no database at all'.repeat(100))
    const opened = openAlerts({ directory, clock })
    store = opened.store
    expect(opened.recovered?.movedTo).toContain('alerts.db.damaged-')
    expect(await store.rules()).toEqual([])
  })
})

async function reopen(): Promise<void> {
  await store.close()
  store = openAlerts({ directory, clock }).store
}

function anAlert(id: string, changed: Partial<Alert> = {}): Alert {
  return {
    id,
    ruleId: 'default-zero-endpoints',
    detector: 'zero-endpoints',
    severity: 'critical',
    subject: 'Service/pay/ledger',
    since: 0,
    sinceSeq: 1,
    raisedAt: 10,
    facts: {},
    evidence: [],
    lost: [],
    sentence: { id: 'x', args: {}, text: id },
    ...changed,
  }
}

function raised(alert: Alert) {
  return { type: 'raised', at: alert.raisedAt, seq: 1, alert } as const
}

function anIncident(id: string, alerts: string[]): Incident {
  return { id, alerts, severity: 'critical', openedAt: 10, isMaintenance: false }
}

function aBatch(changed: Partial<AlertBatch>): AlertBatch {
  return { transitions: [], incidents: [], deliveries: [], evaluatedSeq: 1, evaluatedAt: 10, ...changed }
}

function aDelivery(idempotencyKey: string, changed: Partial<NewDelivery> = {}): NewDelivery {
  const notification = {
    kind: 'firing',
    at: 10,
    cluster: 'harbour',
    incident: anIncident('x', []),
    alerts: [],
    alertsLeftOut: 0,
    links: {},
  } as const
  return {
    idempotencyKey,
    receiver: 'r1',
    incident: 'x',
    dueAt: 10,
    notification,
    firing: { a: 'critical' },
    ...changed,
  }
}

function aReceiver(id: string): Receiver {
  const target = { type: 'webhook', url: 'http://127.0.0.1:1' } as const
  return { id, name: id, enabled: true, target, matcher: {}, perMinute: 30, language: 'en' }
}
