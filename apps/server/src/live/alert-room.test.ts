import type { AddressInfo } from 'node:net'
import type { AlertsMessage, AlertsPage } from '@portolan/contract'
import { afterEach, expect, test, vi } from 'vitest'
import { AlertingStage } from '../testing/alerting-stage.ts'
import { LiveClient, listening, until } from '../testing/live-client.ts'
import { aPod, aService, aSlice } from '../testing/objects.ts'

let stage: AlertingStage | undefined
let client: LiveClient | undefined
afterEach(async () => {
  client?.close()
  await stage?.close()
})

async function connected(opened: AlertingStage): Promise<AlertsMessage[]> {
  client = new LiveClient(await listening(opened.app))
  const told: AlertsMessage[] = []
  client.socket.on('alerts', (message) => void told.push(message))
  await until(() => told.length > 0, 'the client is greeted')
  return told
}

test('everybody who is connected is told the totals, then what became of alerts, without following anything', async () => {
  stage = await AlertingStage.open()
  const { app } = stage
  const told = await connected(stage)
  const nothing = { critical: 0, error: 0, warning: 0, info: 0, silenced: 0 }
  expect(told).toEqual([{ seq: expect.any(Number), counts: nothing, openIncidents: 0, changed: [], more: 0 }])
  await stage.losesEverything()
  const zero = () => told.flatMap(({ changed }) => changed).filter(({ id }) => id.startsWith('zero-endpoints/'))
  await until(() => zero().length > 0, 'it fires')
  const [alert] = zero()
  const about = { state: 'firing', severity: 'error', subject: 'Service/shop/web', isSilenced: false }
  expect(alert).toMatchObject({ ...about, sentence: { id: 'alert.zero-endpoints' } })
  // What else comes of it is told a second later at most.
  const { counts } = await vi.waitFor(
    async () => {
      const page = await app.read<AlertsPage>('/api/v1/alerts')
      expect(told.at(-1)).toMatchObject({ counts: page.counts, openIncidents: page.openIncidents, more: 0 })
      expect(page.openIncidents).toBe(new Set(page.items.map(({ incident }) => incident)).size)
      return page
    },
    { timeout: 60_000 },
  )
  const path = `/api/v1/alerts/${encodeURIComponent(alert?.id ?? '')}/acknowledge`
  await app.send('POST', path, { by: 'on call' })
  await until(() => zero().at(-1)?.state === 'acknowledged', 'somebody takes care of it')
  const silence = { matcher: {}, span: { type: 'until-resolved' }, reason: 'known', createdBy: 'on call' }
  await app.send('POST', '/api/v1/silences', silence)
  await until(() => told.at(-1)?.counts.silenced === counts.error, 'a silence hides it')
  expect(told.at(-1)).toMatchObject({ openIncidents: 0, changed: [] })
})

test('of a storm a message names a hundred alerts and counts the others', async () => {
  stage = await AlertingStage.open()
  const { world } = stage
  const names = Array.from({ length: 120 }, (_, index) => `storm-${index}`)
  for (const name of names) world.put(aService(name), aPod(`${name}-1`), aSlice(name, { [`${name}-1`]: 'ready' }))
  const told = await connected(stage)
  await stage.pass(400)
  for (const name of names) world.put(aSlice(name, { [`${name}-1`]: 'unready' }))
  await stage.pass(20)
  await until(() => (told.at(-1)?.counts.error ?? 0) >= names.length, 'all of them fire')
  expect(Math.max(...told.map(({ changed }) => changed.length))).toBe(100)
  expect(told.reduce((sum, { changed, more }) => sum + changed.length + more, 0)).toBeGreaterThanOrEqual(names.length)
})

test('while a silence of a time zone that this machine does not know is in the way nobody is told, and how much they missed as soon as it is gone', async () => {
  stage = await AlertingStage.open()
  const { app, parts, world } = stage
  const told = await connected(stage)
  const change = async () => app.app.logbook.log.alerts?.settingsChanged()
  const span = { type: 'recurring', weekdays: [6], start: '02:00', durationMs: 1, timeZone: 'Nowhere/Here' } as const
  const silence = { id: 's', span, matcher: {}, reason: 'r', createdBy: 'c', createdAt: world.clock.time }
  await parts.store.putSilence(silence)
  await change()
  const { port } = app.app.server.server.address() as AddressInfo
  const late = new LiveClient(`http://127.0.0.1:${port}`)
  const heardLate: AlertsMessage[] = []
  late.socket.on('alerts', (message) => void heardLate.push(message))
  await until(() => late.socket.connected, 'somebody connects meanwhile')
  await stage.pass(60)
  expect([told.length, heardLate]).toEqual([1, []])
  await parts.store.removeSilences(['s'])
  await change()
  await until(() => heardLate.length > 0, 'the totals are told again')
  late.close()
})
