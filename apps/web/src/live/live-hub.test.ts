import type { FollowRequest, ServiceRow, Status } from '@portolan/contract'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ApiAnswer, ApiRequest } from '../api/request.ts'
import type { ConnectionListener } from './connection.ts'
import { LiveHub } from './live-hub.ts'
import type { HandOver, StreamRequest } from './wire.ts'

function aRow(name: string, ready: number): ServiceRow {
  return {
    key: `Service/shop/${name}`,
    namespace: 'shop',
    name,
    type: 'ClusterIP',
    clusterIP: null,
    dns: `${name}.shop.svc.cluster.local`,
    ports: [],
    endpoints: { ready, unready: 0, terminating: 0, total: ready },
    byRevision: [],
    churn: 0,
    health: 'ok',
    reason: 'ready',
    isRouted: false,
  }
}

class FakeWorld {
  readonly handOvers: HandOver[] = []
  readonly follows: FollowRequest[] = []
  readonly asked: ApiRequest[] = []
  readonly answers = new Map<string, ApiAnswer<unknown>>()
  listener: ConnectionListener | undefined
  openConnections = 0
  timers: { at: number; run: () => void }[] = []
  clock = 0

  readonly hub = new LiveHub({
    connect: (listener) => {
      this.listener = listener
      this.openConnections += 1
      return {
        follow: (request, answer) => {
          this.follows.push(request)
          answer({ seq: request.after ?? 7 })
        },
        close: () => {
          this.openConnections -= 1
        },
      }
    },
    request: async <Body>(request: ApiRequest) => {
      this.asked.push(request)
      const answer = this.answers.get(`${request.path}${request.query?.cursor ?? ''}`)
      if (!answer) throw new Error(`the fake has no answer for ${request.path}`)
      return answer as ApiAnswer<Body>
    },
    post: (handOver) => this.handOvers.push(handOver),
    later: (delayMs, run) => {
      const timer = { at: this.clock + delayMs, run }
      this.timers.push(timer)
      return () => {
        this.timers = this.timers.filter((other) => other !== timer)
      }
    },
    now: () => this.clock,
  })

  async open(request: StreamRequest): Promise<void> {
    this.hub.receive({ type: 'open', id: 1, request })
    this.listener?.connected()
    await settled()
  }

  pass(ms: number): void {
    this.clock += ms
    const due = this.timers.filter(({ at }) => at <= this.clock)
    this.timers = this.timers.filter(({ at }) => at > this.clock)
    for (const { run } of due) run()
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
}

let world: FakeWorld

beforeEach(() => {
  world = new FakeWorld()
  world.answers.set('/services', { seq: 7, body: { items: [aRow('web', 1)], next: 'p2' } })
  world.answers.set('/servicesp2', { seq: 9, body: { items: [aRow('api', 1)] } })
})

describe('LiveHub', () => {
  test('all pages of Services are handed over as one picture', async () => {
    world.hub.receive({ type: 'credit' })
    await world.open({ stream: 'services', namespaces: ['shop'] })
    world.hub.receive({ type: 'credit' })
    expect(world.follows).toEqual([{ detail: 'services', namespaces: ['shop'] }])
    const rows = world.handOvers.flatMap(({ deltas }) => deltas).flatMap(({ rows }) => rows ?? [])
    expect(rows).toEqual([{ isReplacement: true, rows: [aRow('web', 1), aRow('api', 1)], gone: [] }])
  })

  test('without a credit nothing is sent; one credit brings everything since, merged', async () => {
    await world.open({ stream: 'services' })
    world.hub.receive({ type: 'credit' })
    for (let seq = 8; seq <= 1_000; seq++) {
      world.listener?.services({ after: seq - 1, seq, rows: [aRow('web', seq)] })
    }
    expect(world.handOvers).toHaveLength(1)
    world.hub.receive({ type: 'credit' })
    expect(world.handOvers).toHaveLength(2)
    expect(world.handOvers[1]?.deltas).toEqual([
      { id: 1, rows: { isReplacement: false, rows: [aRow('web', 1_000)], gone: [] } },
    ])
  })

  test('a credit given while there is no news is used when news comes', async () => {
    await world.open({ stream: 'services' })
    world.hub.receive({ type: 'credit' })
    world.hub.receive({ type: 'credit' })
    expect(world.handOvers).toHaveLength(1)
    world.listener?.services({ after: 7, seq: 8, rows: [{ key: 'Service/shop/web', gone: true }] })
    expect(world.handOvers[1]?.deltas).toEqual([
      { id: 1, rows: { isReplacement: false, rows: [], gone: ['Service/shop/web'] } },
    ])
  })

  test('a page hidden for a minute leaves the server alone; coming back reads a new picture', async () => {
    await world.open({ stream: 'services' })
    world.hub.receive({ type: 'credit' })
    world.hub.receive({ type: 'visibility', isVisible: false })
    world.pass(60_000)
    expect(world.openConnections).toBe(0)
    world.hub.receive({ type: 'credit' })
    expect(world.handOvers.at(-1)?.deltas).toEqual([
      { id: 1, phase: { phase: 'stale', since: 60_000, reason: 'paused' } },
    ])
    world.hub.receive({ type: 'visibility', isVisible: true })
    world.listener?.connected()
    await settled()
    world.hub.receive({ type: 'credit' })
    expect(world.handOvers.at(-1)?.deltas).toMatchObject([
      { phase: { phase: 'live' }, rows: { isReplacement: true, rows: [aRow('web', 1), aRow('api', 1)] } },
    ])
  })

  test('a glance at another tab changes nothing', async () => {
    await world.open({ stream: 'services' })
    world.hub.receive({ type: 'visibility', isVisible: false })
    world.pass(59_000)
    world.hub.receive({ type: 'visibility', isVisible: true })
    world.pass(60_000)
    expect([world.openConnections, world.asked.length]).toEqual([1, 2])
  })

  test('changes start with the newest page and drop what another name did', async () => {
    const change = (seq: number, name: string) => ({ seq, name }) as never
    world.answers.set('/changes', { seq: 7, body: { items: [change(6, 'web'), change(2, 'web')] } })
    await world.open({ stream: 'changes', kinds: ['Service'], name: 'web' })
    world.listener?.changes({ after: 7, seq: 9, changes: [change(8, 'api'), change(9, 'web')] })
    world.hub.receive({ type: 'credit' })
    expect(world.follows).toEqual([{ kinds: ['Service'] }])
    expect(world.handOvers[0]?.deltas[0]?.rows?.rows).toEqual([change(2, 'web'), change(6, 'web'), change(9, 'web')])
  })

  test('each status message is the whole status', async () => {
    const status = (seq: number) => ({ seq, version: '0.1.0' }) as Status
    world.answers.set('/status', { seq: undefined, body: status(1) })
    await world.open({ stream: 'status' })
    world.hub.receive({ type: 'credit' })
    world.listener?.status(status(2))
    world.listener?.status(status(3))
    world.hub.receive({ type: 'credit' })
    expect(world.handOvers.map(({ deltas }) => deltas[0]?.rows?.rows)).toEqual([
      [{ ...status(1), key: 'status' }],
      [{ ...status(3), key: 'status' }],
    ])
    expect(world.follows).toEqual([])
  })

  test('a closed stream closes its connection', async () => {
    await world.open({ stream: 'services' })
    world.hub.receive({ type: 'close', id: 1 })
    expect(world.openConnections).toBe(0)
  })

  test('news of alerts does not wait for a credit, and a hidden page goes on hearing it', async () => {
    const told = (seq: number) => ({ seq, changed: [] }) as never
    await world.open({ stream: 'alerts' })
    world.hub.receive({ type: 'visibility', isVisible: false })
    world.pass(60_000)
    world.listener?.alerts(told(8))
    expect(world.openConnections).toBe(1)
    expect(world.handOvers.at(-1)).toEqual({
      deltas: [{ id: 1, rows: { isReplacement: false, rows: [told(8)], gone: [] } }],
      calls: [],
      isUnasked: true,
    })
  })
})
