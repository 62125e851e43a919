import type { FindingsPage } from '@portolan/contract'
import type { WatchedObject } from '@portolan/domain'
import { aDeployment, aNamespace, aNode, anIngress, aPod, aService } from '@portolan/domain/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { frontDoor } from '../../test/front-door.ts'
import { TestApp } from '../testing/test-app.ts'

let app: TestApp
afterEach(() => app.close())

/** Longer than any rule waits. */
const SETTLED_MS = 300_000

/** A world of these, which has stood for longer than any rule waits. */
async function settledWith(...objects: readonly WatchedObject[]) {
  const world = frontDoor()
  world.putInitially(aNamespace('kube-system'), aNode('node-03'), ...objects)
  world.clock.time += SETTLED_MS
  app = await TestApp.over({ world })
  return { world, read: (query = '') => app.read<FindingsPage>(`/api/v1/findings?${query}`) }
}

const envoy = (annotations = {}) =>
  aService('envoy', { namespace: 'shop', type: 'NodePort', ports: [{ port: 80, nodePort: 25_568 }], annotations })

describe('what a rule says reaches whoever asks', () => {
  test('a rule that the subject is annotated to ignore says nothing of it, and of others what it said', async () => {
    const { read } = await settledWith(
      envoy({ 'portolan.dev/ignore': 'SVC-010' }),
      aService('other', { namespace: 'shop', type: 'NodePort', ports: [{ port: 80, nodePort: 25_569 }] }),
    )
    expect((await read('rule=SVC-010')).items.map(({ subject }) => subject)).toEqual(['Service/shop/other'])
  })

  test('it goes as soon as it is ignored, and returns when it is not', async () => {
    const { read, world } = await settledWith(envoy())
    const told = async () => (await read('rule=SVC-010')).items.length
    expect(await told()).toBe(1)
    world.put(envoy({ 'portolan.dev/ignore': 'SVC-010' }))
    expect(await told()).toBe(0)
    world.put(envoy())
    world.clock.time += SETTLED_MS
    expect(await told()).toBe(1)
  })

  test('[G.9] SVC-001 names what was perhaps meant, with its score, as a kubectl line shows it', async () => {
    const { read } = await settledWith(
      aService('web-2', { namespace: 'shop', selector: { app: 'wob' }, ports: [{ port: 80, targetPort: 8080 }] }),
      aDeployment('web', { namespace: 'shop', podLabels: { app: 'web' } }),
    )
    const [finding] = (await read('rule=SVC-001')).items
    expect(finding).toMatchObject({
      subject: 'Service/shop/web-2',
      message: { id: 'SVC-001.suggested', text: expect.stringContaining('change app: wob to app: web') },
      command: 'kubectl get pods -n shop --show-labels',
      confidence: 'proven',
    })
    expect(finding?.evidence).toContainEqual({
      object: 'Deployment/shop/web',
      path: 'suggestion',
      value: expect.objectContaining({ score: expect.any(Number), selector: { app: 'web' }, readyPods: 1 }),
    })
  })

  test('[COV-001] what may not be read is told with the rules that say nothing without it, and they are listed', async () => {
    const { read, world } = await settledWith()
    await read()
    world.snapshot.setVisibility('NetworkPolicy', undefined, 'denied')
    await read()
    world.clock.time += SETTLED_MS
    const { items, suppressed } = await read('rule=COV-001')
    expect(items).toMatchObject([{ subject: 'Namespace/-/kube-system', command: 'kubectl auth can-i --list' }])
    expect(items[0]?.message.text).toContain('NetworkPolicy')
    expect(suppressed.filter(({ rule }) => rule.startsWith('NP-')).map(({ reason }) => reason)).toContain(
      'Not read completely: NetworkPolicy (denied)',
    )
  })

  test('namespace, severity and rule narrow the list and its counts, now and then', async () => {
    const { read, world } = await settledWith(
      envoy(),
      anIngress('lost', { namespace: 'shop', className: 'nginx', service: 'gone', host: 'gone.example' }),
    )
    const at = world.clock.time
    const ofShop = await read('namespace=shop&severity=error')
    expect(ofShop.counts).toEqual([{ rule: 'ING-001', severity: 'error', title: expect.any(String), count: 1 }])
    expect((await read('namespace=ingress&severity=error')).items).toEqual([])
    expect((await read('severity=info&rule=SVC-010')).counts).toMatchObject([{ rule: 'SVC-010', count: 1 }])
    world.remove(envoy())
    world.clock.time += SETTLED_MS
    expect((await read('rule=SVC-010')).counts).toEqual([])
    expect((await read(`rule=SVC-010&at=${at}`)).counts).toMatchObject([{ rule: 'SVC-010', count: 1 }])
    expect((await read(`namespace=shop&severity=error&at=${at}`)).items).toEqual(ofShop.items)
  })

  test('[COV-002] a gap is told while it lasts and for an hour after it, now and then', async () => {
    const { read, world } = await settledWith()
    await read()
    const from = world.clock.time
    const gap = { kind: 'Pod', from, reason: 'expired' } as const
    world.tellGap(gap)
    world.clock.time += 60_000
    world.tellGap({ ...gap, to: from + 60_000 })
    world.clock.time += 60_000
    const told = async (at = '') => (await read(`rule=COV-002${at}`)).items.map(({ message }) => message.id)
    expect(await told()).toEqual(['COV-002.cluster'])
    expect([await told(`&at=${from - 1}`), await told(`&at=${from + 30_000}`)]).toEqual([[], ['COV-002.cluster-lasts']])
    expect(await told(`&at=${from + 90_000}`)).toEqual(['COV-002.cluster'])
    world.clock.time = from + 3_700_000
    expect(await told()).toEqual([])
  })

  test('[POD-017] what needs to know of the past is told of the past too, and after a restart', async () => {
    const world = frontDoor()
    const pod = (isReady: boolean) => aPod('web-1', { namespace: 'shop', labels: { app: 'web' }, isReady })
    for (let flip = 0; flip < 6; flip += 1) {
      world.clock.time += 5_000
      world.put(pod(flip % 2 === 1))
    }
    world.clock.time += 60_000
    const at = world.clock.time
    app = await TestApp.over({ world })
    const told = async (query = '') => (await app.read<FindingsPage>(`/api/v1/findings?rule=POD-017${query}`)).items
    const [now] = await told()
    expect(now).toMatchObject({ subject: 'Pod/shop/web-1', severity: 'warning' })
    world.remove(pod(true))
    world.clock.time += SETTLED_MS
    expect(await told()).toEqual([])
    expect(await told(`&at=${at}`)).toEqual([now])
  })

  test('everything that is told has evidence, a hint and a line that shows it', async () => {
    const { read } = await settledWith(envoy(), aService('empty', { namespace: 'shop', selector: { app: 'nobody' } }))
    const { items } = await read()
    expect(items.length).toBeGreaterThan(3)
    const poor = items.filter(
      ({ command, evidence, hint }) => !command.startsWith('kubectl ') || evidence.length === 0 || hint === '',
    )
    expect(poor).toEqual([])
  })
})
