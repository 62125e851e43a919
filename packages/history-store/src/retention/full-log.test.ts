import type { Pod, WatchedObject } from '@portolan/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Spread, spreadChange, spreadPods } from '../../test/spread-traffic.ts'
import { AN_EMPTY_BATCH, TestLog } from '../../test/test-log.ts'
import { Retention } from './retention.ts'
import { mostPages } from './retention-limits.ts'

const PAGE_BYTES = 4_096
const FOREVER = 1e12
/** The first that finds no room has the second make some. */
const ATTEMPTS = 3

interface Writing {
  readonly spread: Spread
  readonly batches: number
  readonly changesOfBatch: number
  /** How much room there is above that for the objects alone. */
  readonly room: number
}

/** Write without a pause into little room. @throws the log takes nothing of a batch, however often it is tried */
function writeOn({ spread, batches, changesOfBatch, room }: Writing) {
  const log = new TestLog()
  const pods = spread.namespaces * spread.podsOfEach
  const first = Array.from({ length: pods }, (_, index) => spreadChange(spread, index + 1))
  log.appendBatch({ ...AN_EMPTY_BATCH, changes: first, committedAt: first.at(-1)?.observedAt ?? 0 })
  const limits = { maxAgeMs: FOREVER, maxBytes: Math.ceil(room * pagesOf(log)) * PAGE_BYTES }
  const retention = new Retention(log.connection, limits)
  let [seq, mostPagesSeen] = [pods, 0]
  for (let batch = 0; batch < batches; batch++) {
    const changes = Array.from({ length: changesOfBatch }, (_, index) => spreadChange(spread, seq + index + 1))
    const taken = { ...AN_EMPTY_BATCH, changes, committedAt: changes.at(-1)?.observedAt ?? 0 }
    let attempts = 1
    while (!takes(log, () => retention.makeRoom(attempts > 1), taken)) {
      if (attempts++ === ATTEMPTS) throw new Error(`After change ${seq} the log took no more.`)
    }
    seq += changesOfBatch
    mostPagesSeen = Math.max(mostPagesSeen, pagesOf(log))
  }
  expect(mostPagesSeen).toBeLessThanOrEqual(mostPages(limits))
  return { log, seq }
}

function takes(log: TestLog, prepare: () => void, batch: typeof AN_EMPTY_BATCH): boolean {
  try {
    prepare()
    log.catchUp()
    log.appendBatch(batch)
    return true
  } catch (error) {
    if (error instanceof Error && error.message.includes('full')) return false
    throw error
  }
}

const pagesOf = (log: TestLog): number => log.connection.query<[number]>('PRAGMA page_count').first()?.[0] ?? 0

function expectTrue(log: TestLog, spread: Spread, seq: number): void {
  const [oldest = 0] = log.changes().map((change) => change.seq)
  expect(log.changes()).toEqual(
    Array.from({ length: seq - oldest + 1 }, (_, index) => spreadChange(spread, oldest + index)),
  )
  for (const share of [0, 0.1, 0.5, 0.9, 1]) {
    const at = Math.round(oldest + share * (seq - oldest))
    expect(byName(log.objectsAt({ seq: at })?.objects ?? [])).toEqual(byName(spreadPods(spread, at)))
  }
}

const byName = (objects: readonly (WatchedObject | Pod)[]) =>
  objects.toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))

test('a log whose objects alone take most of its room is written on without a pause, and forgets', () => {
  const spread = { namespaces: 60, podsOfEach: 4, lasting: 3_000 }
  const { log, seq } = writeOn({ spread, batches: 20, changesOfBatch: 200, room: 2 })
  expect(log.changes()[0]?.seq).toBeGreaterThan(1)
  expectTrue(log, spread, seq)
})

test('random logs in tiny room are written for ever, and everything they keep is as it was written', () => {
  fc.assert(
    fc.property(
      fc.record({
        spread: fc.record({
          namespaces: fc.integer({ min: 1, max: 30 }),
          podsOfEach: fc.integer({ min: 1, max: 10 }),
          lasting: fc.integer({ min: 0, max: 4_000 }),
        }),
        batches: fc.constant(30),
        changesOfBatch: fc.integer({ min: 1, max: 150 }),
        room: fc.double({ min: 2, max: 5, noNaN: true }),
      }),
      (writing) => {
        const { log, seq } = writeOn(writing)
        expectTrue(log, writing.spread, seq)
        log.close()
      },
    ),
    { numRuns: 8, endOnFailure: true, interruptAfterTimeLimit: 2_500 },
  )
})
