import { expect, test } from 'vitest'
import { aBatch, creations } from '../test/creations.ts'
import { temporaryDirectory } from '../test/temporary-directory.ts'
import { openHistory } from './open-history.ts'

const READS = 4
const WRITES = 8

test('a reader never waits for a long write, and sees nothing or all of it', async () => {
  const history = await openHistory({ directory: temporaryDirectory(), clock: { now: () => 1_000 } })
  await history.writer.restore()
  await history.writer.append(aBatch(creations(1, 10)))
  const ends = [10]
  // One that waits never reads so often during one write; one that does not may be stopped by the machine for a while.
  for (let readsMeanwhile = 0; readsMeanwhile < READS && ends.length <= WRITES; ) {
    const from = ends.at(-1) ?? 0
    const to = from + 20_000
    let isCommitted = false
    const writing = history.writer.append(aBatch(creations(from + 1, 20_000))).then(() => {
      isCommitted = true
    })
    const seen = new Set<number>()
    for (readsMeanwhile = 0; !isCommitted; ) {
      const [newest] = await history.reader.changes({ order: 'desc', limit: 1 })
      const past = await history.reader.objectsAt({ seq: 10 })
      expect(past?.objects).toHaveLength(10)
      seen.add(newest?.seq ?? 0)
      if (!isCommitted) readsMeanwhile++
    }
    await writing
    expect([...seen].filter((seq) => seq !== from && seq !== to)).toEqual([])
    expect((await history.reader.bounds()).changes).toBe(to)
    ends.push(to)
  }
  expect(ends.length).toBeLessThanOrEqual(WRITES)
  await history.close()
})
