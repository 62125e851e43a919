import { describe, expect, test } from 'vitest'
import { LatestRows, NewestItems } from './outbox.ts'

const row = (key: string, ready: number) => ({ key, ready })

describe('LatestRows', () => {
  test('a thousand changes of one key wait as one row', () => {
    const outbox = new LatestRows<{ key: string; ready: number }>()
    for (let ready = 0; ready <= 1_000; ready++) outbox.merge([row('web', ready)])
    expect(outbox.take()).toEqual({ isReplacement: false, rows: [row('web', 1_000)], gone: [] })
    expect(outbox.take()).toBeUndefined()
  })

  test('the last word about a key counts', () => {
    const outbox = new LatestRows<{ key: string; ready: number }>()
    outbox.merge([row('web', 1), { key: 'web', gone: true }, { key: 'api', gone: true }, row('api', 2)])
    expect(outbox.take()).toEqual({ isReplacement: false, rows: [row('api', 2)], gone: ['web'] })
  })

  test('what came before a replacement is forgotten, what comes after is part of it', () => {
    const outbox = new LatestRows<{ key: string; ready: number }>()
    outbox.merge([row('old', 1)])
    outbox.replace([row('web', 1), row('api', 1)])
    outbox.merge([row('web', 2), { key: 'api', gone: true }])
    expect(outbox.take()).toEqual({ isReplacement: true, rows: [row('web', 2)], gone: [] })
  })
})

describe('NewestItems', () => {
  test('past its limit it keeps the newest and says that the list begins anew', () => {
    const outbox = new NewestItems<number>(3)
    outbox.merge([1, 2])
    expect(outbox.take()).toEqual({ isReplacement: false, rows: [1, 2], gone: [] })
    outbox.merge([3, 4])
    outbox.merge([5, 6])
    expect(outbox.take()).toEqual({ isReplacement: true, rows: [4, 5, 6], gone: [] })
    expect(outbox.take()).toBeUndefined()
  })
})
