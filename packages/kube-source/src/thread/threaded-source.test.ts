import { Worker } from 'node:worker_threads'
import type { SourceMessage, StreamCursor } from '@portolan/pipeline/ports'
import { describe, expect, test } from 'vitest'
import { SourceThreadError } from '../errors.ts'
import { systemClock } from '../testing/system-clock.ts'
import { MessagePacker } from './message-packer.ts'
import type { FromThread, ThreadOrder } from './messages.ts'
import { createThreadedSource } from './threaded-source.ts'

const stream = { kind: 'Service' } as const
const web = {
  object: {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { annotations: {}, labels: {}, name: 'web', namespace: 'shop', ownerReferences: [], uid: '1' },
  },
  resourceVersion: '7',
} as unknown as Extract<SourceMessage, { type: 'list-page' }>['objects'][number]
const begun: SourceMessage = { type: 'list-begin', stream, cause: 'first' }
const page: SourceMessage = { type: 'list-page', stream, objects: [web] }
const complete: SourceMessage = { type: 'list-end', stream, resourceVersion: '9', observedAt: 1_000 }
const changed: SourceMessage = {
  type: 'watched',
  stream,
  changes: [{ type: 'modified', projected: web }],
  observedAt: 2_000,
}
const live = { stream, state: 'live', reconnects: 0, relists: 0, bytes: 1, parseErrors: 0 } as const

/** What a thread does: tell this, then end by itself, or wait. */
interface Act {
  readonly tell: readonly SourceMessage[]
  readonly last: 'exit' | 'throw' | 'wait' | 'fail'
}

/** A thread that plays its act instead of following a cluster. */
function acting({ tell, last }: Act): Worker {
  const packer = new MessagePacker()
  const text = `[${tell.map((message) => packer.pack(message)).join(',')}]`
  const parcel: FromThread = { type: 'parcel', text, statistics: [live] }
  const failed: FromThread = { type: 'failed', reason: 'a bug', isOurs: true }
  const endings = {
    exit: 'process.exit(3)',
    throw: "throw new Error('out of luck')",
    fail: 'parentPort.postMessage(workerData.failed)',
    wait: "parentPort.on('message', (message) => message.end && process.exit(0))",
  }
  return new Worker(
    `const { parentPort, workerData } = require('node:worker_threads')
     parentPort.postMessage(workerData.parcel)
     setTimeout(() => { ${endings[last]} }, 5)`,
    { eval: true, workerData: { parcel, failed } },
  )
}

/** A source whose first thread plays the first act, and so on; and what it was asked and told. */
function sourceOf(...acts: readonly Act[]) {
  const orders: ThreadOrder[] = []
  const warnings: unknown[] = []
  const source = createThreadedSource({
    cluster: { kubeconfig: 'unread' },
    installationKey: '00',
    clock: systemClock,
    log: { debug: () => undefined, info: () => undefined, warn: (fields) => warnings.push(fields.reason) },
    tuning: { backoffBaseMs: 1, backoffCapMs: 2 },
    begin: (order) => {
      const act = acts[orders.length]
      orders.push(order)
      if (act === undefined) throw new Error('one thread more than expected')
      return acting(act)
    },
  })
  return { source, orders, warnings }
}

/** Follow until a message comes of which this is true. */
async function told(
  { source }: ReturnType<typeof sourceOf>,
  isLast: (message: SourceMessage) => boolean,
  cursors: readonly StreamCursor[] = [],
): Promise<SourceMessage[]> {
  const ending = new AbortController()
  const messages: SourceMessage[] = []
  for await (const message of source.follow({ cursors, signal: ending.signal })) {
    messages.push(message)
    if (isLast(message)) ending.abort()
  }
  return messages
}

const isChange = (message: SourceMessage) => message.type === 'watched'

describe('a source in a thread of its own', () => {
  test('tells everything in its order, and ends with its signal', async () => {
    const scene = sourceOf({ tell: [begun, page, complete, changed], last: 'wait' })
    expect(await told(scene, isChange)).toEqual([begun, page, complete, changed])
    expect(scene.source.statistics()).toEqual([live])
    expect(scene.warnings).toEqual([])
  })

  test('a thread that ends by itself is told of, and another goes on where it told last', async () => {
    const scene = sourceOf({ tell: [begun, page, complete], last: 'exit' }, { tell: [changed], last: 'wait' })
    const detail = 'the thread that reads the cluster ended by itself: exit code 3; beginning another'
    expect(await told(scene, isChange)).toEqual([
      begun,
      page,
      complete,
      { type: 'state', stream, state: 'waiting', detail },
      changed,
    ])
    expect(scene.orders.map(({ cursors }) => cursors)).toEqual([
      [],
      [{ stream, resourceVersion: '9', observedAt: 1_000 }],
    ])
    expect(scene.warnings).toEqual(['the thread that reads the cluster ended by itself: exit code 3'])
  })

  test('a list that was under way is abandoned, and begun anew', async () => {
    const scene = sourceOf({ tell: [begun, page], last: 'throw' }, { tell: [begun, page, complete], last: 'wait' })
    const messages = await told(scene, ({ type }) => type === 'list-end')
    expect(messages.map(({ type }) => type)).toEqual([
      'list-begin',
      'list-page',
      'list-abandoned',
      'state',
      'list-begin',
      'list-page',
      'list-end',
    ])
    expect(scene.orders[1]?.cursors).toEqual([])
    expect(scene.warnings).toEqual(['the thread that reads the cluster ended by itself: out of luck'])
  })

  test('a stream that was blind lists when another thread begins', async () => {
    const blind: SourceMessage = { type: 'blind', stream, reason: 'expired', since: 1_000 }
    const scene = sourceOf({ tell: [blind], last: 'exit' }, { tell: [changed], last: 'wait' })
    await told(scene, isChange, [{ stream, resourceVersion: '5', observedAt: 500 }])
    expect(scene.orders.map(({ cursors }) => cursors)).toEqual([
      [{ stream, resourceVersion: '5', observedAt: 500 }],
      [],
    ])
  })

  test('while it is gone, its streams wait', async () => {
    const scene = sourceOf({ tell: [changed], last: 'exit' }, { tell: [changed], last: 'wait' })
    let states: unknown
    await told(scene, (message) => {
      if (message.type === 'state') states = scene.source.statistics().map(({ state }) => state)
      return message.type === 'state'
    })
    expect(states).toEqual(['waiting'])
  })

  test('a fault of ours ends it: another thread would have it again', async () => {
    const scene = sourceOf({ tell: [begun], last: 'fail' })
    const failure = await told(scene, isChange).catch((error: unknown) => error)
    expect(failure).toEqual(new Error('a bug'))
    expect(failure).not.toBeInstanceOf(SourceThreadError)
  })
})
