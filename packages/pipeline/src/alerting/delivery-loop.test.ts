import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Delivery, NewDelivery, Notifier, Receiver, SendOutcome } from '../ports/index.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { MemoryOutbox } from '../testing/memory-outbox.ts'
import { DeliveryLoop } from './delivery-loop.ts'

const DELIVERED: SendOutcome = { type: 'delivered', status: 200, answer: 'ok' }
const LATER: SendOutcome = { type: 'try-again', status: 500, answer: 'no' }

let clock: ManualClock
let outbox: MemoryOutbox
let loop: DeliveryLoop
let answers: (delivery: Delivery, signal: AbortSignal) => Promise<SendOutcome>
let sent: string[]
let faults: unknown[]
let ending: AbortController
let running: Promise<void>

beforeEach(() => {
  clock = new ManualClock(0)
  outbox = new MemoryOutbox()
  sent = []
  faults = []
  answers = async () => DELIVERED
  ending = new AbortController()
  const notifier: Notifier = {
    send: (_, delivery, signal) => {
      sent.push(`${delivery.idempotencyKey}@${clock.now()}`)
      return answers(delivery, signal)
    },
  }
  loop = new DeliveryLoop({ store: outbox, notifier, clock, random: () => 0, failed: (error) => faults.push(error) })
})

afterEach(async () => {
  ending.abort()
  await running
})

describe('DeliveryLoop', () => {
  it('sends what is due, of one incident in order, and writes each attempt down', async () => {
    outbox.add(aReceiver('r1'), aDelivery('r1', 'x', 1), aDelivery('r1', 'x', 2), aDelivery('r1', 'y', 1))
    await start()
    expect(sent).toEqual(['r1/x/1@0', 'r1/y/1@0', 'r1/x/2@0'])
    expect(outbox.all().map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered'])
  })

  it('a failure is tried again with growing pauses, and what follows of its incident waits for it', async () => {
    outbox.add(aReceiver('r1'), aDelivery('r1', 'x', 1), aDelivery('r1', 'x', 2))
    let failures = 3
    answers = async () => (failures-- > 0 ? LATER : DELIVERED)
    await start()
    for (const pause of [5_000, 10_000, 20_000]) await pass(pause)
    expect(sent).toEqual(['r1/x/1@0', 'r1/x/1@5000', 'r1/x/1@15000', 'r1/x/1@35000', 'r1/x/2@35000'])
    expect(outbox.all()[0]?.attempts.map(({ outcome, nextAt }) => [outcome, nextAt])).toEqual([
      ['failed', 5_000],
      ['failed', 15_000],
      ['failed', 35_000],
      ['delivered', undefined],
    ])
  })

  it('a receiver that wants to be left alone is; one that refuses gets no second attempt', async () => {
    outbox.add(aReceiver('r1'), aDelivery('r1', 'x', 1), aDelivery('r1', 'y', 1))
    answers = async ({ incident }) =>
      incident === 'x' ? { ...LATER, retryAfterMs: 120_000 } : { type: 'refused', status: 400, answer: 'never' }
    await start()
    expect(outbox.all().map(({ state, dueAt }) => [state, dueAt])).toEqual([
      ['waiting', 120_000],
      ['dead', 0],
    ])
  })

  it('a receiver that hangs delays no other', async () => {
    outbox.add(aReceiver('slow'), aDelivery('slow', 'x', 1))
    outbox.add(aReceiver('quick'), aDelivery('quick', 'x', 1))
    answers = ({ receiver }, signal) =>
      receiver === 'quick'
        ? Promise.resolve(DELIVERED)
        : new Promise((resolve) => signal.addEventListener('abort', () => resolve(LATER), { once: true }))
    await start()
    expect(sent.sort()).toEqual(['quick/x/1@0', 'slow/x/1@0'])
    expect(outbox.all().find(({ receiver }) => receiver === 'quick')?.state).toBe('delivered')
    // Nor does it delay what comes while it hangs.
    outbox.add(aReceiver('quick'), aDelivery('quick', 'x', 2))
    loop.wake()
    await settled()
    expect(sent).toContain('quick/x/2@0')
    // What is on its way at the end is neither delivered nor failed: the next process sends it.
    ending.abort()
    await running
    expect(outbox.all().find(({ receiver }) => receiver === 'slow')).toMatchObject({ state: 'waiting', tries: 0 })
  })

  it('no receiver gets more messages a minute than it wants; the others do not wait', async () => {
    outbox.add({ ...aReceiver('r1'), perMinute: 2 }, ...['a', 'b', 'c'].map((incident) => aDelivery('r1', incident, 1)))
    outbox.add(aReceiver('r2'), aDelivery('r2', 'a', 1))
    await start()
    expect(sent).toEqual(['r1/a/1@0', 'r2/a/1@0', 'r1/b/1@0'])
    await pass(60_000)
    expect(sent.at(-1)).toBe('r1/c/1@60000')
  })

  it('a receiver that fails five times in a row is left alone, then tried with one message', async () => {
    outbox.add(aReceiver('r1'), ...Array.from({ length: 8 }, (_, index) => aDelivery('r1', `i${index}`, 1)))
    answers = async () => LATER
    await start()
    expect(sent).toHaveLength(5)
    expect(loop.circuitOf('r1')).toBe('open')
    await pass(30_000)
    expect(sent).toHaveLength(6)
    answers = async () => DELIVERED
    await pass(60_000)
    expect(loop.circuitOf('r1')).toBe('closed')
    expect(outbox.all().every(({ state }) => state === 'delivered')).toBe(true)
  })

  it('what is a day old is a dead letter; so is what waits for a receiver that is gone', async () => {
    outbox.add(aReceiver('r1'), { ...aDelivery('r1', 'x', 1), dueAt: -24 * 3_600_000 })
    outbox.add(aReceiver('r2'), aDelivery('r2', 'x', 1))
    outbox.removeReceiver('r2')
    answers = async () => LATER
    await start()
    expect(outbox.all().map(({ state }) => state)).toEqual(['dead', 'dead'])
  })

  it('a store that fails is told of and asked again', async () => {
    outbox.add(aReceiver('r1'), aDelivery('r1', 'x', 1))
    outbox.failures = 2
    await start()
    await pass(5_000)
    await pass(5_000)
    expect(faults).toHaveLength(2)
    expect(sent).toEqual(['r1/x/1@10000'])
  })

  it('an attempt that cannot be written down is told of and made again, but not at once', async () => {
    outbox.add(aReceiver('r1'), aDelivery('r1', 'x', 1))
    outbox.failuresToRecord = 1
    await start()
    expect([sent, faults.length]).toEqual([['r1/x/1@0'], 1])
    expect(String(loop.fault)).toContain('the disk is full')
    await pass(5_000)
    expect(sent).toEqual(['r1/x/1@0', 'r1/x/1@5000'])
    expect([loop.fault, outbox.all()[0]?.state]).toEqual([undefined, 'delivered'])
  })

  it('what is added while it sleeps is sent when it is woken', async () => {
    await start()
    outbox.add(aReceiver('r1'), aDelivery('r1', 'x', 1))
    loop.wake()
    await settled()
    expect(sent).toEqual(['r1/x/1@0'])
  })
})

async function start(): Promise<void> {
  running = loop.run(ending.signal)
  await settled()
}

async function pass(ms: number): Promise<void> {
  clock.advance(ms)
  await settled()
}

/** Everything that can happen without time has happened: the loop sleeps, or somebody hangs. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

function aReceiver(id: string): Receiver {
  const target = { type: 'webhook', url: 'http://127.0.0.1:1' } as const
  return { id, name: id, enabled: true, target, matcher: {}, perMinute: 30, language: 'en' }
}

function aDelivery(receiver: string, incident: string, number: number): NewDelivery {
  const told = { id: incident, alerts: [], severity: 'error', openedAt: 0, isMaintenance: false } as const
  return {
    idempotencyKey: `${receiver}/${incident}/${number}`,
    receiver,
    incident,
    dueAt: 0,
    firing: {},
    notification: {
      kind: 'firing',
      at: 0,
      cluster: 'harbour',
      incident: told,
      alerts: [],
      alertsLeftOut: 0,
      links: {},
    },
  }
}
