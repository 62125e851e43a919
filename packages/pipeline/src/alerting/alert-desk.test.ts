import {
  type Alert,
  AlertFold,
  type AlertTransition,
  openLedgers,
  RuleBook,
  type Silence,
  Snapshot,
} from '@portolan/domain'
import { describe, expect, it } from 'vitest'
import type { AlertBatch, Receiver, RestoredAlerts } from '../ports/index.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { AlertDesk, type AlertSettings } from './alert-desk.ts'

const START = Date.UTC(2026, 10, 21, 14)
const NOTHING: RestoredAlerts = { evaluatedSeq: 0, evaluatedAt: 0, incidents: [], alerts: [], lastDeliveries: [] }

/** Time brings what it was told to. */
class ToldFold extends AlertFold {
  readonly due: AlertTransition[] = []

  override advance(time: number): AlertTransition[] {
    return [...this.due.splice(0), ...super.advance(time)]
  }
}

/** A desk with a store that fails as often as it is told to, and commits only when it is let. */
class Office {
  readonly clock = new ManualClock(START)
  readonly batches: AlertBatch[] = []
  readonly faults: unknown[] = []
  readonly fold: ToldFold
  readonly desk: AlertDesk
  failures = 0
  #release: (() => void) | undefined
  isHeld = false

  constructor({ restored = NOTHING, snapshot = Snapshot.of(0, []), settings = {} }: OfficeOptions = {}) {
    const rules = new RuleBook([])
    this.fold = new ToldFold({ snapshot, rules, at: START, ledgers: openLedgers(snapshot, START) })
    this.desk = new AlertDesk({
      fold: this.fold,
      restored,
      store: { commit: (batch) => this.#commit(batch) },
      clock: this.clock,
      settings: { rules, silences: [], receivers: [aReceiver('r1')], ...settings },
      cluster: () => 'harbour',
      scopeOf: ({ subject }) => ({ namespace: 'shop', name: subject.split('/')[2] ?? '', labels: {} }),
      linksOf: () => ({}),
      committed: () => undefined,
      failed: (error) => this.faults.push(error),
    })
  }

  /** Some seconds pass, with a look at each. */
  async pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      this.clock.advance(1000)
      this.desk.tick()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  tell(...transitions: readonly AlertTransition[]): void {
    this.desk.tell(transitions)
  }

  letCommit(): void {
    this.isHeld = false
    this.#release?.()
  }

  /** Keys of all messages that were committed, with what they tell. */
  messages(): string[] {
    return this.batches.flatMap(({ deliveries }) =>
      deliveries.map(({ idempotencyKey, notification }) => `${idempotencyKey} ${notification.kind}`),
    )
  }

  transitions(): string[] {
    return this.batches.flatMap(({ transitions }) => transitions.map(({ alert, type }) => `${type} ${alert.id}`))
  }

  async #commit(batch: AlertBatch): Promise<void> {
    if (this.isHeld) await new Promise<void>((resolve) => (this.#release = resolve))
    if (this.failures-- > 0) throw new Error('the disk is full')
    this.batches.push(batch)
  }
}

interface OfficeOptions {
  readonly restored?: RestoredAlerts
  readonly snapshot?: Snapshot
  readonly settings?: Partial<AlertSettings>
}

describe('AlertDesk', () => {
  it('keeps a transition at once, and the message about it when others had time to join', async () => {
    const office = new Office()
    office.tell(raise('a'))
    await office.pass(6)
    expect(office.transitions()).toEqual(['raised a'])
    expect(office.messages()).toEqual(['r1/a/1 firing'])
  })

  it('a store that fails loses nothing and changes no order', async () => {
    const office = new Office()
    office.failures = 3
    office.tell(raise('a'))
    await office.pass(1)
    office.tell(raise('b', { subject: 'Service/shop/b' }))
    await office.pass(1)
    office.tell(resolve('a'))
    await office.pass(10)
    expect(office.faults).toHaveLength(3)
    expect(office.transitions()).toEqual(['raised a', 'raised b', 'resolved a'])
    // What was over before the store came back was told all the same: it had fired.
    expect(office.messages()).toEqual(['r1/a/1 firing', 'r1/b/1 firing', 'r1/a/2 resolved'])
  })

  it('while the store fails for hours repetitions do not pile up: of each incident a receiver is told the newest', async () => {
    const alertmanager: Receiver = {
      ...aReceiver('am'),
      target: { type: 'alertmanager', urls: ['http://127.0.0.1:1'] },
    }
    const office = new Office({ settings: { receivers: [alertmanager] } })
    office.tell(raise('a'))
    await office.pass(6)
    office.failures = 11
    for (let repetition = 0; repetition < 10; repetition++) {
      office.clock.advance(2 * 60_000)
      await office.pass(1)
    }
    await office.pass(2)
    expect(office.messages()).toEqual(['am/a/1 firing', 'am/a/2 repeat', 'am/a/11 repeat'])
  })

  it('what comes while a commit hangs is committed with one batch after it, up to the newest', async () => {
    const office = new Office()
    office.isHeld = true
    for (const id of ['a', 'b', 'c', 'd']) {
      office.tell(raise(id, { subject: `Service/shop/${id}` }))
      await office.pass(1)
    }
    office.letCommit()
    await office.pass(1)
    expect(office.batches.slice(0, 2).map(({ transitions }) => transitions.map(({ alert }) => alert.id))).toEqual([
      ['a'],
      ['b', 'c', 'd'],
    ])
    // A second of what the clock says may still be on its way: a process that follows judges it again.
    expect(office.batches[1]?.evaluatedAt).toBe(START + 3999)
  })

  it('a silence keeps a message back, and lets it go when it is ended', async () => {
    const silence: Silence = {
      ...{ id: 's', matcher: { services: ['a'] }, reason: 'moving', createdBy: 'on call', createdAt: START },
      span: { type: 'until', from: START, to: START + 3_600_000 },
    }
    const office = new Office({ settings: { silences: [silence] } })
    office.tell(raise('a'))
    await office.pass(20)
    expect([office.transitions(), office.messages()]).toEqual([['raised a'], []])
    expect([...office.desk.hidden()]).toEqual([['a', ['s']]])
    office.desk.change({ silences: [{ ...silence, endedAt: START + 20_000 }] })
    await office.pass(1)
    expect(office.messages()).toEqual(['r1/a/1 firing'])
  })

  it('what somebody takes care of is not repeated, but its end is told', async () => {
    const office = new Office()
    office.tell(raise('a', { ruleId: 'default-zero-endpoints' }))
    await office.pass(6)
    office.desk.noteAcknowledged('a', true)
    office.clock.advance(5 * 3_600_000)
    await office.pass(1)
    expect(office.messages()).toEqual(['r1/a/1 firing'])
    office.desk.noteAcknowledged('a', false)
    await office.pass(1)
    expect(office.messages()).toEqual(['r1/a/1 firing', 'r1/a/2 repeat'])
    office.tell(resolve('a'))
    await office.pass(61)
    expect(office.messages().at(-1)).toBe('r1/a/3 resolved')
  })

  it('a receiver that is made while something fires is told of it', async () => {
    const office = new Office()
    office.tell(raise('a'))
    await office.pass(10)
    office.desk.change({ receivers: [aReceiver('r1'), aReceiver('r2')] })
    await office.pass(1)
    expect(office.messages()).toEqual(['r1/a/1 firing', 'r2/a/1 firing'])
  })

  it('after a restart messages are counted on: no key is given twice, and nothing is told twice', async () => {
    const before = new Office()
    before.tell(raise('a'))
    await before.pass(6)
    const [delivery] = before.batches.flatMap(({ deliveries }) => deliveries)
    const incident = before.batches.flatMap(({ incidents }) => incidents).at(-1)
    if (delivery === undefined || incident === undefined) throw new Error('nothing was committed')
    const sent = { ...delivery, id: '1', state: 'delivered', tries: 1, attempts: [] } as const
    const alerts = [{ alert: anAlert('a'), incident: incident.id }]
    const restored = { ...NOTHING, incidents: [incident], alerts, lastDeliveries: [sent] } as unknown as RestoredAlerts
    const after = new Office({ restored })
    expect(after.desk.firing().map(({ id }) => id)).toEqual(['a'])
    await after.pass(20)
    expect(after.messages()).toEqual([])
    after.tell(resolve('a'))
    await after.pass(61)
    expect(after.messages()).toEqual(['r1/a/2 resolved'])
  })

  it('what fired when the process died, and nobody was told of, is told though it was over when the next one began', async () => {
    const before = new Office()
    before.tell(raise('a'))
    await before.pass(1)
    const incidents = before.batches.flatMap((batch) => batch.incidents)
    const alerts = [{ alert: anAlert('a'), incident: 'a' }]
    const after = new Office({ restored: { ...NOTHING, incidents, alerts } })
    after.clock.advance(60_000)
    after.tell(resolve('a'))
    await after.pass(2)
    expect(after.messages()).toEqual(['r1/a/1 firing', 'r1/a/2 resolved'])
  })

  it('what fired when the machine fell asleep, and nobody was told of, is told though it was over long before it woke', async () => {
    const office = new Office()
    office.tell(raise('a'))
    await office.pass(1)
    office.clock.advance(3_600_000)
    office.fold.due.push(resolve('a'))
    await office.pass(2)
    expect(office.messages()).toEqual(['r1/a/1 firing', 'r1/a/2 resolved'])
  })
})

function anAlert(id: string, changed: Partial<Alert> = {}): Alert {
  return {
    ...{ id, ruleId: 'r', detector: 'zero-endpoints', severity: 'error', subject: 'Service/shop/a' },
    ...{ since: START, sinceSeq: 1, raisedAt: START, facts: {}, evidence: [], lost: [] },
    sentence: { id: 'x', args: {}, text: id },
    ...changed,
  }
}

function raise(id: string, changed: Partial<Alert> = {}): AlertTransition {
  return { type: 'raised', at: START, seq: 1, alert: anAlert(id, changed) }
}

function resolve(id: string): AlertTransition {
  const at = START + 30_000
  return { type: 'resolved', at, seq: 2, alert: anAlert(id, { resolvedAt: at }), because: 'cleared' }
}

function aReceiver(id: string): Receiver {
  const target = { type: 'webhook', url: 'http://127.0.0.1:1' } as const
  return { id, name: id, enabled: true, target, matcher: {}, perMinute: 30, language: 'en' }
}
