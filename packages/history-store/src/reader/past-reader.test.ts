import type { WatchedObject } from '@portolan/domain'
import { aModification, anAddition, aPod } from '@portolan/domain/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type RandomLog, randomLogs } from '../../test/random-log.ts'
import { TestLog } from '../../test/test-log.ts'

/** Written in batches of random sizes, with checkpoints and restarts between them. */
function write(log: TestLog, { changes }: RandomLog, cuts: readonly number[]): void {
  log.clear()
  let start = 0
  for (const [index, size] of [...cuts, changes.length].entries()) {
    log.append(changes.slice(start, start + size))
    start += size
    if (index % 2 === 1) log.checkpoint()
    if (index % 3 === 2) log.reopen()
  }
}

/** Short to compare: a difference between two large states takes minutes to print. */
function textOf(objects: Iterable<WatchedObject>): string {
  const sorted = [...objects].sort((a, b) => (a.metadata.uid < b.metadata.uid ? -1 : 1))
  return JSON.stringify(sorted, (_, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).sort()) : value,
  )
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A failure is told as it was found, at once. */
const BOUNDED = { endOnFailure: true, interruptAfterTimeLimit: 4_000 }

const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 8 })

describe('what there was', () => {
  test('at any seq is the fold of the changes up to it', () => {
    const log = new TestLog()
    fc.assert(
      fc.property(randomLogs(80), cuts, (random, sizes) => {
        write(log, random, sizes)
        const wrong = random.changes.find(
          ({ seq }) => textOf(log.objectsAt({ seq })?.objects ?? []) !== textOf(random.states[seq]?.values() ?? []),
        )
        expect(wrong?.seq).toBeUndefined()
      }),
      { numRuns: 12, ...BOUNDED },
    )
  })

  test('at any time is the fold of the changes up to it, where a clock that was set back stood still', () => {
    const log = new TestLog()
    fc.assert(
      fc.property(randomLogs(40), cuts, (random, sizes) => {
        write(log, random, sizes)
        let latest = 0
        const times = random.changes.map(({ observedAt }) => (latest = Math.max(latest, observedAt)))
        for (const time of new Set(times.flatMap((time) => [time - 1, time, time + 1]))) {
          const seq = times.filter((other) => other <= time).length
          const past = log.objectsAt({ time })
          expect(past && { seq: past.seq, time: past.time }).toEqual(seq === 0 ? undefined : { seq, time })
          const isTrue = textOf(past?.objects ?? []) === textOf(random.states[seq]?.values() ?? [])
          expect({ time, isTrue }).toEqual({ time, isTrue: true })
        }
      }),
      { numRuns: 10, ...BOUNDED },
    )
  })

  test('is told of a hundred namespaces as of one', () => {
    const log = new TestLog()
    const podOf = (index: number, isReady: boolean) =>
      aPod('web-0', { namespace: `team-${index}`, uid: `uid-${index}`, isReady })
    const namespaces = Array.from({ length: 100 }, (_, index) => index)
    log.append([
      ...namespaces.map((index) => anAddition(index + 1, podOf(index, false))),
      ...namespaces.map((index) => aModification(index + 101, [podOf(index, false), podOf(index, true)])),
    ])
    for (const seq of [60, 100, 160, 200]) {
      const then = namespaces.slice(0, seq).map((index) => podOf(index, index + 101 <= seq))
      expect(textOf(log.objectsAt({ seq })?.objects ?? [])).toBe(textOf(then))
    }
    log.close()
  })
})
