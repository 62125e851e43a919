import { describe, expect, test } from 'vitest'
import { ClientGoneError, TooManyReadersError } from '../errors.ts'
import { MAX_WAITING, ReadingQueue } from './reading-queue.ts'

/** Reads that end when they are told to, and say when they begin. */
class Reads {
  readonly queue = new ReadingQueue()
  readonly begun: number[] = []
  readonly #ends: (() => void)[] = []

  add(name: number) {
    return this.queue.add(async () => {
      this.begun.push(name)
      await new Promise<void>((resolve) => this.#ends.push(resolve))
      return name
    })
  }

  end(): void {
    this.#ends.shift()?.()
  }
}

describe('ReadingQueue', () => {
  test('reads one at a time, in the order of asking; one that fails does not hold the others up', async () => {
    const reads = new Reads()
    const first = reads.add(1)
    const second = reads.queue.add(() => Promise.reject(new Error('disk')))
    const third = reads.add(3)
    expect(reads.begun).toEqual([1])
    reads.end()
    expect(await first.awaited()).toBe(1)
    await expect(second.awaited()).rejects.toThrow('disk')
    reads.end()
    expect(await third.awaited()).toBe(3)
  })

  test('refuses whoever comes when as many wait as may, and says when to try again', async () => {
    const reads = new Reads()
    for (let name = 0; name <= MAX_WAITING; name++) reads.add(name)
    expect(() => reads.add(99)).toThrow(TooManyReadersError)
    expect(() => reads.add(99)).toThrow(expect.objectContaining({ retryAfterSeconds: 2 }))
  })

  test('the place of one whose readers are all gone is free, and it is never read', async () => {
    const reads = new Reads()
    const first = reads.add(0)
    const readers = Array.from({ length: MAX_WAITING }, (_, index) => {
      const leaving = new AbortController()
      return { leaving, result: reads.add(index + 1).awaited(leaving.signal) }
    })
    readers[0]?.leaving.abort()
    await expect(readers[0]?.result).rejects.toThrow(ClientGoneError)
    const late = reads.add(99)
    for (const { leaving, result } of readers.slice(1)) {
      leaving.abort()
      await expect(result).rejects.toThrow(ClientGoneError)
    }
    reads.end()
    await first.awaited()
    reads.end()
    expect(await late.awaited()).toBe(99)
    expect(reads.begun).toEqual([0, 99])
  })

  test('is read for those who stay, and once it has begun to its end', async () => {
    const reads = new Reads()
    const running = reads.add(0)
    const shared = reads.add(1)
    const [leaving, leavingLater] = [new AbortController(), new AbortController()]
    const gone = shared.awaited(leaving.signal)
    const staying = shared.awaited(leavingLater.signal)
    leaving.abort()
    await expect(gone).rejects.toThrow(ClientGoneError)
    reads.end()
    await running.awaited()
    leavingLater.abort()
    await expect(staying).rejects.toThrow(ClientGoneError)
    reads.end()
    expect(await shared.result).toBe(1)
    await expect(shared.awaited(AbortSignal.abort())).rejects.toThrow(ClientGoneError)
  })
})
