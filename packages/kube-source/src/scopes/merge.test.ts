import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Merge } from './merge.ts'

async function turns(count = 10) {
  for (let turn = 0; turn < count; turn++) await Promise.resolve()
}

describe('Merge', () => {
  test('the order of each sender is kept and nothing is dropped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 5 }), async (lengths) => {
        const merge = new Merge<readonly [sender: number, index: number]>()
        const senders = lengths.map(async (length, sender) => {
          for (let index = 0; index < length; index++) await merge.send([sender, index])
        })
        void Promise.all(senders).then(() => merge.end('done'))
        const taken: (readonly [number, number])[] = []
        for (let got = await merge.next(); got !== undefined; got = await merge.next()) taken.push(got.value)
        lengths.forEach((length, sender) => {
          const indexes = taken.filter(([from]) => from === sender).map(([, index]) => index)
          expect(indexes).toEqual(Array.from({ length }, (_, index) => index))
        })
      }),
    )
  })

  test('[J2.4] a sender waits until its value was taken', async () => {
    const merge = new Merge<string>()
    const sent: string[] = []
    void merge.send('a').then(() => sent.push('a'))
    await turns()
    expect(sent).toEqual([])
    expect(await merge.next()).toEqual({ value: 'a' })
    await turns()
    expect(sent).toEqual(['a'])
  })

  test('after the end the consumer is told so and senders are refused', async () => {
    const merge = new Merge<string>()
    const waiting = merge.send('late')
    merge.end(new Error('stopped'))
    await expect(waiting).rejects.toThrow('stopped')
    await expect(merge.send('later')).rejects.toThrow('stopped')
    expect(await merge.next()).toBeUndefined()
  })

  test('a failure reaches a consumer that waits, and one that pulls afterwards', async () => {
    const merge = new Merge<string>()
    const waiting = merge.next()
    merge.fail(new Error('a fault of ours'))
    await expect(waiting).rejects.toThrow('a fault of ours')
    await expect(merge.next()).rejects.toThrow('a fault of ours')
  })
})
