import type { DeliveriesPage, NewReceiver } from '@portolan/contract'
import { afterEach, expect, test } from 'vitest'
import { AlertingStage } from '../testing/alerting-stage.ts'
import { type BadReceiver, badHttpReceiver, badMailReceiver, type Fault } from '../testing/bad-receivers.ts'
import { freePort } from '../testing/free-port.ts'

const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  good: [],
  hanging: ['hang', 'hang'],
  slower: ['try-later', 'try-later'],
  failing: ['fail', 'fail', 'fail'],
  dying: ['die', 'die'],
  everything: ['hang', 'die', 'fail', 'try-later', 'die'],
}

let stage: AlertingStage | undefined
const closing: BadReceiver[] = []
afterEach(async () => {
  await stage?.close()
  for (const receiver of closing.splice(0)) await receiver.close()
})

function hook(name: string, port: number): NewReceiver {
  const target = { type: 'webhook', url: { value: `http://127.0.0.1:${port}/` } } as const
  return { name, target, enabled: true, matcher: {}, perMinute: 30, language: 'en' }
}

function mail(name: string, port: number): NewReceiver {
  const target = {
    type: 'email',
    host: '127.0.0.1',
    port,
    security: 'none',
    from: 'a@b.c',
    to: ['d@e.f'],
  } satisfies NewReceiver['target']
  return { name, target, enabled: true, matcher: {}, perMinute: 30, language: 'en' }
}

test('receivers that refuse, hang, want to be left alone, fail or die in the middle get everything, in order, and know a repeated message', async () => {
  stage = await AlertingStage.open({}, { timeoutMs: 400 })
  const { app } = stage
  const receivers = new Map<string, BadReceiver>()
  for (const [name, faults] of Object.entries(FAULTS)) {
    const [hooks, mails] = [await badHttpReceiver(faults), await badMailReceiver(faults)]
    receivers.set(`hook ${name}`, hooks).set(`mail ${name}`, mails)
    closing.push(hooks, mails)
    await app.send('POST', '/api/v1/receivers', hook(`hook ${name}`, hooks.port))
    await app.send('POST', '/api/v1/receivers', mail(`mail ${name}`, mails.port))
  }
  const refused = await freePort()
  await app.send('POST', '/api/v1/receivers', hook('nobody', refused))
  const deliveries = async (state: string) => {
    const all = (await app.read<DeliveriesPage>(`/api/v1/deliveries?state=${state}&limit=500`)).items
    return all.filter(({ kind }) => kind !== 'update')
  }
  const told = async (kind: string) => (await deliveries('delivered')).filter((each) => each.kind === kind).length

  await stage.losesEverything()
  const patience = { passing: 10 }
  await stage.until(async () => (await told('firing')) === receivers.size, patience)
  stage.put({ 'web-1': 'ready', 'web-2': 'ready' })
  await stage.until(async () => (await told('resolved')) === receivers.size, patience)

  for (const [name, { arrivals }] of receivers) {
    const firsts = [...new Map(arrivals.map((arrival) => [arrival.key, arrival])).values()]
    expect([name, firsts.at(0)?.kind, firsts.at(-1)?.kind]).toEqual([name, 'firing', 'resolved'])
    expect(arrivals.length - firsts.length).toBeGreaterThanOrEqual(repeatedBy(FAULTS[name.slice(5)] ?? []))
    const numbers = firsts.map(({ key }) => Number(key.split('/').at(-1)))
    if (name.startsWith('hook')) expect([name, ...numbers]).toEqual([name, ...numbers.map((_, index) => index + 1)])
  }
  // What was decided waits for whom nobody answers for, and arrives in its order when somebody does.
  const [last, ...before] = await deliveries('waiting')
  expect([last?.kind, last?.attempts]).toEqual(['resolved', []])
  expect(before.at(-1)?.attempts).toContainEqual(
    expect.objectContaining({ outcome: 'failed', answer: expect.stringContaining('ECONNREFUSED') }),
  )
  const opened = await badHttpReceiver([], refused)
  closing.push(opened)
  await stage.until(async () => (await told('resolved')) > receivers.size, { passing: 120 })
  const numbers = opened.arrivals.map(({ key }) => Number(key.split('/').at(-1)))
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  expect(await deliveries('dead')).toEqual([])
}, 240_000)

/** Only a message that arrived and was not acknowledged comes again. */
function repeatedBy(faults: readonly Fault[]): number {
  return faults.filter((fault) => fault === 'die').length
}
