import { ManualClock } from '@portolan/pipeline/testing'
import { describe, expect, test } from 'vitest'
import { Deadline } from './deadline.ts'
import { WatchConnection } from './watch-connection.ts'

/** A body that a test feeds. */
function aBody() {
  const waiting: ((result: IteratorResult<Buffer>) => void)[] = []
  const failing: ((error: unknown) => void)[] = []
  const chunks: Buffer[] = []
  const next = () =>
    new Promise<IteratorResult<Buffer>>((resolve, reject) => {
      const chunk = chunks.shift()
      if (chunk !== undefined) resolve({ value: chunk, done: false })
      else waiting.push(resolve) && failing.push(reject)
    })
  return {
    body: { [Symbol.asyncIterator]: () => ({ next }) },
    /** How many reads wait for bytes. */
    reads: () => waiting.length,
    arrive: (text: string) => {
      const resolve = waiting.shift()
      failing.shift()
      if (resolve === undefined) chunks.push(Buffer.from(text))
      else resolve({ value: Buffer.from(text), done: false })
    },
    end: () => waiting.shift()?.({ value: undefined, done: true }),
    breakOff: () => failing.shift()?.(Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })),
  }
}

function aConnection() {
  const clock = new ManualClock()
  const deadline = new Deadline(new AbortController().signal)
  const { body, ...far } = aBody()
  const connection = new WatchConnection({
    server: 'http://server',
    body,
    deadline,
    clock,
    tuning: { maxLineBytes: 100 },
  })
  return { clock, connection, ...far }
}

async function advance(clock: ManualClock, ms: number) {
  clock.advance(ms)
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
}

describe('WatchConnection', () => {
  test('lines come when they are complete, with the time of their last byte', async () => {
    const { clock, connection, arrive } = aConnection()
    const next = connection.next(1_000)
    arrive('{"a":1}\n{"b"')
    expect(await next).toEqual({ lines: ['{"a":1}'], observedAt: clock.now(), pausedMs: 0 })
    const rest = connection.next(1_000)
    await advance(clock, 10)
    arrive(':2}\n')
    expect(await rest).toEqual({ lines: ['{"b":2}'], observedAt: clock.now(), pausedMs: 0 })
  })

  test('silence is told and loses nothing', async () => {
    const { clock, connection, arrive } = aConnection()
    const silent = connection.next(100)
    await advance(clock, 100)
    expect(await silent).toBe('silence')
    arrive('late\n')
    expect(await connection.next(100)).toMatchObject({ lines: ['late'] })
  })

  test('[J2.4] nothing is read while nobody asks, and how long that was is told', async () => {
    const { clock, connection, arrive, reads } = aConnection()
    const first = connection.next(100)
    expect(reads()).toBe(1)
    arrive('one\n')
    await first
    await advance(clock, 700)
    expect(reads()).toBe(0)
    arrive('two\n')
    expect(await connection.next(100)).toMatchObject({ lines: ['two'], pausedMs: 700 })
  })

  test('an end in order is an end; an end in the middle of a line is none', async () => {
    const orderly = aConnection()
    const ended = orderly.connection.next(100)
    orderly.end()
    expect(await ended).toBe('ended')
    const torn = aConnection()
    const next = torn.connection.next(100)
    torn.arrive('{"type":"ADD')
    await advance(torn.clock, 0)
    torn.end()
    await expect(next).rejects.toThrow('the API server at http://server closed a watch in the middle of a line')
  })

  test('a connection that breaks is told as a sentence', async () => {
    const { connection, breakOff } = aConnection()
    const next = connection.next(100)
    breakOff()
    await expect(next).rejects.toThrow('the API server at http://server broke the connection off (UND_ERR_SOCKET)')
  })

  test('whoever is interrupted is told so, waiting or not', async () => {
    const waiting = aConnection()
    const next = waiting.connection.next(100)
    waiting.connection.interrupt()
    waiting.breakOff()
    expect(await next).toBe('interrupted')
    const busy = aConnection()
    busy.connection.interrupt()
    expect(await busy.connection.next(100)).toBe('interrupted')
  })
})
