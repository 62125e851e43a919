import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { KeyedStore, type RowsDelta } from './keyed-store.ts'

interface Row {
  readonly key: string
  readonly ready: number
}

function aStore(...rows: Row[]): KeyedStore<Row> {
  const store = new KeyedStore<Row>((row) => row.key)
  store.apply({ isReplacement: true, rows, gone: [] })
  return store
}

describe('KeyedStore', () => {
  test('a listener hears of its own row only', () => {
    const store = aStore({ key: 'web', ready: 1 }, { key: 'api', ready: 1 })
    const heard: string[] = []
    store.subscribeKey('web', () => heard.push('web'))
    store.subscribeKey('api', () => heard.push('api'))
    store.apply({ isReplacement: false, rows: [{ key: 'api', ready: 2 }], gone: [] })
    expect(heard).toEqual(['api'])
  })

  test('rows keep their place until one comes or goes', () => {
    const store = aStore({ key: 'web', ready: 1 }, { key: 'api', ready: 1 })
    store.apply({ isReplacement: false, rows: [{ key: 'web', ready: 0 }], gone: [] })
    expect(store.values().map(({ key }) => key)).toEqual(['web', 'api'])
    store.apply({ isReplacement: false, rows: [{ key: 'pay', ready: 0 }], gone: ['web'] })
    expect(store.values().map(({ key }) => key)).toEqual(['api', 'pay'])
  })

  test('a row that is gone is told to its own listener', () => {
    const store = aStore({ key: 'web', ready: 1 })
    const seen: (Row | undefined)[] = []
    store.subscribeKey('web', () => seen.push(store.get('web')))
    store.apply({ isReplacement: true, rows: [], gone: [] })
    expect(seen).toEqual([undefined])
  })

  test('nothing new wakes nobody', () => {
    const row = { key: 'web', ready: 1 }
    const store = aStore(row)
    const version = store.version()
    store.subscribeAny(() => expect.unreachable())
    store.apply({ isReplacement: true, rows: [row], gone: ['never-there'] })
    expect(store.version()).toBe(version)
  })

  test('an unsubscribed listener is forgotten', () => {
    const store = aStore({ key: 'web', ready: 1 })
    const stop = store.subscribeKey('web', () => expect.unreachable())
    stop()
    store.apply({ isReplacement: false, rows: [{ key: 'web', ready: 2 }], gone: [] })
    expect(store.get('web')).toEqual({ key: 'web', ready: 2 })
  })

  test('any run of hand-overs leaves what a plain map would hold', () => {
    const row = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), ready: fc.nat(3) })
    const delta = fc.record({
      isReplacement: fc.boolean(),
      rows: fc.uniqueArray(row, { selector: ({ key }) => key }),
      gone: fc.constant<string[]>([]),
    })
    fc.assert(
      fc.property(fc.array(delta), (deltas: RowsDelta<Row>[]) => {
        const store = aStore()
        let plain = new Map<string, Row>()
        for (const next of deltas) {
          store.apply(next)
          plain = new Map([...(next.isReplacement ? [] : plain), ...next.rows.map((each) => [each.key, each] as const)])
        }
        expect(new Map(store.values().map((each) => [each.key, each]))).toEqual(plain)
      }),
    )
  })
})
