import {
  type Alert,
  AlertFold,
  type AlertTransition,
  LedgerFold,
  openLedgers,
  RuleBook,
  type Silence,
  Snapshot,
} from '@portolan/domain'
import {
  aDeployment,
  aModification,
  aNode,
  anEndpointSlice,
  aPod,
  aService,
  aSnapshot,
  type PodOptions,
} from '@portolan/domain/testing'
import { describe, expect, it } from 'vitest'
import type { AlertBatch, Receiver, RestoredAlerts } from '../ports/index.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { AlertDesk, type AlertSettings } from './alert-desk.ts'

const START = Date.UTC(2026, 10, 21, 14)
const NOTHING: RestoredAlerts = { evaluatedSeq: 0, evaluatedAt: 0, incidents: [], alerts: [], lastDeliveries: [] }

/** A desk with a store that fails as often as it is told to, and commits only when it is let. */
class Office {
  readonly clock = new ManualClock(START)
  readonly batches: AlertBatch[] = []
  readonly faults: unknown[] = []
  readonly desk: AlertDesk
  failures = 0
  #release: (() => void) | undefined
  isHeld = false

  constructor({ restored = NOTHING, snapshot = Snapshot.of(0, []), settings = {} }: OfficeOptions = {}) {
    const rules = new RuleBook([])
    this.desk = new AlertDesk({
      fold: new AlertFold({ snapshot, rules, at: START, ledgers: openLedgers(snapshot, START) }),
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
})

describe('a storm', () => {
  it('a node pool dies under 1,000 Services: a handful of incidents and messages, and no alert is missing', async () => {
    const nodes = Array.from({ length: 10 }, (_, index) => `n${index}`)
    const names = Array.from({ length: 1000 }, (_, index) => `app-${index}`)
    const podOf = (name: string, index: number, changed: PodOptions = {}) =>
      aPod(name, {
        namespace: 'shop',
        labels: { app: name },
        node: `n${index % 10}`,
        ip: `10.0.${index >> 8}.${index & 255}`,
        ...changed,
      })
    const sliceOf = (name: string, index: number, ready: boolean) =>
      anEndpointSlice(name, { namespace: 'shop', service: name, endpoints: [{ pod: podOf(name, index), ready }] })
    const objects = names.flatMap((name, index) => [
      aService(name, { namespace: 'shop', selector: { app: name } }),
      ...[aDeployment(name, { namespace: 'shop' }), podOf(name, index), sliceOf(name, index, true)],
    ])
    const snapshot = aSnapshot(...objects, ...nodes.map((name) => aNode(name)))
    const ledgers = new LedgerFold((uid) => snapshot.byUid('Pod', uid))
    for (const slice of snapshot.ofKind('EndpointSlice')) {
      ledgers.apply({ ...aModification(0, [slice, slice], { observedAt: START }), change: 'added' }, undefined, slice)
    }
    const office = new Office({ snapshot, settings: { receivers: [aReceiver('r1'), aReceiver('r2')] } })
    const tell = (...pair: Parameters<typeof aModification>[1]) => {
      const change = aModification(snapshot.seq + 1, pair, { observedAt: office.clock.now() })
      const applied = snapshot.apply(change)
      const ledger = ledgers.apply(change, applied.before, applied.after)
      office.desk.take({ change, applied, ledger, rollouts: [] })
    }
    const lost = {
      conditions: [
        { type: 'Ready', status: 'False' },
        { type: 'ContainersReady', status: 'True' },
      ],
    }
    await office.pass(5)
    for (const name of nodes) tell(aNode(name), aNode(name, { isReady: false }))
    for (const [index, name] of names.entries()) {
      if (index % 200 === 0) await office.pass(1)
      tell(podOf(name, index), podOf(name, index, { isReady: false, status: lost }))
      tell(sliceOf(name, index, true), sliceOf(name, index, false))
    }
    await office.pass(75)
    const raised = office.transitions().filter((line) => line.startsWith('raised'))
    const incidents = new Set(office.batches.flatMap((batch) => batch.incidents.map(({ id }) => id)))
    expect(raised).toHaveLength(1000)
    expect(office.desk.firing()).toHaveLength(1000)
    expect(incidents.size).toBeLessThanOrEqual(5)
    for (const receiver of ['r1', 'r2']) {
      const messages = office.messages().filter((key) => key.startsWith(`${receiver}/`))
      expect(messages.length).toBeGreaterThan(0)
      expect(messages.length).toBeLessThanOrEqual(5)
    }
  }, 30_000)
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
