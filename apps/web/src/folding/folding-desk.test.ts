import type { TopologyStretch } from '@portolan/contract'
import { describe, expect, test } from 'vitest'
import { FoldingDesk } from './folding-desk.ts'
import type { FoldedScope, FoldingAnswer } from './folding-wire.ts'

const MINUTE = 60_000

/** A Gateway comes after ten seconds. */
function stretchOf({ from, to }: FoldedScope): TopologyStretch {
  const gateway = {
    ...{ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway' },
    metadata: { name: 'public', namespace: 'shop', uid: 'g', labels: {}, annotations: {}, ownerReferences: [] },
    spec: { gatewayClassName: 'any', listeners: [], addresses: [] },
    status: { addresses: [], conditions: [], listeners: [] },
  }
  const at = (time: number) => new Date(time).toISOString()
  const coverage = { kinds: { Gateway: 'observed' as const }, gaps: [] }
  return {
    from: { at: at(from), seq: 6 },
    to: { at: at(to), seq: 9 },
    obstacle: null,
    objects: [],
    changes: [
      {
        ...{ seq: 7, observedAt: at(10_000), evidence: 'watched', change: 'added', kind: 'Gateway', namespace: 'shop' },
        ...{ name: 'public', uid: 'g', resourceVersion: '1', differences: [{ path: '', after: gateway }] },
      },
    ],
    readings: [{ from: at(from), visibility: [{ kind: 'GatewayClass', visibility: 'observed' }], coverage }],
  }
}

class Stage {
  readonly read: FoldedScope[] = []
  readonly posted: FoldingAnswer[] = []
  now = 0
  answer: (scope: FoldedScope) => TopologyStretch = stretchOf
  readonly desk = new FoldingDesk({
    readStretch: async (scope) => {
      this.read.push(scope)
      return this.answer(scope)
    },
    post: (answer) => this.posted.push(answer),
    now: () => this.now,
  })

  async keep(from: number, to: number, namespaces = ['shop']): Promise<void> {
    this.desk.receive({ type: 'keep', scope: { namespaces, from, to } })
    await new Promise((resolve) => setImmediate(resolve))
  }

  /** Keys of what is on the map; `undefined` where it is not at hand. */
  mapAt(time: number, namespaces = ['shop']): readonly string[] | undefined {
    this.desk.receive({ type: 'topology', id: 1, namespaces, time })
    const answer = this.posted.at(-1)
    return answer?.type === 'topology' ? answer.topology?.nodes.map(({ key }) => key) : undefined
  }
}

describe('FoldingDesk', () => {
  test('folds any instant of the window, and nothing else', async () => {
    const stage = new Stage()
    expect(stage.mapAt(5_000)).toBeUndefined()
    await stage.keep(1_000, 20_000)
    expect(stage.posted.at(-1)).toEqual({ type: 'kept', scope: { namespaces: ['shop'], from: 1_000, to: 20_000 } })
    const map = ['Gateway/shop/public', 'GatewayClass/-/any']
    expect([20_000, 9_999, 10_000, 1_000].map((time) => stage.mapAt(time))).toEqual([map, [], map, []])
    expect([999, 20_001].map((time) => stage.mapAt(time))).toEqual([undefined, undefined])
    expect(stage.mapAt(5_000, ['pay'])).toBeUndefined()
  })

  test('reads a window once; one that follows the present when it has moved by a minute; another choice at once', async () => {
    const stage = new Stage()
    for (const to of [20_000, 21_000, 80_000, 80_001]) await stage.keep(1_000, to)
    await stage.keep(2_000, 80_001)
    await stage.keep(2_000, 80_001, ['pay'])
    expect(stage.read.map(({ to, namespaces }) => [to, ...namespaces])).toEqual([
      [20_000, 'shop'],
      [80_001, 'shop'],
      [80_001, 'pay'],
    ])
  })

  test('what is looked at while another window is read is read after it, the last of it', async () => {
    const stage = new Stage()
    const keep = (namespace: string) =>
      stage.desk.receive({ type: 'keep', scope: { namespaces: [namespace], from: 1_000, to: 20_000 } })
    for (const namespace of ['shop', 'pay', 'bank']) keep(namespace)
    await new Promise((resolve) => setImmediate(resolve))
    expect(stage.read.map(({ namespaces }) => namespaces)).toEqual([['shop'], ['bank']])
    expect(stage.mapAt(15_000, ['bank'])).toEqual([])
  })

  test('leaves to the server what cannot be folded, and does not ask for it again and again', async () => {
    const stage = new Stage()
    stage.answer = (scope) => ({ ...stretchOf(scope), obstacle: 'too-much', changes: [] })
    for (const to of [20_000, 20_500]) await stage.keep(1_000, to)
    expect(stage.mapAt(5_000)).toBeUndefined()
    await stage.keep(5_000, 10_000)
    expect(stage.read.length).toBe(2)
    stage.answer = () => {
      throw new TypeError('fetch failed')
    }
    stage.now = MINUTE
    await stage.keep(1_000, 20_000)
    await stage.keep(1_000, 20_000)
    expect(stage.read.length).toBe(3)
  })

  test('a stretch that contradicts itself is not folded', async () => {
    const stage = new Stage()
    stage.answer = (scope) => {
      const stretch = stretchOf(scope)
      return { ...stretch, changes: stretch.changes.map((change) => ({ ...change, change: 'deleted' })) }
    }
    await stage.keep(1_000, 20_000)
    expect(stage.mapAt(15_000)).toBeUndefined()
  })
})
