import type { FollowAnswer } from '@portolan/contract'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { ApiProblem, ServerUnreachable } from '../errors.ts'
import { type Batch, Follower, type Snapshot } from './follower.ts'
import type { Phase } from './phase.ts'

/** A server with a log of numbers, and verbs for everything it can do wrong. Its items are their own seq. */
class FakeServer {
  log: number[] = []
  oldest = 0
  isAnswering = true
  /** Nothing it should send after an answer arrives. */
  isMute = false
  snapshotError: Error | undefined
  /** Runs between the moment a snapshot is taken and its arrival. */
  whileReading: () => void = () => undefined
  followedFrom: (number | undefined)[] = []
  readonly phases: Phase[] = []
  picture: number[] = []
  clock = 1_000
  timers: { at: number; run: () => void }[] = []
  #sentTo = 0

  readonly follower = new Follower<number>({
    follow: (after, answer) => this.#follow(after, answer),
    readSnapshot: async () => this.#snapshot(),
    itemsAfter: (items, seq) => items.filter((item) => item > seq),
    sink: {
      replace: ({ items }) => {
        this.picture = [...items]
      },
      merge: (items) => {
        this.picture.push(...items)
      },
      phase: (phase) => this.phases.push(phase),
    },
    later: (delayMs, run) => {
      const timer = { at: this.clock + delayMs, run }
      this.timers.push(timer)
      return () => {
        this.timers = this.timers.filter((other) => other !== timer)
      }
    },
    now: () => this.clock,
  })

  get seq(): number {
    return this.log.length
  }

  #follow(after: number | undefined, answer: (answer: FollowAnswer) => void): void {
    this.followedFrom.push(after)
    if (!this.isAnswering) return
    if (after !== undefined && after < this.oldest) {
      answer({ code: 'gone', message: 'forgotten' })
    } else {
      this.#sentTo = after ?? this.seq
      answer({ seq: this.#sentTo })
      if (this.isMute) this.loseNext()
      this.send()
    }
  }

  async #snapshot(): Promise<Snapshot<number>> {
    if (this.snapshotError) throw this.snapshotError
    const snapshot = { seq: this.seq, items: [...this.log] }
    this.whileReading()
    return snapshot
  }

  write(count: number): void {
    for (let n = 0; n < count; n++) this.log.push(this.seq + 1)
  }

  between(after: number, seq: number): Batch<number> {
    return { after, seq, items: this.log.slice(after, seq) }
  }

  /** Everything not yet sent, as one batch. */
  send(): void {
    if (this.#sentTo === this.seq) return
    this.follower.batch(this.between(this.#sentTo, this.seq))
    this.#sentTo = this.seq
  }

  /** The next batch is lost on the way. */
  loseNext(): void {
    this.#sentTo = this.seq
  }

  async pass(ms: number): Promise<void> {
    this.clock += ms
    const due = this.timers.filter(({ at }) => at <= this.clock)
    this.timers = this.timers.filter(({ at }) => at > this.clock)
    for (const { run } of due) run()
    await settled()
  }
}

/** Lets every promise that can settle do so. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
}

let server: FakeServer

beforeEach(async () => {
  server = new FakeServer()
  server.write(3)
  server.follower.connected()
  await settled()
})

describe('Follower', () => {
  test('join: what happens while the snapshot is read is applied after it, once', async () => {
    const late = new FakeServer()
    late.write(3)
    late.whileReading = () => {
      late.write(2)
      late.send()
    }
    late.follower.connected()
    await settled()
    expect([late.picture, late.phases]).toEqual([[1, 2, 3, 4, 5], [{ phase: 'live' }]])
  })

  test('order: batches that chain are applied', () => {
    server.write(2)
    server.send()
    server.write(1)
    server.send()
    expect(server.picture).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('a duplicate is dropped', () => {
    server.write(2)
    server.send()
    server.follower.batch(server.between(3, 5))
    expect(server.picture).toEqual([1, 2, 3, 4, 5])
  })

  test('of an overlap only the new part is applied', () => {
    server.write(3)
    server.follower.batch(server.between(1, 6))
    expect(server.picture).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('a hole is asked for again from the last good place', () => {
    server.write(1)
    server.loseNext()
    server.write(1)
    server.send()
    expect([server.picture, server.followedFrom]).toEqual([
      [1, 2, 3, 4, 5],
      [undefined, 3],
    ])
  })

  test('batches that overtake each other end in the right order', () => {
    server.write(4)
    server.follower.batch(server.between(5, 7))
    server.follower.batch(server.between(3, 5))
    expect(server.picture).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  test('a reset replaces the picture and never empties it', async () => {
    server.write(4)
    server.loseNext()
    server.follower.reset()
    expect(server.picture).toEqual([1, 2, 3])
    await settled()
    expect(server.picture).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  test('after a lost connection the stream goes on where it was', () => {
    server.follower.disconnected()
    server.clock = 9_000
    server.write(2)
    server.follower.connected()
    expect([server.picture, server.followedFrom, server.phases]).toEqual([
      [1, 2, 3, 4, 5],
      [undefined, 3],
      [{ phase: 'live' }, { phase: 'stale', since: 1_000, reason: 'disconnected' }, { phase: 'live' }],
    ])
  })

  test('a place the server has forgotten is answered by a snapshot', async () => {
    server.follower.disconnected()
    server.write(2)
    server.oldest = 4
    server.follower.connected()
    await settled()
    expect(server.picture).toEqual([1, 2, 3, 4, 5])
  })

  test('after a pause a new snapshot is read', async () => {
    server.follower.disconnected('paused')
    server.write(1)
    server.follower.connected()
    await settled()
    expect([server.picture, server.followedFrom]).toEqual([
      [1, 2, 3, 4],
      [undefined, undefined],
    ])
  })

  test('a server that stops answering leaves a stale picture, and is asked again', async () => {
    server.isAnswering = false
    server.follower.reset()
    await server.pass(10_000)
    expect(server.phases.at(-1)).toEqual({ phase: 'stale', since: 11_000, reason: 'disconnected' })
    server.isAnswering = true
    server.write(1)
    await server.pass(1_000)
    expect([server.picture, server.phases.at(-1)]).toEqual([[1, 2, 3, 4], { phase: 'live' }])
  })

  test('a server that only sends holes is not asked in a hurry', async () => {
    server.isMute = true
    for (let n = 0; n < 50; n++) {
      server.write(2)
      server.loseNext()
      server.follower.batch(server.between(server.seq - 1, server.seq))
      await settled()
    }
    expect(server.followedFrom.length).toBeLessThan(8)
    await server.pass(60_000)
    expect(server.picture).toEqual(server.log)
  })

  test('without a picture, a server out of reach is a failure that heals', async () => {
    const fresh = new FakeServer()
    fresh.snapshotError = new ServerUnreachable('/api/v1/services')
    fresh.follower.connected()
    await settled()
    expect(fresh.phases).toMatchObject([{ phase: 'failed', code: 'unreachable' }])
    fresh.snapshotError = undefined
    await fresh.pass(1_000)
    expect(fresh.phases.at(-1)).toEqual({ phase: 'live' })
  })

  test('a refusal is shown even where there was a picture', async () => {
    server.snapshotError = new ApiProblem({ code: 'unauthenticated', status: 401, detail: 'Log in.' })
    server.follower.reset()
    await settled()
    expect(server.phases.at(-1)).toEqual({ phase: 'failed', code: 'unauthenticated', detail: 'Log in.' })
  })

  test('a stopped follower hears nothing and asks nothing', async () => {
    server.follower.stop()
    server.write(1)
    server.send()
    await server.pass(60_000)
    expect([server.picture, server.followedFrom, server.timers]).toEqual([[1, 2, 3], [undefined], []])
  })

  test('whatever goes wrong, once it is over the picture is the log', async () => {
    const trouble = fc.constantFrom('write', 'send', 'lose', 'repeat', 'overlap', 'overtake', 'reset', 'cut', 'mend')
    await fc.assert(
      fc.asyncProperty(fc.array(trouble, { maxLength: 40 }), async (troubles) => {
        const fake = new FakeServer()
        fake.follower.connected()
        for (const what of troubles) {
          cause(fake, what)
          await settled()
        }
        fake.follower.connected()
        fake.write(1)
        fake.send()
        await settled()
        await fake.pass(60_000)
        expect(fake.picture).toEqual(fake.log)
      }),
    )
  })
})

function cause(server: FakeServer, what: string): void {
  const { follower, seq } = server
  if (what === 'write') server.write(2)
  if (what === 'send') server.send()
  if (what === 'lose') server.loseNext()
  if (what === 'repeat') follower.batch(server.between(Math.max(0, seq - 1), seq))
  if (what === 'overlap') follower.batch(server.between(0, seq))
  if (what === 'overtake' && seq > 1) follower.batch(server.between(seq - 1, seq))
  if (what === 'reset') follower.reset()
  if (what === 'cut') follower.disconnected()
  if (what === 'mend') follower.connected()
}
