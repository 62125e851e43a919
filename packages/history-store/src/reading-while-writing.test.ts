import { expect, test } from 'vitest'
import { aBatch, creations } from '../test/creations.ts'
import { temporaryDirectory } from '../test/temporary-directory.ts'
import { openHistory } from './open-history.ts'

test('a reader never waits for a long write, and sees nothing or all of it', async () => {
  const history = await openHistory({ directory: temporaryDirectory(), clock: { now: () => 1_000 } })
  await history.writer.restore()
  await history.writer.append(aBatch(creations(1, 10)))
  let isCommitted = false
  const writing = history.writer.append(aBatch(creations(11, 20_000))).then(() => {
    isCommitted = true
  })
  const seen = new Set<number>()
  let readsMeanwhile = 0
  while (!isCommitted) {
    const [newest] = await history.reader.changes({ order: 'desc', limit: 1 })
    const past = await history.reader.objectsAt({ seq: 10 })
    expect(past?.objects).toHaveLength(10)
    seen.add(newest?.seq ?? 0)
    if (!isCommitted) readsMeanwhile++
  }
  await writing
  expect(readsMeanwhile).toBeGreaterThan(3)
  expect([...seen].filter((seq) => seq !== 10 && seq !== 20_010)).toEqual([])
  expect((await history.reader.bounds()).changes).toBe(20_010)
  await history.close()
})
