import type { AlertsPage, DeliveriesPage, IncidentsPage, Receiver } from '@portolan/contract'
import type { Condition, Node, Pod } from '@portolan/domain'
import { afterEach, expect, test } from 'vitest'
import { AlertingStage } from '../testing/alerting-stage.ts'
import { type BadReceiver, badHttpReceiver } from '../testing/bad-receivers.ts'
import { aNode, aPod, aService, aSlice } from '../testing/objects.ts'

const SERVICES = 1_000
const NODES = 10

let stage: AlertingStage | undefined
let receiver: BadReceiver | undefined
afterEach(async () => {
  await stage?.close()
  await receiver?.close()
})

const conditions = (states: Readonly<Record<string, Condition['status']>>): Condition[] =>
  Object.entries(states).map(([type, status]) => ({ type, status }))

function nodeOf(index: number, isReady: boolean): Node {
  const node = aNode(`node-${index % NODES}`)
  return { ...node, status: { ...node.status, conditions: conditions({ Ready: isReady ? 'True' : 'Unknown' }) } }
}

function podOf(index: number, isReady: boolean): Pod {
  const pod = aPod(`app-${index}-1`, { app: `app-${index}` })
  const states = { Ready: isReady ? 'True' : 'False', ContainersReady: 'True' } as const
  return {
    ...pod,
    spec: { ...pod.spec, nodeName: `node-${index % NODES}` },
    status: { ...pod.status, conditions: conditions(states) },
  }
}

const sliceOf = (index: number, isReady: boolean) =>
  aSlice(`app-${index}`, { [`app-${index}-1`]: isReady ? 'ready' : 'unready' })

test('a node pool dies under 1,000 Services: at most five messages to a receiver, and over REST no alert is missing', async () => {
  stage = await AlertingStage.open()
  const { app, world } = stage
  const all = Array.from({ length: SERVICES }, (_, index) => index)
  world.put(...all.slice(0, NODES).map((index) => nodeOf(index, true)))
  for (const index of all) world.put(aService(`app-${index}`), podOf(index, true), sliceOf(index, true))
  receiver = await badHttpReceiver([])
  const target = { type: 'webhook', url: { value: `http://127.0.0.1:${receiver.port}/` } }
  const made = await app.send('POST', '/api/v1/receivers', { name: 'hook', target })
  await stage.pass(400)

  world.put(...all.slice(0, NODES).map((index) => nodeOf(index, false)))
  for (const index of all) world.put(podOf(index, false), sliceOf(index, false))
  const firing = async () => (await app.read<AlertsPage>('/api/v1/alerts?limit=1')).counts
  await stage.until(async () => (await firing()).error >= SERVICES, { passing: 5 })
  await stage.pass(120)

  const named = new Set<string>()
  for (let next: string | undefined = ''; next !== undefined; ) {
    const cursor: string = next === '' ? '' : `&cursor=${next}`
    const page: AlertsPage = await app.read(`/api/v1/alerts?detector=zero-endpoints&state=firing&limit=500${cursor}`)
    for (const { subject } of page.items) named.add(subject)
    next = page.next
  }
  expect([...named].sort()).toEqual(all.map((index) => `Service/shop/app-${index}`).sort())

  const incidents = (await app.read<IncidentsPage>('/api/v1/incidents?state=firing')).items
  expect(incidents.length).toBeLessThanOrEqual(5)
  expect(incidents[0]?.cause?.sentence.text).toContain('Nodes are not ready')
  const { id } = made.json<Receiver>()
  await stage.until(() => (receiver?.arrivals.length ?? 0) > 0)
  const { items } = await app.read<DeliveriesPage>(`/api/v1/deliveries?receiver=${id}&limit=500`)
  expect(items.length).toBeGreaterThan(0)
  expect(items.length).toBeLessThanOrEqual(5)
}, 180_000)
